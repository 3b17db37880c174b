/// Which entries of the record are wanted. Nothing set means everything.
struct JournalFilter: Sendable {
  var from: Instant?
  /// The first moment that is not wanted any more.
  var to: Instant?
  var groups: Set<JournalGroup> = []
  var post: String?
  /// The room's display, `1-2-1203`.
  var room: String?
  /// Part of the name of who wrote it.
  var person: String?
  /// Words of a note.
  var words: String?
  var importantOnly = false
  /// The last entry of the page before.
  var before: JournalCursor?
}

/// A place in the record, newest first: the last entry shown.
struct JournalCursor: Sendable, Equatable {
  let happenedAt: Instant
  let seq: Int

  init(happenedAt: Instant, seq: Int) {
    self.happenedAt = happenedAt
    self.seq = seq
  }

  init?(_ text: String) {
    let parts = text.split(separator: "_")
    guard parts.count == 2, let milliseconds = Int(parts[0]), let seq = Int(parts[1]) else { return nil }
    self.init(happenedAt: Instant(milliseconds: milliseconds), seq: seq)
  }

  var text: String { "\(happenedAt.milliseconds)_\(seq)" }
}
