import Foundation

/// A resident as programs see him: the name in full for staff, phone numbers masked.
struct ResidentResource: Encodable {
  struct Residency: Encodable { let id, roomId, room, relation: String, from, to: String?, current: Bool }

  let id, name: String
  let phones: [String]
  let doNotConfirm: Bool
  let note: String?
  let rooms: [Residency]

  init(_ resident: Resident, residencies: [Resident.Residency], zone: EstateZone, at now: Instant) {
    id = resident.id
    name = resident.name
    phones = resident.maskedPhones
    doNotConfirm = resident.isDiscreet
    note = resident.note
    rooms = residencies.map { residency in
      Residency(
        id: residency.id, roomId: residency.room, room: residency.roomDisplay, relation: residency.relation.rawValue,
        from: residency.startsAt.map(zone.day), to: residency.endsAt.map(zone.lastDay(before:)),
        current: residency.isCurrent(at: now))
    }
  }
}

struct ResidentListResource: Encodable {
  let items: [ResidentResource]
  /// Where the next page begins; absent on the last.
  let next: String?
}

extension EstateZone {
  /// The day that a half-open period still holds: one that ends at midnight has yesterday as its last.
  func lastDay(before end: Instant) -> String { day(Instant(milliseconds: end.milliseconds - 1)) }
}
