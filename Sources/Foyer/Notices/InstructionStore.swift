import Database
import Pages

extension Snapshot {
  func existingInstruction(_ id: String, of estate: String) throws -> Instruction {
    guard let found = try instructions([id], of: estate).first else { throw LobbyError.notFound }
    return found
  }

  func instructions(_ query: NoticeQuery, of estate: Estate, at now: Instant) throws -> [Instruction] {
    try withReaders(try noticeRows("instructions", query, of: estate, at: now), of: estate.id)
  }

  func instructions(_ ids: [String], of estate: String) throws -> [Instruction] {
    try withReaders(try noticeRows("instructions", ids, of: estate), of: estate)
  }

  private func withReaders(_ rows: [Row], of estate: String) throws -> [Instruction] {
    guard !rows.isEmpty else { return [] }
    let places = Array(repeating: "?", count: rows.count).joined(separator: ", ")
    let readers = try self.rows(
      "SELECT * FROM instruction_readers WHERE estate = ? AND instruction IN (\(places)) ORDER BY role, account",
      arguments: [.text(estate)] + rows.map { $0["id"] })
    let byInstruction = Dictionary(grouping: readers) { $0.text("instruction") }
    return rows.map { row in
      Instruction(row: row, readers: byInstruction[row.text("id"), default: []].map(Instruction.Reader.init))
    }
  }

  /// An account `a` that serves and has to read instruction `i` because of its reader `d`: by name, or by role. Of an
  /// instruction for one post these are the people of that post, where crews say who they are.
  private static let hasToRead = """
    a.disabled_at IS NULL AND (a.id = d.account OR a.role = d.role AND (i.post IS NULL
      OR EXISTS (SELECT 1 FROM crew_members c WHERE c.estate = a.estate AND c.account = a.id AND c.post = i.post)
      OR NOT EXISTS (SELECT 1 FROM crew_members c WHERE c.estate = i.estate AND c.post = i.post)))
    """

  /// Everybody who has to read it as it stands, and when he did; who has not comes first.
  func receipts(of instruction: Instruction, estate: String) throws -> [Instruction.Receipt] {
    try rows(
      """
      SELECT DISTINCT a.id, a.name, a.role, r.read_at FROM instruction_readers d
      JOIN instructions i ON i.estate = d.estate AND i.id = d.instruction
      JOIN accounts a ON a.estate = d.estate AND \(Self.hasToRead)
      LEFT JOIN board_readings r ON r.estate = d.estate AND r.item = d.instruction AND r.account = a.id
        AND r.revision = ?
      WHERE d.estate = ? AND d.instruction = ? ORDER BY a.id
      """, instruction.revision, estate, instruction.id
    ).compactMap { row in
      Role(rawValue: row.text("role")).map {
        Instruction.Receipt(account: row.text("id"), name: row.text("name"), role: $0, readAt: row.instant("read_at"))
      }
    }.sorted { ($0.readAt?.milliseconds ?? 0, $0.account) < ($1.readAt?.milliseconds ?? 0, $1.account) }
  }

  /// Instructions in force that somebody has still to read, the oldest wording first.
  func unreadInstructions(of estate: String, at now: Instant, limit: Int) throws -> [Instruction.Unread] {
    try openNotices(of: estate, at: now, limit: limit).filter { $0.kind == .instructionUnread }.map {
      Instruction.Unread(id: $0.id, title: $0.title, since: $0.since, missing: $0.missing, required: $0.required)
    }
  }

  /// Unread instructions, drafts that wait, events to be written up: one statement, for the desk shows them too.
  /// It begins with the few instructions in force, whatever the planner thinks.
  func openNotices(of estate: String, at now: Instant, limit: Int) throws -> [OpenNotice] {
    try rows(
      """
      WITH i AS MATERIALIZED (SELECT * FROM instructions
        WHERE estate = ? AND ends_at > ? AND +starts_at <= ? AND withdrawn_at IS NULL)
      SELECT 'instruction_unread' AS kind, i.id, i.title,
        CASE WHEN i.revised_at > i.starts_at THEN i.revised_at ELSE i.starts_at END AS since,
        COUNT(DISTINCT a.id) AS required, COUNT(DISTINCT CASE WHEN r.account IS NULL THEN a.id END) AS missing
      FROM i CROSS JOIN instruction_readers d CROSS JOIN accounts a
      LEFT JOIN board_readings r ON r.estate = i.estate AND r.item = i.id AND r.account = a.id
        AND r.revision = i.revision
      WHERE d.estate = i.estate AND d.instruction = i.id AND a.estate = d.estate AND \(Self.hasToRead)
      GROUP BY i.id, i.title, i.revised_at, i.starts_at
      UNION ALL
      SELECT 'notice_waits', id, title, changed_at, 0, 1 FROM notices WHERE estate = ? AND state = 'draft'
      UNION ALL
      SELECT 'event_unreported', id, title, ends_at, 0, 1 FROM lobby_events
      WHERE estate = ? AND ends_at <= ? AND reported_at IS NULL AND cancelled_at IS NULL
        AND kind IN ('activity', 'booking', 'move_in', 'move_out')
      UNION ALL
      SELECT 'move_running', id, title, starts_at, 0, 1 FROM lobby_events
      WHERE estate = ? AND ends_at > ? AND starts_at <= ? AND cancelled_at IS NULL
        AND kind IN ('move_in', 'move_out')
      ORDER BY since, id LIMIT ?
      """, estate, now.milliseconds, now.milliseconds, estate, estate, now.milliseconds, estate, now.milliseconds,
      now.milliseconds, limit
    ).compactMap(OpenNotice.init(row:))
  }
}

