/// Kinds of entry that people look for together.
enum JournalGroup: String, CaseIterable, Sendable {
  case visits, passes, shifts, notes, courtesies, notices, checks, stops, residents, staff, estate

  private static let topics: [String: JournalGroup] = [
    "visit": .visits, "expected_visit": .visits, "reception": .visits, "register": .visits,
    "pass": .passes,
    "duty": .shifts, "appearance": .shifts, "equipment": .shifts, "fault": .shifts, "absence": .shifts,
    "round": .checks, "finding": .checks,
    "stop": .stops, "checklist": .stops, "point": .stops, "check_sheet": .stops,
    "event": .notices, "notice": .notices, "instruction": .notices, "saying": .notices, "board": .notices,
    "unmanned": .shifts, "handover": .shifts, "record": .shifts,
    "note": .notes, "courtesy": .courtesies,
    "resident": .residents, "recognition_card": .residents, "admission_bar": .residents,
    "account": .staff, "browser": .staff, "token": .staff,
    "roster": .staff, "leave": .staff, "shift_trade": .staff, "certificate": .staff, "calendar": .staff,
  ]

  init(_ kind: JournalKind) { self = Self.topics[kind.topic] ?? .estate }

  var kinds: [JournalKind] { JournalKind.allCases.filter { JournalGroup($0) == self } }

  /// What the desk's own column shows: the duty, not the housekeeping behind it.
  static let onDesk: Set<JournalGroup> = [.visits, .passes, .shifts, .notes, .checks]
}
