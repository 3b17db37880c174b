/// A duty as programs see it.
struct DutyResource: Encodable {
  struct Ready: Encodable {
    let appearance, equipment: Bool
    let unread: Int
    let obstacles: [String]
    let checks: [AppearanceResource]
  }

  let id, post, account, name, state, arrived_at: String
  let roster_entry, shift, planned_from, planned_until, started_at, ended_at, ending, relieved_by, reason: String?
  let ruling, ruling_reason: String?
  let early_minutes: Int?
  let early_agreed: Bool?
  let early_reason: String?
  /// Only where one duty is asked for.
  let readiness: Ready?

  init(_ duty: Duty, zone: EstateZone, readiness: Readiness? = nil) {
    id = duty.id
    post = duty.post
    account = duty.account
    name = duty.name
    state = duty.state.rawValue
    arrived_at = zone.iso(duty.arrivedAt)
    roster_entry = duty.plan?.entry
    shift = duty.plan?.shift
    planned_from = duty.plan.map { zone.iso($0.from) }
    planned_until = duty.plan.map { zone.iso($0.until) }
    started_at = duty.startedAt.map(zone.iso)
    ended_at = duty.endedAt.map(zone.iso)
    ending = duty.ending?.rawValue
    relieved_by = duty.relievedBy
    reason = duty.reason
    ruling = duty.ruling?.ruling.rawValue
    ruling_reason = duty.ruling?.reason
    early_minutes = duty.earlyMinutes
    early_agreed = duty.earlySettlement?.isAgreed
    early_reason = duty.earlySettlement?.reason
    self.readiness = readiness.map { ready in
      Ready(
        appearance: ready.isLookedOver, equipment: ready.isEquipped, unread: ready.unread,
        obstacles: duty.state == .arrived ? ready.obstacles.map(\.rawValue) : [],
        checks: ready.appearance.map { AppearanceResource($0, zone: zone) })
    }
  }
}

struct AppearanceResource: Encodable {
  let id, duty, kind, checked_at, by: String
  let good, all: Int
  let wrong: [String]
  let note, righted_at, how: String?

  init(_ check: AppearanceCheck, zone: EstateZone) {
    id = check.id
    duty = check.duty
    kind = check.kind.rawValue
    checked_at = zone.iso(check.at)
    by = check.name
    good = check.good
    all = check.items.count
    wrong = check.wrong.map(\.rawValue)
    note = check.note
    righted_at = check.rightedAt.map(zone.iso)
    how = check.how
  }
}

struct DutyListResource: Encodable {
  struct Expected: Encodable {
    let roster_entry, post, account, name, starts_at, ends_at, standing: String
    let shift, duty: String?
  }

  struct Unmanned: Encodable {
    let post, since: String
  }

  let items: [DutyResource]
  let expected: [Expected]
  let unmanned: [Unmanned]
  let absences: [AbsenceResource]

  init(_ board: DutyBoard) {
    let zone = board.estate.zone
    items = board.open.map { DutyResource($0, zone: zone) } + board.ended.map { DutyResource($0, zone: zone) }
    expected = board.attendance.lines.map { line in
      Expected(
        roster_entry: line.entry.id, post: line.entry.post, account: line.entry.account,
        name: board.name(of: line.entry.account), starts_at: zone.iso(line.entry.startsAt),
        ends_at: zone.iso(line.entry.endsAt), standing: line.standing.rawValue, shift: board.shifts[line.entry.kind],
        duty: line.duty?.id)
    }
    unmanned = board.attendance.gaps.map { Unmanned(post: $0.post, since: zone.iso($0.since)) }
    absences = board.absences.map { AbsenceResource($0, zone: zone) }
  }
}

struct AbsenceResource: Encodable {
  let roster_entry, post, account, planned_from, planned_until: String
  let outcome, reason, settled_at: String?

  init(_ absence: Absence, zone: EstateZone) {
    roster_entry = absence.entry
    post = absence.post
    account = absence.account
    planned_from = zone.iso(absence.from)
    planned_until = zone.iso(absence.until)
    outcome = absence.outcome?.rawValue
    reason = absence.reason
    settled_at = absence.settledAt.map(zone.iso)
  }
}

struct PunctualityResource: Encodable {
  struct Line: Encodable {
    let account, name: String
    let on_time, late, absent, due, late_minutes, left_early: Int
  }

  let from, to: String
  let on_time, due, unplanned, unsettled, unmanned_minutes, left_early, inspection_good, inspection_all: Int
  let formula: String
  let items: [Line]

  init(_ facts: PunctualityFacts) {
    let (figures, zone) = (facts.figures, facts.estate.zone)
    from = zone.day(facts.period.from)
    to = zone.day(facts.period.until.advanced(seconds: -1))
    on_time = figures.onTime
    due = figures.due
    unplanned = figures.unplanned
    unsettled = figures.unsettled
    unmanned_minutes = figures.unmannedMinutes
    left_early = figures.leftEarly
    inspection_good = facts.score.good
    inspection_all = facts.score.all
    formula = "arrived at least \(facts.limits.arriveEarly) min before the shift / (arrivals for a shift + absences)"
    items = figures.lines.map {
      Line(
        account: $0.account, name: $0.name, on_time: $0.onTime, late: $0.late, absent: $0.absent, due: $0.due,
        late_minutes: $0.lateMinutes, left_early: $0.leftEarly)
    }
  }
}

struct EquipmentResource: Encodable {
  let id, post, kind, name: String
  let pieces, away, expected, open_faults: Int

  init(_ count: EquipmentCount) {
    id = count.equipment.id
    post = count.equipment.post
    kind = count.equipment.kind.rawValue
    name = count.equipment.name
    pieces = count.equipment.pieces
    away = count.away
    expected = count.expected
    open_faults = count.open.count
  }
}

struct EquipmentListResource: Encodable {
  let items: [EquipmentResource]
  let faults: [FaultResource]
}

struct FaultResource: Encodable {
  let id, equipment, name, post, kind, found_at: String
  let pieces, away: Int
  let note, told, told_at, closed_at, how: String?

  init(_ fault: EquipmentFault, zone: EstateZone) {
    id = fault.id
    equipment = fault.equipment
    name = fault.name
    post = fault.post
    kind = fault.kind.rawValue
    found_at = zone.iso(fault.foundAt)
    pieces = fault.pieces
    away = fault.away
    note = fault.note
    told = fault.told
    told_at = fault.toldAt.map(zone.iso)
    closed_at = fault.closedAt.map(zone.iso)
    how = fault.how
  }
}

struct EquipmentCheckListResource: Encodable {
  struct Item: Encodable {
    let equipment, name, result: String
    let expected: Int
    let counted: Int?
    let note, fault: String?
  }

  let items: [Item]

  init(_ checks: [EquipmentCheck], counts: [EquipmentCount], zone: EstateZone) {
    let names = Dictionary(
      counts.map { ($0.equipment.id, $0.equipment.name) }, uniquingKeysWith: { first, _ in first })
    items = checks.map {
      Item(
        equipment: $0.equipment, name: names[$0.equipment] ?? "", result: $0.result.rawValue, expected: $0.expected,
        counted: $0.counted, note: $0.note, fault: $0.fault)
    }
  }
}
