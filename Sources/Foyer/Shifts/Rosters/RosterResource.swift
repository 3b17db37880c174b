/// A planned shift as programs see it.
struct RosterEntryResource: Encodable {
  let id, post, account, name, kind, code, startsAt, endsAt, state, origin: String
  let covers, note: String?
  let revision: Int

  init(_ entry: RosterEntry, words: RosterNames, zone: EstateZone) {
    id = entry.id
    post = entry.post
    account = entry.account
    name = words.names[entry.account] ?? ""
    kind = entry.kind
    code = words.kinds[entry.kind]?.code ?? ""
    startsAt = zone.iso(entry.startsAt)
    endsAt = zone.iso(entry.endsAt)
    state = entry.state.rawValue
    origin = entry.origin.rawValue
    covers = entry.covers
    note = entry.note
    revision = entry.revision
  }
}

/// Names that stand beside ids.
struct RosterNames: Sendable {
  let names: [String: String]
  let posts: [Post]
  let kinds: [String: ShiftKind]

  func words(_ zone: EstateZone, _ lobby: Lobby, _ context: LobbyContext) -> RosterWords {
    RosterWords(
      zone: zone, names: names, posts: Dictionary(posts.map { ($0.id, $0.name) }, uniquingKeysWith: { $1 }),
      kinds: kinds, lobby: lobby, context: context)
  }
}

struct RosterFindingResource: Encodable {
  let kind, from, until, setting, clause: String
  let post, account, entry: String?
  let value, limit: Int
  let blocks: Bool

  init(_ finding: RosterFinding, rules: RosterRules, zone: EstateZone) {
    kind = finding.kind.rawValue
    from = zone.iso(finding.from)
    until = zone.iso(finding.until)
    setting = finding.kind.setting.name
    clause = finding.kind.clause
    post = finding.post
    account = finding.account
    entry = finding.entry
    value = finding.value
    limit = finding.limit
    blocks = rules.blocking.contains(finding.kind)
  }
}

struct RosterResource: Encodable {
  let month, startsAt, endsAt, state: String
  let madeBy, approvedAt, approvedBy: String?
  let entries: [RosterEntryResource]
  let findings: [RosterFindingResource]

  init(_ view: RosterView) {
    let zone = view.plan.zone
    month = view.month.text
    startsAt = zone.iso(view.plan.from)
    endsAt = zone.iso(view.plan.until)
    state = view.roster == nil ? "none" : view.roster?.isApproved == true ? "approved" : "draft"
    madeBy = view.roster?.madeBy
    approvedAt = view.roster?.approvedAt.map(zone.iso)
    approvedBy = view.roster?.approvedBy
    entries = view.entries.map { RosterEntryResource($0, words: view.names, zone: zone) }
    findings = view.findings.map { RosterFindingResource($0, rules: view.plan.rules, zone: zone) }
  }
}

struct RosterCheckResource: Encodable {
  let from, until: String
  let shifts, people: Int
  let findings: [RosterFindingResource]

  init(_ plan: RosterPlan) {
    from = plan.zone.iso(plan.from)
    until = plan.zone.iso(plan.until)
    let own = plan.entries.filter { $0.overlaps(plan.from, plan.until) }
    shifts = own.count
    people = Set(own.map(\.account)).count
    findings = plan.findings().map { RosterFindingResource($0, rules: plan.rules, zone: plan.zone) }
  }
}

struct LeaveResource: Encodable {
  let id, account, kind, startsAt, endsAt, state, askedAt: String
  let reason, decidedAt, decidedBy, decisionNote, revokedAt, revokedBy, revocationNote: String?

  init(_ leave: Leave, zone: EstateZone) {
    id = leave.id
    account = leave.account
    kind = leave.kind.rawValue
    startsAt = zone.iso(leave.startsAt)
    endsAt = zone.iso(leave.endsAt)
    state = leave.state.rawValue
    askedAt = zone.iso(leave.askedAt)
    reason = leave.reason
    decidedAt = leave.decision.map { zone.iso($0.at) }
    decidedBy = leave.decision?.by
    decisionNote = leave.decision?.note
    revokedAt = leave.revocation.map { zone.iso($0.at) }
    revokedBy = leave.revocation?.by
    revocationNote = leave.revocation?.note
  }
}

