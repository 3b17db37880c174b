/// Whether each post has as many people as it needs, to the minute.
struct CoverCheck {
  let plan: RosterPlan

  /// At a moment, so many more are needed, and so many more are there.
  private struct Change {
    let at: Int
    let needed, present: Int
    var entry: String?
  }

  var findings: [RosterFinding] {
    let posts = Dictionary(grouping: plan.needs, by: \.post)
    guard !posts.isEmpty else { return [] }
    var present: [String: [Change]] = [:]
    for entry in plan.entries where entry.overlaps(plan.from, plan.until) && posts[entry.post] != nil {
      guard plan.kinds[entry.kind]?.purpose != .training else { continue }
      present[entry.post, default: []] += [
        Change(at: entry.startsAt.milliseconds, needed: 0, present: 1, entry: entry.id),
        Change(at: entry.endsAt.milliseconds, needed: 0, present: -1),
      ]
    }
    return posts.flatMap { post, needs in findings(at: post, changes(needs) + present[post, default: []]) }
  }

  /// The needs as changes, day by day; a need of the evening before may reach into the period.
  private func changes(_ needs: [CoverNeed]) -> [Change] {
    var changes: [Change] = []
    var day = plan.zone.startOfDay(plan.from, adding: -1)
    while day < plan.until {
      let weekday = plan.zone.parts(day).weekday
      for need in needs where need.weekdays.contains(weekday) {
        let from = max(plan.from, plan.zone.instant(minute: need.startsMinute, ofDayOf: day))
        let until = min(plan.until, plan.zone.instant(minute: need.endsMinute, ofDayOf: day))
        guard from < until else { continue }
        changes.append(Change(at: from.milliseconds, needed: need.people, present: 0))
        changes.append(Change(at: until.milliseconds, needed: -need.people, present: 0))
      }
      day = plan.zone.startOfDay(day, adding: 1)
    }
    return changes
  }

  private func findings(at post: String, _ changes: [Change]) -> [RosterFinding] {
    var found: [RosterFinding] = []
    var (needed, present, balance) = (0, 0, 0)
    var since = plan.from.milliseconds
    var entry: String?
    func close(at moment: Int) {
      let until = min(moment, plan.until.milliseconds)
      guard balance != 0, since < until else { return }
      let isDouble = balance > 0
      guard !isDouble || until - since > plan.rules.overlapMinutes * 60_000 else { return }
      found.append(
        RosterFinding(
          kind: isDouble ? .double : .hole, post: post, from: Instant(milliseconds: since),
          until: Instant(milliseconds: until), value: abs(balance), limit: isDouble ? plan.rules.overlapMinutes : 0,
          entry: isDouble ? entry : nil))
    }
    let sorted = changes.sorted { $0.at < $1.at }
    for (index, change) in sorted.enumerated() {
      needed += change.needed
      present += change.present
      entry = change.entry ?? entry
      if index + 1 < sorted.count, sorted[index + 1].at == change.at { continue }
      // Nobody is too many where nobody is needed: a training or a helping hand.
      let now = needed == 0 ? 0 : present - needed
      guard now != balance else { continue }
      close(at: change.at)
      (balance, since) = (now, max(change.at, plan.from.milliseconds))
    }
    close(at: plan.until.milliseconds)
    return found
  }
}
