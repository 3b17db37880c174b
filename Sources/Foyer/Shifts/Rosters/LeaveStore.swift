import Database

extension Snapshot {
  func existingLeave(_ id: String, of estate: String, vault: Vault) throws -> Leave {
    guard let row = try row("SELECT * FROM leaves WHERE estate = ? AND id = ?", estate, id) else {
      throw LobbyError.notFound
    }
    return try Leave(row: row, estate: estate, vault: vault)
  }

  /// Latest first, all or one person's.
  func leaves(of estate: String, account: String? = nil, since: Instant, vault: Vault) throws -> [Leave] {
    let own = account.map { [Value.text($0)] } ?? []
    return try rows(
      """
      SELECT * FROM leaves WHERE estate = ? \(account == nil ? "" : "AND account = ?") AND starts_at > ?
      ORDER BY starts_at DESC, id LIMIT 200
      """, arguments: [.text(estate)] + own + [since.milliseconds.value]
    ).map { try Leave(row: $0, estate: estate, vault: vault) }
  }
}

extension Transaction {
  func ask(_ leave: Leave, digest: String, of estate: String, vault: Vault, by author: JournalAuthor) throws {
    if let row = try row("SELECT digest FROM leaves WHERE estate = ? AND id = ?", estate, leave.id) {
      guard row.text("digest") == digest else { throw LobbyError.conflict(code: "id_taken") }
      return
    }
    try run(
      """
      INSERT INTO leaves (estate, id, digest, account, kind, starts_at, ends_at, reason_sealed, state, asked_at,
        asked_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'asked', ?, ?)
      """, estate, leave.id, digest, leave.account, leave.kind, leave.startsAt.milliseconds, leave.endsAt.milliseconds,
      try leave.reason.map { try vault.seal($0, for: "\(estate)/leaves/\(leave.id)") }, author.at.milliseconds,
      author.account)
    try recordLeave(.leaveAsked, leave, by: author)
  }

  /// Approved, his shifts in it are called off, and the holes show until somebody covers them.
  func decide(
    _ leave: Leave, _ word: RosterDecision.Word, note: String?, of estate: Estate, by author: JournalAuthor
  ) throws {
    guard leave.account != author.account else { throw LobbyError.conflict(code: "own_request", clause: "C-1") }
    let shifts = try entries(in: leave, of: estate.id)
    if word == .approved, !shifts.isEmpty {
      let ids = Set(shifts.map(\.id))
      let plan = try rosterPlan(of: estate, around: shifts)
      try refuseBlocked(plan, plan.newFindings(with: [], without: ids))
      for id in ids { try cancelRow(id, of: estate.id, by: author) }
    }
    try expectOpen(
      try run(
        """
        UPDATE leaves SET state = ?, decided_at = ?, decided_by = ?, decision_note = ?
        WHERE estate = ? AND id = ? AND state = 'asked'
        """, word, author.at.milliseconds, author.account, note, estate.id, leave.id))
    try recordLeave(word == .approved ? .leaveApproved : .leaveRefused, leave, by: author)
  }

  /// An approved leave is taken back. The shifts that it called off come back where nobody stands in for him and their
  /// time has not passed; answers how many.
  func revoke(_ leave: Leave, reason: String, of estate: Estate, by author: JournalAuthor) throws -> Int {
    guard leave.account != author.account else { throw LobbyError.conflict(code: "own_request", clause: "C-1") }
    guard leave.endsAt > author.at else { throw LobbyError.conflict(code: "leave_over", clause: "C-1") }
    let changed = try run(
      """
      UPDATE leaves SET state = 'revoked', revoked_at = ?, revoked_by = ?, revocation_note = ?
      WHERE estate = ? AND id = ? AND state = 'approved'
      """, author.at.milliseconds, author.account, reason, estate.id, leave.id)
    guard changed == 1 else { throw LobbyError.conflict(code: "leave_not_approved", clause: "C-1") }
    let restored = try restore(try entriesCalledOff(by: leave, after: author.at, of: estate.id), of: estate, by: author)
    try recordLeave(.leaveRevoked, leave, ["reason": reason, "count": String(restored)], by: author)
    return restored
  }

