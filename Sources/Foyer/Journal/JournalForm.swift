import Foundation
import Pages

/// What the record page was asked for, as it was typed.
struct JournalQuery: Sendable, Equatable {
  var from = ""
  var to = ""
  var group = ""
  /// A duty: the record of one person's shift at his post.
  var shift = ""
  var post = ""
  var room = ""
  var person = ""
  var words = ""
  var importantOnly = false
  var before = ""

  /// The filter that it means, and its period. Days are the estate's; the last one counts whole. A shift has a period
  /// and a post of its own.
  func filter(hours: Int, shift duty: Duty?, zone: EstateZone, now: Instant) throws -> JournalFilter {
    var filter = JournalFilter()
    filter.from = try day("from", from) { zone.instant(day: $0) } ?? now.advanced(minutes: -60 * hours)
    filter.to = try day("to", to) { zone.instant(day: $0).map { zone.startOfDay($0, adding: 1) } }
    if from.isEmpty, let to = filter.to { filter.from = to.advanced(minutes: -60 * hours) }
    if let from = filter.from, let to = filter.to, from >= to { throw FieldErrors("from", "period") }
    if !group.isEmpty {
      guard let group = JournalGroup(rawValue: group) else { throw FieldErrors("group", "choice") }
      filter.groups = [group]
    }
    filter.post = Self.given(post)
    if Self.given(shift) != nil {
      guard let duty, let began = duty.startedAt else { throw FieldErrors("shift", "choice") }
      // What was written in its last minute belongs to it.
      (filter.from, filter.to, filter.post) = (began, duty.endedAt?.advanced(seconds: 1), duty.post)
    }
    filter.room = Self.given(room).map { text in
      let room = RoomName.parse(text)
      return room.kind == .unknown ? text : room.display
    }
    filter.person = Self.given(person)
    filter.words = Self.given(words)
    filter.importantOnly = importantOnly
    if !before.isEmpty {
      guard let cursor = JournalCursor(before) else { throw FieldErrors("before", "cursor") }
      filter.before = cursor
    }
    return filter
  }

  /// Whether it is the plain view that a click on the rail opens.
  var isPlain: Bool { self == JournalQuery() }

  private func day(_ field: String, _ text: String, reading: (String) -> Instant?) throws -> Instant? {
    guard let text = Self.given(text) else { return nil }
    guard let instant = reading(text) else { throw FieldErrors(field, "day") }
    return instant
  }

  private static func given(_ text: String) -> String? {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    return text.isEmpty ? nil : String(text.prefix(60))
  }
}
