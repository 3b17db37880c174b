import Foundation

/// An event of the lobby as programs see it.
struct LobbyEventResource: Encodable {
  let id, kind, state, title, from, until: String
  let place, lift, area, post, organiser, deskNote, say, afterNote, reportedAt, cancelledAt: String?
  let staffNeeded, visitorsExpected, visitorsCame: Int?
  let revision: Int
  let writtenBy: String

  init(_ event: LobbyEvent, zone: EstateZone, at now: Instant) {
    let details = event.details
    id = event.id
    kind = details.kind.rawValue
    state = event.state(at: now).rawValue
    title = details.title
    from = zone.iso(details.from)
    until = zone.iso(details.until)
    place = details.place
    lift = details.lift
    area = details.area.display.isEmpty ? nil : details.area.display
    post = details.post
    organiser = details.organiser
    deskNote = details.deskNote
    say = details.say
    staffNeeded = details.staffNeeded
    visitorsExpected = details.visitorsExpected
    visitorsCame = event.report?.visitorsCame
    afterNote = event.report?.note
    reportedAt = (event.report?.at).map(zone.iso)
    cancelledAt = event.cancelledAt.map(zone.iso)
    revision = event.revision
    writtenBy = event.createdBy
  }
}

/// A notice as programs see it.
struct NoticeResource: Encodable {
  let id, state, stage, title, body, from, until: String
  let area, issuer, say, reason, publishedAt, publishedBy, withdrawnAt: String?
  let revision: Int
  let draftedBy: String

  init(_ notice: Notice, zone: EstateZone, at now: Instant) {
    let details = notice.details
    id = notice.id
    state = notice.state.rawValue
    stage = notice.stage(at: now).rawValue
    title = details.title
    body = details.body
    from = zone.iso(details.from)
    until = zone.iso(details.until)
    area = details.area.display.isEmpty ? nil : details.area.display
    issuer = details.issuer
    say = details.say
    reason = notice.reason
    publishedAt = notice.publishedAt.map(zone.iso)
    publishedBy = notice.publishedBy
    withdrawnAt = notice.withdrawnAt.map(zone.iso)
    revision = notice.revision
    draftedBy = notice.createdBy
  }
}

/// One time that a notice went to paper.
struct NoticePrintResource: Encodable {
  let id, notice, printedAt, printedBy: String
  let copy: Int

  init(_ entry: JournalEntry, zone: EstateZone) {
    id = entry.id
    notice = entry.event.subject ?? ""
    copy = entry.event.payload["copy"].flatMap(Int.init) ?? 1
    printedAt = zone.iso(entry.recordedAt)
    printedBy = entry.accountName
  }
}

/// An instruction as programs see it; who has read it only for those who may know.
struct InstructionResource: Encodable {
  struct Receipt: Encodable {
    let account, name: String
    let readAt: String?
  }

  let id, state, title, body, from: String
  let until, post, withdrawnAt: String?
  let revision: Int
  let roles, persons: [String]
  let issuedBy: String
  let receipts: [Receipt]?

  init(_ instruction: Instruction, receipts: [Instruction.Receipt]? = nil, zone: EstateZone, at now: Instant) {
    let details = instruction.details
    id = instruction.id
    state = instruction.state(at: now).rawValue
    title = details.title
    body = details.body
    from = zone.iso(details.from)
    until = details.until.map(zone.iso)
    post = details.post
    withdrawnAt = instruction.withdrawnAt.map(zone.iso)
    revision = instruction.revision
    roles = details.readers.compactMap { if case .role(let role) = $0 { role.rawValue } else { nil } }
    persons = details.readers.compactMap { if case .person(let id) = $0 { id } else { nil } }
    issuedBy = instruction.createdBy
    self.receipts = receipts?.map { Receipt(account: $0.account, name: $0.name, readAt: $0.readAt.map(zone.iso)) }
  }
}

/// A line that the desk says, as programs see it.
struct SayingResource: Encodable {
  let id, state, text, from, until, writtenBy: String
  let area, source: String?

  init(_ saying: Saying, zone: EstateZone, at now: Instant) {
    id = saying.id
    state = saying.state(at: now).rawValue
    text = saying.details.text
    from = zone.iso(saying.details.from)
    until = zone.iso(saying.details.until)
    area = saying.details.area.display.isEmpty ? nil : saying.details.area.display
    source = saying.source
    writtenBy = saying.createdBy
  }
}

struct NoticeListResource<Item: Encodable>: Encodable {
  let items: [Item]
  var next: String?
}
