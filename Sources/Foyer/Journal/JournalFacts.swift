/// A payload's facts as words: what is a word of ours is translated, numbers and times stand as they are.
enum JournalFacts {
  /// The key of an entry's text: by its kind, and by its act where a kind has several.
  static func key(of event: JournalEntry.Event) -> String {
    let kind = "journal." + event.kind.rawValue.replacing(".", with: "_")
    if event.kind == .visitArrived, event.payload["category"] == Visit.Category.emergency.rawValue {
      return "\(kind)_emergency"
    }
    return event.payload["act"].map { "\(kind)_\($0)" } ?? kind
  }

  /// Facts whose values are words with a text of their own, and where that text may be.
  private static let vocabularies: [String: [String]] = [
    "purpose": ["visit.purpose."], "reason": ["visit.reason.", "reveal.reason_"], "method": ["visit.method."],
    "result": ["visit.answer."], "check": ["visit.check."], "alternative": ["visit.alternative."],
    "role": ["role."], "setting": ["setting."], "void_reason": ["pass.reason."], "way": ["journal_word.way."],
    "category": ["visit.category."], "certificate": ["certificate.kind."], "part": ["journal_word.part."],
    "agreed": ["duties."], "ending": ["duty.ending."], "ruling": ["duty.ruling."],
    "fault": ["equipment.fault."], "looked": ["appearance.kind."], "outcome": ["absence.outcome."],
    "weather": ["weather."], "courtesy": ["courtesy."], "order": ["handover.order."], "side": ["handover.side."],
    "event": ["event_kind."], "item": ["board_kind.", "check_word."], "list": ["check_word."],
    "place": ["check_word."], "hand": ["check.hand_"],
  ]

  /// The payload in words; `text` answers nil where a word has none in that place.
  static func words(of event: JournalEntry.Event, text: (String) -> String?) -> [String: String] {
    var facts = event.payload
    for (name, places) in vocabularies {
      guard let word = facts[name] else { continue }
      facts[name] = places.compactMap { text($0 + word) }.first ?? word
    }
    // What of a resident's details was changed, never to what.
    facts["change"] = facts["change"].map { change in
      change.split(separator: " ").compactMap { text("journal_word.change.\($0)") }
        .joined(separator: text("duty_record.comma") ?? " ")
    }
    facts["wrong"] =
      facts["wrong_items"].map { items in
        items.split(separator: " ").compactMap { text("appearance.item.\($0)") }
          .joined(separator: text("settings.comma") ?? " ")
      } ?? facts["wrong"]
    // One person needs no number.
    if facts["party"] == "1" { facts["party"] = nil }
    // Only what is printed again is numbered.
    if facts["copy"] == "1" { facts["copy"] = nil }
    // A pass that was not given back is another sentence than one that was.
    if facts["pass_returned"] == "no" {
      facts["pass_kept"] = facts["pass"]
      facts["pass"] = nil
    }
    return facts
  }
}
