/// All that a check of a roster looks at: the planned shifts of a period and some weeks around it, and what they must
/// fulfil.
struct RosterPlan: Sendable {
  struct Person: Sendable, Equatable {
    let account: String
    let name: String
    let role: Role
    let isGone: Bool
  }

  struct Absence: Sendable {
    let account: String
    let from: Instant
    let until: Instant
  }

  let zone: EstateZone
  let from: Instant
  let until: Instant
  /// In the order of their beginnings.
  var entries: [RosterEntry]
  var needs: [CoverNeed]
  var kinds: [String: ShiftKind]
  var people: [String: Person]
  /// Guards' certificates: when each ends, `.endless` for never.
  var certificates: [String: [Instant]]
  var absences: [Absence]
  let rules: RosterRules

  /// Weeks before a period that its averages reach back to, and after it that a rest or a week can reach into.
  static let daysBefore = 35
  static let daysAfter = 8

  func findings() -> [RosterFinding] {
    var found = CoverCheck(plan: self).findings
    var byAccount: [String: [RosterEntry]] = [:]
    for entry in entries { byAccount[entry.account, default: []].append(entry) }
    let (weeks, months) = (RosterSpans(weeksOf: self), RosterSpans(monthsOf: self))
    for (account, own) in byAccount {
      found += PersonCheck(plan: self, account: account, entries: own, weeks: weeks, months: months).findings
    }
    return found.sorted {
      ($0.kind.order, $0.from, $0.account ?? $0.post ?? "") < ($1.kind.order, $1.from, $1.account ?? $1.post ?? "")
    }
  }

  /// The plan with some shifts changed, added or taken out.
  func with(_ changed: [RosterEntry], without: Set<String> = []) -> RosterPlan {
    let ids = Set(changed.map(\.id)).union(without)
    var plan = self
    plan.entries = (entries.filter { !ids.contains($0.id) } + changed.filter { !without.contains($0.id) })
      .sorted { ($0.startsAt, $0.id) < ($1.startsAt, $1.id) }
    return plan
  }

  /// What a change would bring that is not there without it, or is worse with it.
  func newFindings(with changed: [RosterEntry], without: Set<String> = []) -> [RosterFinding] {
    let before = findings()
    return with(changed, without: without).findings().filter { finding in !before.contains(where: finding.isWithin) }
  }
}

/// Calendar weeks from Monday, or months, that a period touches, and some weeks before it.
struct RosterSpans: Sendable {
  /// Beginnings, and the end of the last.
  let starts: [Int]

  init(monthsOf plan: RosterPlan) {
    var month = RosterMonth(holding: plan.from, zone: plan.zone)
    var starts = [month.start(in: plan.zone).milliseconds]
    while let last = starts.last, last < plan.until.milliseconds {
      starts.append(month.end(in: plan.zone).milliseconds)
      month = month.next
    }
    self.starts = starts
  }

  init(weeksOf plan: RosterPlan) {
    let (zone, first) = (plan.zone, plan.from.advanced(days: -7 * (plan.rules.averageWeeks - 1)))
    var monday = zone.startOfDay(first, adding: 1 - zone.parts(first).weekday)
    var starts = [monday.milliseconds]
    while monday < plan.until {
      monday = zone.startOfDay(monday, adding: 7)
      starts.append(monday.milliseconds)
    }
    self.starts = starts
  }

  /// Minutes worked in each span by somebody's shifts.
  func minutes(_ entries: [RosterEntry]) -> [Int] {
    var minutes = [Int](repeating: 0, count: max(0, starts.count - 1))
    var span = 0
    for entry in entries {
      let (from, until) = (entry.startsAt.milliseconds, entry.endsAt.milliseconds)
      while span < minutes.count, starts[span + 1] <= from { span += 1 }
      var part = span
      while part < minutes.count, starts[part] < until {
        minutes[part] += max(0, min(until, starts[part + 1]) - max(from, starts[part])) / 60_000
        part += 1
      }
    }
    return minutes
  }
}
