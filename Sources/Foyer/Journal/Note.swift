/// What may be done with notes: the guard's own words in the duty record (A-4.1, B-3.8).
enum NoteRule {
  /// Things that happen so often that they have a key of their own; no words are needed (A-6.2, B-4.2.3).
  enum Act: String, CaseIterable, Sendable {
    case help, cleaning, weather
  }

  /// A note is corrected by who wrote it or by a leader; anything else by anyone who writes notes, since the
  /// correction only stands beside what the program recorded.
  static func mayCorrect(_ entry: JournalEntry, by principal: Principal) -> Bool {
    guard [.noteWritten, .noteCorrected].contains(entry.event.kind) else { return true }
    return entry.account == principal.account || principal.may(.overrideRules)
  }

  struct Draft: Sendable, Equatable {
    /// Chosen by a program that may have to send it twice.
    var id: String?
    var text: String?
    var act: Act?
    var room: String?
    var important = false
    var occurredAt: Instant?
    /// What was done about it, who was told of it, and who sees to the rest: columns of the paper record (2.3).
    var result: String?
    var told: String?
    var owner: String?
    var weather: Weather?
    /// The next shift has to see to it.
    var marksNextShift = false

    /// Somebody still has to do something: it stays open until it is settled.
    var staysOpen: Bool { marksNextShift || owner != nil }

    var event: JournalEntry.Event {
      var event = JournalEntry.Event(kind: .noteWritten, room: room, important: important)
      event.payload["text"] = text
      event.payload["act"] = act?.rawValue
      event.payload["result"] = result
      event.payload["told"] = told
      event.payload["owner"] = owner
      event.payload["weather"] = weather?.rawValue
      event.payload["mark"] = marksNextShift ? "next_shift" : nil
      return event
    }
  }
}