  private func restore(_ entries: [RosterEntry], of estate: Estate, by author: JournalAuthor) throws -> Int {
    guard !entries.isEmpty else { return 0 }
    let plan = try rosterPlan(of: estate, around: entries)
    var restored = 0
    for var entry in entries {
      let brought = plan.newFindings(with: [entry])
      guard !brought.contains(where: { $0.kind == .double || $0.kind == .overlap }) else { continue }
      entry.state = try stateOfNewShifts(at: entry.startsAt, of: estate, by: author)
      try run(
        "UPDATE roster_entries SET cancelled_at = NULL, cancelled_by = NULL WHERE estate = ? AND id = ?", estate.id,
        entry.id)
      try write([entry], of: estate.id, by: author)
      try recordShift(.rosterShiftChanged, entry, by: author)
      restored += 1
    }
    return restored
  }

  func withdraw(_ leave: Leave, of estate: String, by author: JournalAuthor) throws {
    try expectOpen(
      try run(
        "UPDATE leaves SET state = 'withdrawn' WHERE estate = ? AND id = ? AND state = 'asked'", estate, leave.id))
    try recordLeave(.leaveWithdrawn, leave, by: author)
  }

  func expectOpen(_ changed: Int) throws {
    guard changed == 1 else { throw LobbyError.conflict(code: "request_decided", clause: "C-1") }
  }

  private func recordLeave(
    _ kind: JournalKind, _ leave: Leave, _ more: [String: String] = [:], by author: JournalAuthor
  ) throws {
    let own = ["account": leave.account, "when": try written(leave.startsAt, leave.endsAt, in: author.estate)]
    try record(.init(kind: kind, subject: leave.id, payload: own.merging(more) { $1 }), by: author)
  }
}

extension Snapshot {
  /// His shifts that a leave would take out, drafts too.
  func entries(in leave: Leave, of estate: String) throws -> [RosterEntry] {
    try rosterEntriesAndDrafts(of: estate, from: leave.startsAt, until: leave.endsAt)
      .filter { $0.account == leave.account }
  }
}

extension Snapshot {
  /// The shifts that the approval of a leave called off and that have not begun: the same hand at the same moment.
  func entriesCalledOff(by leave: Leave, after now: Instant, of estate: String) throws -> [RosterEntry] {
    guard let decision = leave.decision else { return [] }
    return try rows(
      """
      SELECT * FROM roster_entries WHERE estate = ? AND account = ? AND starts_at > ? AND starts_at < ?
        AND state = 'cancelled' AND cancelled_at = ? AND cancelled_by = ? ORDER BY starts_at
      """, estate, leave.account, max(now.milliseconds, leave.startsAt.milliseconds - RosterEntry.longest),
      leave.endsAt.milliseconds, decision.at.milliseconds, decision.by
    ).map(RosterEntry.init(row:))
  }
}

extension Leave.Kind: ValueConvertible {}
extension RosterDecision.Word: ValueConvertible {}

extension Leave {
  init(row: Row, estate: String, vault: Vault) throws {
    let id = row.text("id")
    self.init(
      id: id, account: row.text("account"), kind: Kind(rawValue: row.text("kind")) ?? .other,
      startsAt: Instant(milliseconds: row.int("starts_at")), endsAt: Instant(milliseconds: row.int("ends_at")),
      reason: try row.optionalBytes("reason_sealed").map { try vault.open($0, for: "\(estate)/leaves/\(id)") },
      state: State(rawValue: row.text("state")) ?? .asked, askedAt: Instant(milliseconds: row.int("asked_at")),
      askedBy: row.text("asked_by"), decision: RosterDecision(row: row),
      revocation: row.instant("revoked_at").map {
        RosterDecision(at: $0, by: row.text("revoked_by"), note: row.optionalText("revocation_note"))
      })
  }
}

extension RosterDecision {
  init?(row: Row) {
    guard let at = row.instant("decided_at"), let by = row.optionalText("decided_by") else { return nil }
    self.init(at: at, by: by, note: row.optionalText("decision_note"))
  }
}
