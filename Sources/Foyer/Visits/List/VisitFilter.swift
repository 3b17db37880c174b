import Foundation
import Pages

/// Which visits are listed: newest first, of a state, a purpose, a room, a pass, a period.
struct VisitFilter: Sendable, Equatable {
  var state: Visit.State?
  var purpose: Visit.Purpose?
  /// As it was written; the store finds the room that is meant.
  var room: String?
  var pass: String?
  var from: Instant?
  /// The first moment that is no longer listed.
  var until: Instant?
  var cursor: ListCursor?
  var limit = 50

  init() {}

  init(_ query: Form, zone: EstateZone) throws {
    var reader = FieldReader(query)
    state = reader.choice("state", as: Visit.State.self)
    purpose = reader.choice("purpose", as: Visit.Purpose.self)
    room = reader.text("room", limit: 60)
    pass = reader.text("pass", limit: 20)
    from = reader.day("from", zone: zone)
    until = reader.day("to", zone: zone).map { zone.startOfDay($0, adding: 1) }
    limit = reader.int("limit", in: 1...200) ?? 50
    cursor = reader.cursor()
    if let from, let until, until <= from { reader.errors.add("to", "before_from") }
    try reader.errors.check()
  }

  /// Nothing is asked for but the newest.
  var isEmpty: Bool {
    state == nil && purpose == nil && room == nil && pass == nil && from == nil && until == nil
  }
}
