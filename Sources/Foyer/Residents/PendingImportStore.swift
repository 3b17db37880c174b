import Database
import Foundation

extension Snapshot {
  func pendingImport(_ id: String, of estate: String, at now: Instant) throws -> PendingImport {
    let row = try row(
      """
      SELECT id, state, options, rows_done, rows_all, created_at, touched_at FROM resident_imports
      WHERE estate = ? AND id = ?
      """, estate, id)
    guard let pending = try row.map(PendingImport.init(row:)), !pending.isOver(at: now) else {
      throw LobbyError.notFound
    }
    return pending
  }

  /// Newest first.
  func pendingImports(of estate: String, at now: Instant) throws -> [PendingImport] {
    try rows(
      """
      SELECT id, state, options, rows_done, rows_all, created_at, touched_at FROM resident_imports
      WHERE estate = ? ORDER BY created_at DESC LIMIT 20
      """, estate
    ).map(PendingImport.init(row:)).filter { !$0.isOver(at: now) }
  }

  func importedFile(_ id: String, of estate: String, vault: Vault) throws -> Data {
    guard
      let sealed = try row("SELECT file FROM resident_imports WHERE estate = ? AND id = ?", estate, id)?
        .optionalBytes("file"),
      let data = Data(base64Encoded: try vault.open(sealed, for: "\(estate)/imports/\(id)"))
    else { throw LobbyError.notFound }
    return data
  }

  func importReport(_ id: String, of estate: String, vault: Vault) throws -> ImportOutcome? {
    guard
      let sealed = try row("SELECT report FROM resident_imports WHERE estate = ? AND id = ?", estate, id)?
        .optionalBytes("report")
    else { return nil }
    let text = try vault.open(sealed, for: "\(estate)/imports/\(id)/report")
    return try JSONDecoder().decode(ImportOutcome.self, from: Data(text.utf8))
  }

  func hasImportsOver(at now: Instant) throws -> Bool {
    let limit = now.advanced(minutes: -60 * PendingImport.hours).milliseconds
    return try row("SELECT id FROM resident_imports WHERE created_at <= ? LIMIT 1", limit) != nil
  }
}

extension Transaction {
  func insertImport(_ id: String, file: Data, choices: PendingImport.Choices, vault: Vault, by author: JournalAuthor)
    throws
  {
    try removeImportsOver(at: author.at)
    try run(
      """
      INSERT INTO resident_imports (estate, id, state, file, options, rows_done, rows_all, created_at, created_by,
        touched_at)
      VALUES (?, ?, 'waiting', ?, ?, 0, 0, ?, ?, ?)
      """,
      author.estate, id, try vault.seal(file.base64EncodedString(), for: "\(author.estate)/imports/\(id)"),
      try encoded(choices), author.at.milliseconds, author.account, author.at.milliseconds)
  }

  /// The one confirmation. False when somebody else was faster.
  func begin(_ pending: PendingImport, choices: PendingImport.Choices, of estate: String, at now: Instant) throws
    -> Bool
  {
    try run(
      """
      UPDATE resident_imports SET state = 'running', options = ?, rows_done = 0, touched_at = ?
      WHERE estate = ? AND id = ? AND state = ? AND touched_at = ?
      """, try encoded(choices), now.milliseconds, estate, pending.id, pending.state.rawValue,
      pending.touchedAt.milliseconds) == 1
  }

  func progress(_ id: String, done: Int, all: Int, of estate: String, at now: Instant) throws {
    try run(
      "UPDATE resident_imports SET rows_done = ?, rows_all = ?, touched_at = ? WHERE estate = ? AND id = ?", done, all,
      now.milliseconds, estate, id)
    announce(Announcement(estate: estate, topic: "resident_import", ids: [id]))
  }

  /// The file is gone; the report stays as long as the hour lasts.
  func finish(_ id: String, outcome: ImportOutcome, vault: Vault, by author: JournalAuthor) throws {
    let text = String(decoding: try JSONEncoder().encode(outcome), as: UTF8.self)
    try run(
      "UPDATE resident_imports SET state = 'done', file = NULL, report = ?, touched_at = ? WHERE estate = ? AND id = ?",
      try vault.seal(text, for: "\(author.estate)/imports/\(id)/report"), author.at.milliseconds, author.estate, id)
    announce(Announcement(estate: author.estate, topic: "resident_import", ids: [id]))
    // A list that says nothing new leaves no trace, as if nobody had sent it.
    guard outcome.imported > 0 else { return }
    try record(
      .init(
        kind: .residentsImported, subject: id,
        payload: ["unchanged": String(outcome.unchanged), "refused": String(outcome.refused.count)]), by: author)
  }

  func fail(_ id: String, of estate: String, at now: Instant) throws {
    try run(
      "UPDATE resident_imports SET state = 'failed', touched_at = ? WHERE estate = ? AND id = ?", now.milliseconds,
      estate, id)
    announce(Announcement(estate: estate, topic: "resident_import", ids: [id]))
  }

  func removeImport(_ id: String, of estate: String) throws -> Bool {
    try run("DELETE FROM resident_imports WHERE estate = ? AND id = ? AND state <> 'running'", estate, id) == 1
  }

  func removeImportsOver(at now: Instant) throws {
    try run(
      "DELETE FROM resident_imports WHERE created_at <= ?",
      now.advanced(minutes: -60 * PendingImport.hours).milliseconds)
  }

  private func encoded(_ choices: PendingImport.Choices) throws -> String {
    String(decoding: try JSONEncoder().encode(choices), as: UTF8.self)
  }
}

extension PendingImport {
  init(row: Row) throws {
    guard let state = State(rawValue: row.text("state")) else { throw DatabaseError.failed(reason: "unknown state") }
    self.init(
      id: row.text("id"), state: state,
      choices: try JSONDecoder().decode(Choices.self, from: Data(row.text("options").utf8)),
      rowsDone: row.int("rows_done"), rowsAll: row.int("rows_all"),
      createdAt: Instant(milliseconds: row.int("created_at")), touchedAt: Instant(milliseconds: row.int("touched_at")))
  }
}
