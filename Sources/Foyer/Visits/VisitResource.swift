import Foundation

/// A visit as programs see it. The document's number is always masked.
struct VisitResource: Encodable {
  struct Visitor: Encodable { let name, sex, phone, organisation: String?, party: Int }
  struct Host: Encodable { let room, name: String?, match: String }
  struct Confirmation: Encodable { let method, result, confirmedBy: String?, tries: Int }
  struct Document: Encodable { let type, number, alternative: String?, check: String, findings: [String] }
  struct HeldPass: Encodable { let number: String, returned: Bool? }

  let id, state: String
  let reason: String?
  let category, purpose: String
  let visitor: Visitor
  let host: Host
  let confirmation: Confirmation?
  let document: Document?
  let pass: HeldPass?
  let belongings, note: String?
  let arrivedAt, recordedAt: String
  let expectedEnd, admittedAt, endedAt: String?
  let registeredBy: String
  let endedBy: String?
  let warnings: [String]

  init(_ visit: Visit, zone: EstateZone) {
    id = visit.id
    state = visit.state.rawValue
    reason = visit.reason
    category = visit.category.rawValue
    purpose = visit.purpose.rawValue
    visitor = Visitor(
      name: visit.visitorName, sex: visit.visitorSex, phone: visit.visitorPhone, organisation: visit.organisation,
      party: visit.party)
    host = Host(room: visit.room, name: visit.hostName, match: visit.hostMatch.rawValue)
    confirmation =
      visit.confirmation.method == nil
      ? nil
      : Confirmation(
        method: visit.confirmation.method?.rawValue, result: visit.confirmation.result?.rawValue,
        confirmedBy: visit.confirmation.confirmedBy, tries: visit.confirmation.tries)
    document = Document(
      type: visit.document.type, number: visit.document.masked, alternative: visit.document.alternative?.rawValue,
      check: visit.document.check.rawValue, findings: visit.document.findings)
    pass = visit.pass.map { HeldPass(number: $0.number, returned: $0.returned) }
    belongings = visit.belongings
    note = visit.note
    arrivedAt = zone.iso(visit.arrivedAt)
    recordedAt = zone.iso(visit.recordedAt)
    expectedEnd = visit.expectedEnd.map(zone.iso)
    admittedAt = visit.admittedAt.map(zone.iso)
    endedAt = visit.endedAt.map(zone.iso)
    registeredBy = visit.registeredBy
    endedBy = visit.endedBy
    warnings = visit.warnings
  }
}

struct VisitListResource: Encodable {
  let items: [VisitResource]
  /// Where the next page begins; absent on the last.
  let next: String?
}
