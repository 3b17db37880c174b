import Database

extension Snapshot {
  func finding(_ id: String, of estate: String) throws -> CheckFinding? {
    try row("SELECT * FROM findings WHERE estate = ? AND id = ?", estate, id).map(CheckFinding.init(row:))
  }

  func existingFinding(_ id: String, of estate: String) throws -> CheckFinding {
    guard let finding = try finding(id, of: estate) else { throw LobbyError.notFound }
    return finding
  }

  /// What nobody has put right yet, the oldest first.
  func openFindings(of estate: String, limit: Int) throws -> [CheckFinding] {
    try rows(
      "SELECT * FROM findings WHERE estate = ? AND done_at IS NULL ORDER BY found_at, id LIMIT ?", estate, limit
    ).map(CheckFinding.init(row:))
  }

  /// Newest first; one more than the limit, so that it shows whether there are more.
  func findings(_ query: CheckFinding.Query, of estate: String) throws -> [CheckFinding] {
    let before = query.cursor?.at ?? .endless
    let state =
      switch query.state {
      case nil: ""
      case .open: "AND done_at IS NULL"
      case .done: "AND done_at IS NOT NULL AND checked_at IS NULL"
      case .checked: "AND checked_at IS NOT NULL"
      }
    return try rows(
      """
      SELECT * FROM findings WHERE estate = ? AND (found_at < ? OR (found_at = ? AND id < ?)) \(state)
      ORDER BY found_at DESC, id DESC LIMIT ?
      """, estate, before.milliseconds, before.milliseconds, query.cursor?.id ?? "", query.limit + 1
    ).map(CheckFinding.init(row:))
  }

  func findings(of rounds: [String], estate: String) throws -> [CheckFinding] {
    guard !rounds.isEmpty else { return [] }
    let places = Array(repeating: "?", count: rounds.count).joined(separator: ", ")
    return try rows(
      "SELECT * FROM findings WHERE estate = ? AND round IN (\(places)) ORDER BY found_at, id",
      arguments: [.text(estate)] + rounds.map { .text($0) }
    ).map(CheckFinding.init(row:))
  }
}

