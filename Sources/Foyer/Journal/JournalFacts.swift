/// A payload's facts as words: what is a word of ours is translated, numbers and times stand as they are.
enum JournalFacts {
  /// The key of an entry's text: by its kind, and by its act where a kind has several.
  static func key(of event: JournalEntry.Event) -> String {
    let kind = "journal." + event.kind.rawValue.replacing(".", with: "_")
    return event.payload["act"].map { "\(kind)_\($0)" } ?? kind
  }

  /// Payload keys whose values are words with a text of their own, and where that text is.
  private static let vocabularies = [
    "purpose": "visit.purpose", "reason": "journal_word.reason", "method": "journal_word.method",
    "result": "journal_word.result", "check": "journal_word.check", "alternative": "journal_word.alternative",
    "role": "role", "type": "journal_word.document", "setting": "setting", "state": "visit.state",
    "void_reason": "pass.reason", "category": "visit.category",
  ]

  static func words(of event: JournalEntry.Event, text: (String) -> String?) -> [String: String] {
    var facts = event.payload
    for (name, vocabulary) in vocabularies {
      guard let word = facts[name] else { continue }
      facts[name] = text("\(vocabulary).\(word)") ?? word
    }
    // One person needs no number.
    if facts["party"] == "1" { facts["party"] = nil }
    // A pass that was not given back is another sentence than one that was.
    if facts["pass_returned"] == "no" {
      facts["pass_kept"] = facts["pass"]
      facts["pass"] = nil
    }
    return facts
  }
}
