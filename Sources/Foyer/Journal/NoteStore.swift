import Database

extension Transaction {
  /// Writes a note. The same id with the same words answers as the first time; with others it is a conflict.
  func write(_ draft: NoteRule.Draft, by author: JournalAuthor) throws -> JournalEntry {
    if let id = draft.id, let entry = try journalEntry(id, of: author.estate) {
      guard entry.event == draft.event, draft.occurredAt ?? entry.happenedAt == entry.happenedAt else {
        throw LobbyError.conflict(code: "id_taken")
      }
      return entry
    }
    let id = try record(draft.event, by: author, happened: draft.occurredAt, id: draft.id)
    let entry = try existingJournalEntry(id, of: author.estate)
    if draft.staysOpen { try mark(entry, owner: draft.owner, by: author) }
    return entry
  }

  /// Writes a new entry that points at the old one. The old one stays as it is.
  func correct(_ entry: JournalEntry, to text: String, by author: JournalAuthor) throws -> JournalEntry {
    let event = JournalEntry.Event(
      kind: .noteCorrected, subject: entry.event.subject, room: entry.event.room, important: entry.event.important,
      payload: ["text": text])
    let id = try record(event, by: author, corrects: entry.id)
    return try existingJournalEntry(id, of: author.estate)
  }
}
