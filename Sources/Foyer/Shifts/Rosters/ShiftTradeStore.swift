import Database

extension Snapshot {
  func existingTrade(_ id: String, of estate: String) throws -> ShiftTrade {
    guard let row = try row("SELECT * FROM shift_trades WHERE estate = ? AND id = ?", estate, id) else {
      throw LobbyError.notFound
    }
    return try trade(row, of: estate)
  }

  /// Latest shift first, all or those that one person has to do with.
  func trades(of estate: String, account: String? = nil, since: Instant) throws -> [ShiftTrade] {
    let own = account.map { [Value.text($0), .text($0)] } ?? []
    return try rows(
      """
      SELECT * FROM shift_trades WHERE estate = ? \(account == nil ? "" : "AND (account = ? OR other_account = ?)")
        AND starts_at > ? ORDER BY starts_at DESC, id LIMIT 200
      """, arguments: [.text(estate)] + own + [since.milliseconds.value]
    ).map { try trade($0, of: estate) }
  }

  private func trade(_ row: Row, of estate: String) throws -> ShiftTrade {
    ShiftTrade(
      id: row.text("id"), entry: try existingRosterEntry(row.text("entry"), of: estate), account: row.text("account"),
      otherAccount: row.text("other_account"),
      otherEntry: try row.optionalText("other_entry").map { try existingRosterEntry($0, of: estate) },
      note: row.optionalText("note"), state: ShiftTrade.State(rawValue: row.text("state")) ?? .asked,
      askedAt: Instant(milliseconds: row.int("asked_at")), answeredAt: row.instant("answered_at"),
      decision: RosterDecision(row: row))
  }
}

extension Transaction {
  func ask(_ trade: ShiftTrade, digest: String, of estate: String, by author: JournalAuthor) throws {
    if let row = try row("SELECT digest FROM shift_trades WHERE estate = ? AND id = ?", estate, trade.id) {
      guard row.text("digest") == digest else { throw LobbyError.conflict(code: "id_taken") }
      return
    }
    try run(
      """
      INSERT INTO shift_trades (estate, id, digest, entry, account, other_account, other_entry, starts_at, note, state,
        asked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'asked', ?)
      """, estate, trade.id, digest, trade.entry.id, trade.account, trade.otherAccount, trade.otherEntry?.id,
      trade.entry.startsAt.milliseconds, trade.note, author.at.milliseconds)
    try recordTrade(.shiftTradeAsked, trade, by: author)
  }

  func answer(_ trade: ShiftTrade, _ answer: ShiftTrade.Answer, of estate: String, by author: JournalAuthor) throws {
    guard trade.otherAccount == author.account else { throw LobbyError.notFound }
    try expectOpen(
      try run(
        "UPDATE shift_trades SET state = ?, answered_at = ? WHERE estate = ? AND id = ? AND state = 'asked'", answer,
        author.at.milliseconds, estate, trade.id))
    try recordTrade(answer == .accepted ? .shiftTradeAccepted : .shiftTradeDeclined, trade, by: author)
  }

  /// Both shifts change hands in one transaction, or neither does.
  func decide(
    _ trade: ShiftTrade, _ word: RosterDecision.Word, note: String?, of estate: Estate, by author: JournalAuthor
  ) throws {
    guard ![trade.account, trade.otherAccount].contains(author.account) else {
      throw LobbyError.conflict(code: "own_request", clause: "C-1")
    }
    if word == .approved {
      guard let changed = trade.exchanged else { throw LobbyError.conflict(code: "trade_outdated", clause: "C-1") }
      try refuseBlockedChange(changed, of: estate)
      try write(changed, of: estate.id, by: author)
      for entry in changed { try recordShift(.rosterShiftChanged, entry, by: author) }
    }
    try expectOpen(
      try run(
        """
        UPDATE shift_trades SET state = ?, decided_at = ?, decided_by = ?, decision_note = ?
        WHERE estate = ? AND id = ? AND state = 'accepted'
        """, word, author.at.milliseconds, author.account, note, estate.id, trade.id))
    try recordTrade(word == .approved ? .shiftTradeApproved : .shiftTradeRefused, trade, by: author)
  }

  func withdraw(_ trade: ShiftTrade, of estate: String, by author: JournalAuthor) throws {
    guard trade.account == author.account else { throw LobbyError.notFound }
    try expectOpen(
      try run(
        "UPDATE shift_trades SET state = 'withdrawn' WHERE estate = ? AND id = ? AND state IN ('asked', 'accepted')",
        estate, trade.id))
    try recordTrade(.shiftTradeWithdrawn, trade, by: author)
  }

  private func recordTrade(_ kind: JournalKind, _ trade: ShiftTrade, by author: JournalAuthor) throws {
    try record(
      .init(
        kind: kind, subject: trade.id,
        payload: [
          "account": trade.account, "other_account": trade.otherAccount,
          "when": try written(trade.entry.startsAt, trade.entry.endsAt, in: author.estate),
        ]), by: author)
  }
}

extension ShiftTrade.Answer: ValueConvertible {}
