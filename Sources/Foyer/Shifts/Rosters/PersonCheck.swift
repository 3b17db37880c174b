/// Whether one person's shifts leave him rest, and whether he may and can work them.
struct PersonCheck {
  let plan: RosterPlan
  let account: String
  /// His own, in the order of their beginnings, with some weeks before the period and after it.
  let entries: [RosterEntry]
  let weeks, months: RosterSpans

  private var rules: RosterRules { plan.rules }

  var findings: [RosterFinding] {
    gaps + weekHours + sevenDays + overtime + runs + certificate + absences + gone
  }

  private func touches(_ from: Int, _ until: Int) -> Bool {
    from < plan.until.milliseconds && until > plan.from.milliseconds
  }

  private func finding(
    _ kind: RosterFinding.Kind, _ from: Int, _ until: Int, value: Int = 0, limit: Int = 0, entry: String? = nil
  ) -> RosterFinding {
    RosterFinding(
      kind: kind, account: account, from: Instant(milliseconds: from), until: Instant(milliseconds: until),
      value: value, limit: limit, entry: entry)
  }

  /// Rest across every pair: also from one month into the next.
  private var gaps: [RosterFinding] {
    var found: [RosterFinding] = []
    var end: Int?
    for entry in entries {
      let (from, until) = (entry.startsAt.milliseconds, entry.endsAt.milliseconds)
      if let end, touches(from, until) || touches(end - 1, end) {
        let rest = (from - end) / 60_000
        if from < end {
          found.append(
            finding(.overlap, from, min(end, until), value: (min(end, until) - from) / 60_000, entry: entry.id))
        } else if rest < rules.restMinutes {
          found.append(finding(.rest, end, from, value: rest, limit: rules.restMinutes, entry: entry.id))
        }
      }
      end = max(end ?? .min, until)
    }
    return found
  }

  /// The average of so many weeks; weeks in a row become one finding with the worst of them.
  private var weekHours: [RosterFinding] {
    let minutes = weeks.minutes(entries)
    var found: [RosterFinding] = []
    var open: (from: Int, until: Int, worst: Int)?
    for week in minutes.indices where week + 1 >= rules.averageWeeks {
      let worked = minutes[(week + 1 - rules.averageWeeks)...week].reduce(0, +) / rules.averageWeeks
      let (from, until) = (weeks.starts[week + 1 - rules.averageWeeks], weeks.starts[week + 1])
      if worked > rules.weekMinutes, touches(weeks.starts[week], until) {
        open = (open?.from ?? from, until, max(open?.worst ?? 0, worked))
      } else if let run = open {
        found.append(finding(.weekHours, run.from, run.until, value: run.worst, limit: rules.weekMinutes))
        open = nil
      }
    }
    if let open {
      found.append(finding(.weekHours, open.from, open.until, value: open.worst, limit: rules.weekMinutes))
    }
    return found
  }

  /// Hours beyond a month's standard, each calendar month for itself; mended at the shift that goes over the limit.
  private var overtime: [RosterFinding] {
    let limit = rules.monthMinutes + rules.overtimeMinutes
    return zip(months.starts.indices, months.minutes(entries)).compactMap { index, worked in
      let (from, until) = (months.starts[index], months.starts[index + 1])
      guard worked > limit, touches(from, until) else { return nil }
      return finding(
        .monthOvertime, from, until, value: worked - rules.monthMinutes, limit: rules.overtimeMinutes,
        entry: entry(over: limit, from: from, until: until))
    }
  }

  private func entry(over limit: Int, from: Int, until: Int) -> String? {
    var worked = 0
    return entries.first { entry in
      worked += max(0, min(entry.endsAt.milliseconds, until) - max(entry.startsAt.milliseconds, from)) / 60_000
      return worked > limit
    }?.id
  }

  /// Windows that overlap become one finding with the worst of them.
  private var sevenDays: [RosterFinding] {
    let length = 7 * 86_400_000
    let hours = WorkHours(periods: entries.map { ($0.startsAt.milliseconds, $0.endsAt.milliseconds) })
    var found: [RosterFinding] = []
    var open: (from: Int, until: Int, worst: Int)?
    for window in hours.windows(of: length) {
      let worked = window.worked / 60_000
      guard worked > rules.sevenDayMinutes, touches(window.from, window.from + length) else { continue }
      if let run = open, window.from < run.until {
        open = (run.from, window.from + length, max(run.worst, worked))
      } else {
        if let open { found.append(sevenDayFinding(open)) }
        open = (window.from, window.from + length, worked)
      }
    }
    return found + (open.map { [sevenDayFinding($0)] } ?? [])
  }

