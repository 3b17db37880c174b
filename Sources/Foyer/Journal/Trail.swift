/// Entries of the record with what corrects them and what they correct, so that neither is ever shown alone.
struct Trail: Sendable {
  let entries: [JournalEntry]
  /// By id: entries that a shown entry corrects.
  let originals: [String: JournalEntry]
  /// By the corrected entry's id, oldest first.
  let corrections: [String: [JournalEntry]]

  func without(_ kind: JournalKind) -> Trail {
    Trail(entries: entries.filter { $0.event.kind != kind }, originals: originals, corrections: corrections)
  }
}
