/// Who should be there and who is: the roster held against duties and the clock (C-1).
struct Attendance: Sendable {
  /// The numbers behind it, in minutes.
  struct Limits: Sendable, Equatable {
    let arriveEarly, lateAfter, absentAfter, unmannedAfter: Int

    /// By how many minutes an arrival is late; 0 for one in time.
    func lateness(of arrival: Instant, for start: Instant) -> Int {
      let due = start.advanced(minutes: -arriveEarly)
      return arrival <= due ? 0 : max(1, arrival.minutes(since: due))
    }
  }

  enum Standing: String, CaseIterable, Sendable {
    /// His time to be there has not come.
    case expected
    /// He should be there by now; his shift has not begun.
    case due
    case late
    case absent
    case arrived
    case onDuty = "on_duty"
    case ended
  }

  struct Line: Sendable, Equatable {
    let entry: RosterEntry
    let duty: Duty?
    let standing: Standing
  }

  struct Gap: Sendable, Equatable {
    let post: String
    let since: Instant
  }

  let lines: [Line]
  let gaps: [Gap]

  /// `entries` in force around now, `duties` of the same time, `lastEnds` when the last duty at each post ended.
  init(entries: [RosterEntry], duties: [Duty], lastEnds: [String: Instant], limits: Limits, at now: Instant) {
    let byEntry = Dictionary(
      duties.filter { $0.state != .withdrawn }.compactMap { duty in duty.plan.map { ($0.entry, duty) } },
      uniquingKeysWith: { first, second in first.isOpen ? first : second })
    lines = entries.map { entry in
      Line(
        entry: entry, duty: byEntry[entry.id],
        standing: Self.standing(of: entry, duty: byEntry[entry.id], limits: limits, at: now))
    }
    let manned = Set(duties.filter { $0.state == .onDuty }.map(\.post))
    let posts = Set(entries.map(\.post)).subtracting(manned).sorted()
    gaps = posts.compactMap { post in
      guard let start = Self.coverStart(of: entries.filter { $0.post == post }, at: now) else { return nil }
      let since = max(start, lastEnds[post] ?? start)
      return since.advanced(minutes: limits.unmannedAfter) <= now ? Gap(post: post, since: since) : nil
    }
  }

  /// Who is missing now: late, or absent.
  var missing: [Line] { lines.filter { $0.standing == .late || $0.standing == .absent } }

  private static func standing(of entry: RosterEntry, duty: Duty?, limits: Limits, at now: Instant) -> Standing {
    switch duty?.state {
    case .arrived: return .arrived
    case .onDuty: return .onDuty
    case .ended: return .ended
    case .withdrawn, nil: break
    }
    if now >= entry.startsAt.advanced(minutes: limits.absentAfter) || now >= entry.endsAt { return .absent }
    if now >= entry.startsAt.advanced(minutes: limits.lateAfter) { return .late }
    return now >= entry.startsAt.advanced(minutes: -limits.arriveEarly) ? .due : .expected
  }

  /// Since when the roster has somebody there without a break; nil when it has nobody now.
  static func coverStart(of entries: [RosterEntry], at now: Instant) -> Instant? {
    guard var start = entries.filter({ $0.startsAt <= now && now < $0.endsAt }).map(\.startsAt).min() else {
      return nil
    }
    for entry in entries.sorted(by: { $0.startsAt > $1.startsAt }) where entry.startsAt < start && entry.endsAt >= start
    {
      start = entry.startsAt
    }
    return start
  }
}

extension Attendance.Limits {
  init(_ settings: Settings) {
    self.init(
      arriveEarly: settings.number(.arriveEarly), lateAfter: settings.number(.lateAfter),
      absentAfter: settings.number(.absentAfter), unmannedAfter: settings.number(.unmannedAfter))
  }
}

/// Somebody whom the roster had and who did not come, until somebody says what became of it.
struct Absence: Sendable, Equatable {
  enum Outcome: String, CaseIterable, Sendable {
    case replaced, leave, sick
    case cameUnrecorded = "came_unrecorded"
    case rosterWrong = "roster_wrong"
    case absent

    /// Whether it counts against punctuality: he was to come and did not.
    var counts: Bool { self == .absent || self == .replaced }
  }

  let entry: String
  let post: String
  let account: String
  let from, until: Instant
  var outcome: Outcome?
  var settledAt: Instant?
  var reason: String?
}

/// How punctually people came in a period: n of d, with what stands behind both.
struct Punctuality: Sendable, Equatable {
  struct Line: Sendable, Equatable {
    let account: String
    let name: String
    var onTime = 0
    var late = 0
    var absent = 0
    var lateMinutes = 0
    /// Went early without the leader's word for it, or before he has said anything.
    var leftEarly = 0

    var due: Int { onTime + late + absent }
  }

  let lines: [Line]
  /// Arrivals that no roster had: counted nowhere else.
  let unplanned: Int
  /// Absences about which nobody has said anything yet; they count as absent.
  let unsettled: Int
  let unmannedMinutes: Int

  var onTime: Int { lines.reduce(0) { $0 + $1.onTime } }
  var leftEarly: Int { lines.reduce(0) { $0 + $1.leftEarly } }
  var due: Int { lines.reduce(0) { $0 + $1.due } }

  init(
    duties: [Duty], absences: [Absence], names: [String: String], unmannedMinutes: Int, limits: Attendance.Limits
  ) {
    var lines: [String: Line] = [:]
    for duty in duties where duty.state != .withdrawn {
      guard let plan = duty.plan else { continue }
      let late = limits.lateness(of: duty.arrivedAt, for: plan.from)
      var line = lines[duty.account] ?? Line(account: duty.account, name: names[duty.account] ?? duty.name)
      if late == 0 { line.onTime += 1 } else { line.late += 1 }
      line.lateMinutes += late
      if duty.earlyMinutes != nil, duty.earlySettlement?.isAgreed != true { line.leftEarly += 1 }
      lines[duty.account] = line
    }
    for absence in absences where absence.outcome?.counts ?? true {
      var line = lines[absence.account] ?? Line(account: absence.account, name: names[absence.account] ?? "")
      line.absent += 1
      lines[absence.account] = line
    }
    self.lines = lines.values.sorted {
      ($0.absent, $0.late, $1.onTime, $0.account) > ($1.absent, $1.late, $0.onTime, $1.account)
    }
    unplanned = duties.count { $0.plan == nil && $0.state != .withdrawn }
    unsettled = absences.count { $0.outcome == nil }
    self.unmannedMinutes = unmannedMinutes
  }
}
