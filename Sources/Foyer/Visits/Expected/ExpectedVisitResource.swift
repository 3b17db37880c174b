import Foundation

/// An expected visitor as programs see it.
struct ExpectedVisitResource: Encodable {
  struct Visitor: Encodable { let name: String, party: Int }
  struct Host: Encodable { let room: String, name: String?, match: String }
  struct Arrival: Encodable { let visit, arrivedAt: String }

  let id, state, purpose, recurrence: String
  let visitor: Visitor
  let host: Host
  /// The window that the state is about: today's, the next, or the only one.
  let from, until: String
  let lastDay, plate, note: String?
  let pass: Bool
  let arrivals: [Arrival]
  let createdAt, createdBy: String
  let cancelledAt, cancelledBy: String?

  init(_ occurrence: ExpectedVisit.Occurrence, zone: EstateZone, at now: Instant) {
    let expected = occurrence.expected
    id = expected.id
    state = occurrence.state(at: now).rawValue
    purpose = expected.purpose.rawValue
    recurrence = expected.recurrence.rawValue
    visitor = Visitor(name: expected.visitorName, party: expected.party)
    host = Host(room: expected.room, name: expected.hostName, match: expected.hostMatch.rawValue)
    from = zone.iso(occurrence.from)
    until = zone.iso(occurrence.until)
    lastDay = expected.lastDay.map(zone.day)
    plate = expected.plate
    note = expected.note
    pass = expected.givesPass
    arrivals = occurrence.arrivals.map { Arrival(visit: $0.visit, arrivedAt: zone.iso($0.at)) }
    createdAt = zone.iso(expected.createdAt)
    createdBy = expected.createdBy
    cancelledAt = expected.cancelledAt.map(zone.iso)
    cancelledBy = expected.cancelledBy
  }
}

struct ExpectedVisitListResource: Encodable {
  let items: [ExpectedVisitResource]
  let next: String?
}