struct ShiftTradeResource: Encodable {
  let id, account, otherAccount, state, askedAt: String
  let entry: RosterEntryResource
  let otherEntry: RosterEntryResource?
  let note, answeredAt, decidedAt, decidedBy, decisionNote: String?

  init(_ trade: ShiftTrade, words: RosterNames, zone: EstateZone) {
    id = trade.id
    account = trade.account
    otherAccount = trade.otherAccount
    state = trade.state.rawValue
    askedAt = zone.iso(trade.askedAt)
    entry = RosterEntryResource(trade.entry, words: words, zone: zone)
    otherEntry = trade.otherEntry.map { RosterEntryResource($0, words: words, zone: zone) }
    note = trade.note
    answeredAt = trade.answeredAt.map(zone.iso)
    decidedAt = trade.decision.map { zone.iso($0.at) }
    decidedBy = trade.decision?.by
    decisionNote = trade.decision?.note
  }
}

struct RosterRequestListResource: Encodable {
  let leaves: [LeaveResource]
  let trades: [ShiftTradeResource]
}

struct MyShiftsResource: Encodable {
  let shifts: [RosterEntryResource]
  let leaves: [LeaveResource]
  let trades: [ShiftTradeResource]
  let calendarMadeAt: String?
}

struct ShiftKindResource: Encodable {
  let id, code, name, purpose, from, until: String
  let minutes: Int

  init(_ kind: ShiftKind) {
    id = kind.id
    code = kind.code
    name = kind.name
    purpose = kind.purpose.rawValue
    from = ShiftKind.clock(kind.startsMinute)
    until = ShiftKind.clock(kind.endsMinute)
    minutes = kind.minutes
  }
}

struct CoverNeedResource: Encodable {
  let id, post, weekdays, from, until: String
  let people: Int

  init(_ need: CoverNeed) {
    id = need.id
    post = need.post
    weekdays = need.weekdays.sorted().map(String.init).joined()
    from = ShiftKind.clock(need.startsMinute)
    until = ShiftKind.clock(need.endsMinute)
    people = need.people
  }
}

struct RotationResource: Encodable {
  let id, name, startsOn: String
  let days: [String]

  init(_ rotation: Rotation, zone: EstateZone) {
    id = rotation.id
    name = rotation.name
    startsOn = zone.day(rotation.startsAt)
    days = rotation.days.map { $0 ?? "-" }
  }
}

struct CrewResource: Encodable {
  struct Member: Encodable {
    let account, post: String
  }

  let id, name: String
  let rotation: String?
  let daysBehind: Int
  let members: [Member]

  init(_ crew: Crew, members: [CrewMember]) {
    id = crew.id
    name = crew.name
    rotation = crew.rotation
    daysBehind = crew.daysBehind
    self.members = members.filter { $0.crew == crew.id }.map { Member(account: $0.account, post: $0.post) }
  }
}

struct RosterSetupResource: Encodable {
  let kinds: [ShiftKindResource]
  let needs: [CoverNeedResource]
  let rotations: [RotationResource]
  let crews: [CrewResource]

  init(_ setup: RosterSetup) {
    kinds = setup.kinds.map(ShiftKindResource.init)
    needs = setup.needs.map(CoverNeedResource.init)
    rotations = setup.rotations.map { RotationResource($0, zone: setup.estate.zone) }
    crews = setup.crews.map { CrewResource($0, members: setup.members) }
  }
}

struct CertificateResource: Encodable {
  let id, account, name, kind: String
  let expiresAt: String?

  init(_ certificate: StaffCertificate, names: [String: String], zone: EstateZone) {
    id = certificate.id
    account = certificate.account
    name = names[certificate.account] ?? ""
    kind = certificate.kind.rawValue
    expiresAt = certificate.expiresAt.map(zone.iso)
  }
}

struct CertificateListResource: Encodable {
  let items: [CertificateResource]
}

struct ShiftCalendarResource: Encodable {
  let address: String
}
