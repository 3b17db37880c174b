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

/// One resident with what only his own page tells.
struct ResidentRecordResource: Encodable {
  struct Bar: Encodable { let id: String, name, phone: String?, since: String }
  struct Card: Encodable { let consentBy, consentDay, consentText, keptBy: String, here: Bool }

  let id, name: String
  let phones: [String]
  let doNotConfirm: Bool
  let note: String?
  let rooms: [ResidentResource.Residency]
  /// Only for those who keep residents' data; the desk learns no more than that somebody is to be kept out.
  let admissionBars: [Bar]?
  /// That there is a card, never what it says.
  let card: Card?

  init(_ record: ResidentRecord, context: LobbyContext) {
    let zone = record.estate.zone
    let resident = ResidentResource(record.resident, residencies: record.residencies, zone: zone, at: context.now)
    (id, name, phones) = (resident.id, resident.name, resident.phones)
    (doNotConfirm, note, rooms) = (resident.doNotConfirm, resident.note, resident.rooms)
    admissionBars =
      context.may(.keepResidents)
      ? record.bars.map { bar in
        Bar(
          id: bar.id, name: bar.name.map { PersonName($0).masked }, phone: bar.phone.map(PhoneMask.masked),
          since: zone.iso(bar.since))
      } : nil
    card = record.card.map { deed in
      Card(
        consentBy: deed.consentBy.rawValue, consentDay: zone.day(deed.consentAt), consentText: deed.consentVersion,
        keptBy: deed.keptBy, here: deed.post == context.caller.principal?.post)
    }
  }
}
