import Foundation
import Pages

/// What many forms read alike.
extension FieldReader {
  /// The id that was sent, or a new one: a program that sends twice registers once.
  mutating func id(at now: Instant) -> String { reference("id") ?? Identifier.make(at: now) }

  /// An id of something else.
  mutating func reference(_ path: String) -> String? {
    guard let text = text(path, limit: 36) else { return nil }
    let id = Identifier.parse(text)
    if id == nil { errors.add(path, "uuid_v7") }
    return id
  }

  /// A day as a browser sends it, its first moment.
  mutating func day(_ path: String, zone: EstateZone) -> Instant? {
    guard let text = text(path, limit: 10) else { return nil }
    let day = zone.instant(day: text)
    if day == nil { errors.add(path, "day") }
    return day
  }

  /// Where the page of a list begins.
  mutating func cursor() -> ListCursor? {
    guard let text = text("cursor", limit: 60) else { return nil }
    let cursor = ListCursor(text)
    if cursor == nil { errors.add("cursor", "cursor") }
    return cursor
  }

  /// When something happened that is entered late; up to a year ago. The future is a typing mistake.
  mutating func occurredAt(_ path: String, zone: EstateZone, before now: Instant) -> Instant? {
    guard let text = text(path, limit: 40) else { return nil }
    guard let instant = EstateZone.instant(iso: text) ?? zone.instant(local: text) else {
      errors.add(path, "moment")
      return nil
    }
    guard instant <= now.advanced(minutes: 2) else {
      errors.add(path, "future")
      return nil
    }
    guard instant >= now.advanced(days: -366) else {
      errors.add(path, "too_old")
      return nil
    }
    return instant
  }
}