extension Transaction {
  /// The same id with the same content answers as the first time. What somebody put right himself is done at once.
  func insertOnce(_ draft: CheckFinding.Draft, by author: JournalAuthor) throws {
    if let row = try row("SELECT digest FROM findings WHERE estate = ? AND id = ?", author.estate, draft.id) {
      guard row.text("digest") == draft.digest else { throw LobbyError.conflict(code: "id_taken") }
      return
    }
    let now = author.at.milliseconds
    let isDone = draft.handling == .oneself
    try run(
      """
      INSERT INTO findings (estate, id, digest, post, round, stop, item, nature, place, subject, what, handling,
        found_at, found_by, found_by_name, told, told_at, ticket, done_at, done_by, done_by_name)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      author.estate, draft.id, draft.digest, author.post, draft.round, draft.stop, draft.item, draft.nature,
      draft.place, draft.subject, draft.what, draft.handling, now, author.account, author.name, draft.told,
      isDone ? nil : now, draft.ticket, isDone ? now : nil, isDone ? author.account : nil, isDone ? author.name : nil)
    var payload = ["act": draft.handling.rawValue, "place": CheckWord.plain(draft.place)]
    payload["item"] = draft.subject.map(CheckWord.plain)
    payload["what"] = draft.what
    payload["told"] = draft.told
    payload["ticket"] = draft.ticket
    let isGrave = draft.nature == .hazard && !isDone
    try record(.init(kind: .findingFound, subject: draft.id, important: isGrave, payload: payload), by: author)
  }

  /// Somebody else was told, or told again.
  func tell(_ told: String, ticket: String?, of finding: CheckFinding, by author: JournalAuthor) throws {
    let changed = try run(
      """
      UPDATE findings SET told = ?, told_at = ?, ticket = COALESCE(?, ticket), handling = 'told'
      WHERE estate = ? AND id = ? AND done_at IS NULL
      """, told, author.at.milliseconds, ticket, author.estate, finding.id)
    guard changed == 1 else { throw LobbyError.conflict(code: "finding_done") }
    var payload = ["told": told]
    payload["ticket"] = ticket
    try record(.findingTold, finding, payload, by: author)
  }

  /// It is as it should be again.
  func complete(_ finding: CheckFinding, note: String?, by author: JournalAuthor) throws {
    let changed = try run(
      """
      UPDATE findings SET done_at = ?, done_by = ?, done_by_name = ?, done_note = ?
      WHERE estate = ? AND id = ? AND done_at IS NULL
      """, author.at.milliseconds, author.account, author.name, note, author.estate, finding.id)
    guard changed == 1 else { throw LobbyError.conflict(code: "finding_done") }
    try record(.findingDone, finding, note.map { ["what": $0] } ?? [:], by: author)
  }

  /// Somebody else has looked again.
  func check(_ finding: CheckFinding, by author: JournalAuthor) throws {
    guard finding.doneAt != nil else { throw LobbyError.conflict(code: "finding_not_done") }
    guard finding.doneByAccount != author.account else {
      throw LobbyError.conflict(code: "finding_own_check", clause: "B-4.2.3")
    }
    let changed = try run(
      "UPDATE findings SET checked_at = ?, checked_by_name = ? WHERE estate = ? AND id = ? AND checked_at IS NULL",
      author.at.milliseconds, author.name, author.estate, finding.id)
    guard changed == 1 else { throw LobbyError.conflict(code: "finding_done") }
    try record(.findingChecked, finding, [:], by: author)
  }

  /// It was not right after all: open again.
  func reopen(_ finding: CheckFinding, reason: String, by author: JournalAuthor) throws {
    let changed = try run(
      """
      UPDATE findings SET done_at = NULL, done_by = NULL, done_by_name = NULL, done_note = NULL
      WHERE estate = ? AND id = ? AND done_at IS NOT NULL AND checked_at IS NULL
      """, author.estate, finding.id)
    guard changed == 1 else { throw LobbyError.conflict(code: "finding_not_done") }
    try record(.findingReopened, finding, ["why": reason], by: author)
  }

  private func record(
    _ kind: JournalKind, _ finding: CheckFinding, _ payload: [String: String], by author: JournalAuthor
  ) throws {
    var facts = ["place": CheckWord.plain(finding.place)]
    facts["item"] = finding.subject.map(CheckWord.plain)
    try record(.init(kind: kind, subject: finding.id, payload: payload.merging(facts) { $1 }), by: author)
  }
}

extension CheckFinding.Nature: ValueConvertible {}
extension CheckFinding.Handling: ValueConvertible {}

extension CheckFinding {
  init(row: Row) throws {
    guard let nature = Nature(rawValue: row.text("nature")), let handling = Handling(rawValue: row.text("handling"))
    else { throw DatabaseError.failed(reason: "unknown nature") }
    func moment(_ name: String) -> Instant? { row.optionalInt(name).map(Instant.init(milliseconds:)) }
    self.init(
      id: row.text("id"), post: row.text("post"), round: row.optionalText("round"), stop: row.optionalText("stop"),
      item: row.optionalText("item"), nature: nature, place: row.text("place"), subject: row.optionalText("subject"),
      what: row.optionalText("what"), handling: handling, foundAt: Instant(milliseconds: row.int("found_at")),
      foundBy: row.text("found_by_name"), told: row.optionalText("told"), toldAt: moment("told_at"),
      ticket: row.optionalText("ticket"), doneAt: moment("done_at"), doneBy: row.optionalText("done_by_name"),
      doneByAccount: row.optionalText("done_by"), doneNote: row.optionalText("done_note"),
      checkedAt: moment("checked_at"), checkedBy: row.optionalText("checked_by_name"))
  }
}