  private func sevenDayFinding(_ run: (from: Int, until: Int, worst: Int)) -> RosterFinding {
    finding(.sevenDays, run.from, run.until, value: run.worst, limit: rules.sevenDayMinutes)
  }

  /// Nights in a row, and days with work in a row.
  private var runs: [RosterFinding] {
    var nights = WorkRun(limit: rules.nights)
    var days = WorkRun(limit: rules.daysInRow)
    var found: [RosterFinding] = []
    func close(_ run: WorkRun, _ kind: RosterFinding.Kind) {
      guard run.isTooLong, touches(run.from, run.until) else { return }
      found.append(finding(kind, run.from, run.until, value: run.count, limit: run.limit, entry: run.last))
    }
    for entry in entries {
      let (minute, day) = (plan.zone.minuteOfDay(entry.startsAt), plan.zone.dayNumber(entry.startsAt))
      if !days.takes(entry, on: day) {
        close(days, .daysInRow)
        days = WorkRun(entry, on: day, limit: rules.daysInRow)
      }
      guard rules.isNight(from: minute, minutes: entry.minutes) else { continue }
      // A night belongs to the evening, also when it begins after midnight.
      let night = minute < 720 ? day - 1 : day
      if !nights.takes(entry, on: night) {
        close(nights, .nights)
        nights = WorkRun(entry, on: night, limit: rules.nights)
      }
    }
    close(nights, .nights)
    close(days, .daysInRow)
    return found
  }

  /// One finding for all of a person's shifts without a certificate, at the first.
  private var certificate: [RosterFinding] {
    guard let person = plan.people[account], rules.certificateRoles.contains(person.role.rawValue) else { return [] }
    let ends = plan.certificates[account, default: []]
    let without = entries.filter { entry in
      entry.overlaps(plan.from, plan.until) && plan.kinds[entry.kind]?.purpose != .training
        && !ends.contains { $0 >= entry.endsAt }
    }
    guard let first = without.first, let last = without.last else { return [] }
    return [
      finding(
        .certificate, first.startsAt.milliseconds, last.endsAt.milliseconds, value: without.count, entry: first.id)
    ]
  }

  private var absences: [RosterFinding] {
    let own = plan.absences.filter { $0.account == account }
    guard !own.isEmpty else { return [] }
    return entries.filter { entry in
      entry.overlaps(plan.from, plan.until) && own.contains { entry.overlaps($0.from, $0.until) }
    }.map { finding(.leave, $0.startsAt.milliseconds, $0.endsAt.milliseconds, entry: $0.id) }
  }

  private var gone: [RosterFinding] {
    guard plan.people[account]?.isGone ?? true else { return [] }
    return entries.filter { $0.overlaps(plan.from, plan.until) }
      .map { finding(.gone, $0.startsAt.milliseconds, $0.endsAt.milliseconds, entry: $0.id) }
  }
}

/// Work on days that follow one another.
private struct WorkRun {
  let limit: Int
  private(set) var from = 0
  private(set) var until = 0
  private(set) var count = 0
  private(set) var last: String?
  private var day = Int.min

  init(limit: Int) {
    self.limit = limit
  }

  init(_ entry: RosterEntry, on day: Int, limit: Int) {
    self.limit = limit
    (from, until, count, last) = (entry.startsAt.milliseconds, entry.endsAt.milliseconds, 1, entry.id)
    self.day = day
  }

  var isTooLong: Bool { count > limit }

  /// Whether the shift goes on with the run; a second one on the same day counts once.
  mutating func takes(_ entry: RosterEntry, on next: Int) -> Bool {
    guard count > 0, next == day || next == day + 1 else { return false }
    if next != day { count += 1 }
    (day, until, last) = (next, max(until, entry.endsAt.milliseconds), entry.id)
    return true
  }
}
