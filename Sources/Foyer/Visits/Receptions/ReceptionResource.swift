import Foundation

/// A reception as programs see it.
struct ReceptionResource: Encodable {
  let id, state, organisation, purpose: String
  let leader, leaderTitle, level, approvedBy, host, escort, route, note, feedback: String?
  let party: Int
  let photosAllowed: Bool
  let plannedAt: String
  let announcedAt, arrivedAt, leftAt: String?
  let registeredBy: String

  init(_ reception: Reception, zone: EstateZone) {
    let details = reception.details
    id = reception.id
    state = reception.state.rawValue
    organisation = details.organisation
    purpose = details.purpose
    leader = details.leader
    leaderTitle = details.leaderTitle
    level = details.level?.rawValue
    approvedBy = details.approvedBy
    host = details.host
    escort = details.escort
    route = details.route
    note = details.note
    feedback = reception.feedback
    party = details.party
    photosAllowed = details.photosAllowed
    plannedAt = zone.iso(details.plannedAt)
    announcedAt = reception.announcedAt.map(zone.iso)
    arrivedAt = reception.arrivedAt.map(zone.iso)
    leftAt = reception.leftAt.map(zone.iso)
    registeredBy = reception.createdBy
  }
}

struct ReceptionListResource: Encodable {
  let items: [ReceptionResource]
  let next: String?
}
