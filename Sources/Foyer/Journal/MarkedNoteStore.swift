import Database

extension Snapshot {
  /// What is marked for the next shift and not settled, the oldest first, in the words of its last correction.
  func markedNotes(of estate: String, limit: Int) throws -> [MarkedNote] {
    let rows = try rows(
      """
      SELECT m.*, j.account_name, j.payload, j.important FROM marked_notes m
      JOIN journal j ON j.estate = m.estate AND j.id = m.entry
      WHERE m.estate = ? AND m.settled_at IS NULL ORDER BY m.marked_at, m.entry LIMIT ?
      """, estate, limit)
    let corrected = try correctedTexts(of: rows.map { $0.text("entry") }, estate: estate)
    return try rows.map { try MarkedNote(row: $0, corrected: corrected[$0.text("entry")]) }
  }

  func existingMarkedNote(_ entry: String, of estate: String) throws -> MarkedNote {
    let row = try row(
      """
      SELECT m.*, j.account_name, j.payload, j.important FROM marked_notes m
      JOIN journal j ON j.estate = m.estate AND j.id = m.entry WHERE m.estate = ? AND m.entry = ?
      """, estate, entry)
    guard let row else { throw LobbyError.notFound }
    return try MarkedNote(row: row, corrected: correctedTexts(of: [entry], estate: estate)[entry])
  }

  private func correctedTexts(of entries: [String], estate: String) throws -> [String: String] {
    guard !entries.isEmpty else { return [:] }
    let places = Array(repeating: "?", count: entries.count).joined(separator: ", ")
    let rows = try rows(
      "SELECT corrects, payload FROM journal WHERE estate = ? AND corrects IN (\(places)) ORDER BY seq",
      arguments: [.text(estate)] + entries.map(\.value))
    return try rows.reduce(into: [:]) { texts, row in
      texts[row.text("corrects")] = try JournalEntry.Event.payload(written: row.text("payload"))["text"]
    }
  }
}

extension Transaction {
  func mark(_ entry: JournalEntry, owner: String?, by author: JournalAuthor) throws {
    try run(
      "INSERT INTO marked_notes (estate, entry, post, room, owner, marked_at) VALUES (?, ?, ?, ?, ?, ?)",
      author.estate, entry.id, author.post, entry.event.room, owner, author.at.milliseconds)
  }

  /// Somebody saw to it. The outcome stands in the record beside the note.
  func settle(_ note: MarkedNote, outcome: String?, by author: JournalAuthor) throws {
    let changed = try run(
      """
      UPDATE marked_notes SET settled_at = ?, settled_by_name = ?, outcome = ?
      WHERE estate = ? AND entry = ? AND settled_at IS NULL
      """, author.at.milliseconds, author.name, outcome, author.estate, note.entry)
    guard changed == 1 else { throw LobbyError.conflict(code: "note_settled", clause: "A-4.1") }
    var payload: [String: String] = [:]
    payload["text"] = outcome
    try record(.init(kind: .noteSettled, subject: note.entry, room: note.room, payload: payload), by: author)
  }
}

extension MarkedNote {
  fileprivate init(row: Row, corrected: String?) throws {
    let payload = try JournalEntry.Event.payload(written: row.text("payload"))
    self.init(
      entry: row.text("entry"), post: row.text("post"), room: row.optionalText("room"),
      owner: row.optionalText("owner"), text: corrected ?? payload["text"] ?? "", important: row.bool("important"),
      markedAt: Instant(milliseconds: row.int("marked_at")), writer: row.text("account_name"),
      settledAt: row.instant("settled_at"))
  }
}