extension OpenNotice {
  /// Nil for an instruction that everybody has read.
  init?(row: Row) {
    guard let kind = Kind(rawValue: row.text("kind")), row.int("missing") > 0 else { return nil }
    self.init(
      kind: kind, id: row.text("id"), title: row.text("title"), since: Instant(milliseconds: row.int("since")),
      missing: row.int("missing"), required: row.int("required"))
  }
}

extension Transaction {
  func insertOnce(_ draft: Instruction.Draft, of estate: String, by author: JournalAuthor) throws {
    guard try !isRepeated(draft.id, in: "instructions", digest: draft.digest, of: estate) else { return }
    let details = draft.details
    try expectReaders(details.readers, of: estate)
    let now = author.at.milliseconds
    try run(
      """
      INSERT INTO instructions (estate, id, digest, title, body, post, starts_at, ends_at, revision, revised_at,
        created_at, created_by, created_by_name, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)
      """,
      estate, draft.id, draft.digest, details.title, details.body, details.post, details.from.milliseconds,
      (details.until ?? .endless).milliseconds, now, now, author.account, author.name, now)
    try write(details.readers, to: draft.id, of: estate)
    try keepReading(of: draft.id, revision: 1, by: author)
    try record(
      .init(kind: .instructionIssued, subject: draft.id, payload: ["title": details.title]), by: author)
  }

  /// New words are asked for again; more readers or another end are not.
  func change(
    _ instruction: Instruction, to details: Instruction.Details, of estate: String, by author: JournalAuthor
  ) throws {
    guard instruction.withdrawnAt == nil else { throw LobbyError.conflict(code: "instruction_withdrawn") }
    guard details != instruction.details else { return }
    try expectReaders(details.readers, of: estate)
    let asksAgain = details.asksAgain(instead: instruction.details)
    let revision = instruction.revision + (asksAgain ? 1 : 0)
    try run(
      """
      UPDATE instructions SET title = ?, body = ?, post = ?, starts_at = ?, ends_at = ?, revision = ?, revised_at = ?,
        changed_at = ?
      WHERE estate = ? AND id = ?
      """,
      details.title, details.body, details.post, details.from.milliseconds, (details.until ?? .endless).milliseconds,
      revision, (asksAgain ? author.at : instruction.revisedAt).milliseconds, author.at.milliseconds, estate,
      instruction.id)
    try run("DELETE FROM instruction_readers WHERE estate = ? AND instruction = ?", estate, instruction.id)
    try write(details.readers, to: instruction.id, of: estate)
    try keepReading(of: instruction.id, revision: revision, by: author)
    try record(
      .init(
        kind: .instructionChanged, subject: instruction.id,
        payload: ["title": details.title, "revision": String(revision)]), by: author)
  }

  /// It holds no longer; whoever has read it is told.
  func withdraw(_ instruction: Instruction, of estate: String, by author: JournalAuthor) throws {
    guard instruction.withdrawnAt == nil else { throw LobbyError.conflict(code: "instruction_withdrawn") }
    try run(
      """
      UPDATE instructions SET withdrawn_at = ?, withdrawn_by_name = ?, revision = ?, revised_at = ?, changed_at = ?
      WHERE estate = ? AND id = ?
      """,
      author.at.milliseconds, author.name, instruction.revision + 1, author.at.milliseconds, author.at.milliseconds,
      estate, instruction.id)
    try keepReading(of: instruction.id, revision: instruction.revision + 1, by: author)
    try record(
      .init(kind: .instructionWithdrawn, subject: instruction.id, payload: ["title": instruction.details.title]),
      by: author)
  }

  /// Nobody may be asked who is not there.
  private func expectReaders(_ readers: [Instruction.Reader], of estate: String) throws {
    for case .person(let id) in readers where try account(id, of: estate) == nil {
      throw FieldErrors("persons", "choice")
    }
  }

  private func write(_ readers: [Instruction.Reader], to id: String, of estate: String) throws {
    for reader in readers {
      let (role, account) =
        switch reader {
        case .role(let role): (role.rawValue, "")
        case .person(let person): ("", person)
        }
      try run(
        "INSERT INTO instruction_readers (estate, instruction, role, account) VALUES (?, ?, ?, ?)", estate, id, role,
        account)
    }
  }
}

extension Instruction.Reader {
  init(row: Row) {
    if let role = Role(rawValue: row.text("role")) { self = .role(role) } else { self = .person(row.text("account")) }
  }
}

extension Instruction {
  init(row: Row, readers: [Reader]) {
    let until = Instant(milliseconds: row.int("ends_at"))
    self.init(
      id: row.text("id"),
      details: Details(
        title: row.text("title"), body: row.text("body"), post: row.optionalText("post"), readers: readers,
        from: Instant(milliseconds: row.int("starts_at")), until: until < .endless ? until : nil),
      revision: row.int("revision"), revisedAt: Instant(milliseconds: row.int("revised_at")),
      withdrawnAt: row.instant("withdrawn_at"), withdrawnBy: row.optionalText("withdrawn_by_name"),
      createdAt: Instant(milliseconds: row.int("created_at")), createdBy: row.text("created_by_name"))
  }
}
