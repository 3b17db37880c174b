/// Whether each post has as many people as it needs, to the minute.
struct CoverCheck {
  /// Somebody who stands at a post.
  struct Presence: Sendable {
    let post: String
    let from, until: Instant
    var entry: String?
  }

  let zone: EstateZone
  let from, until: Instant
  let needs: [CoverNeed]
  let presences: [Presence]
  let overlapMinutes: Int

  /// At a moment, so many more are needed, and so many more are there.
  private struct Change {
    let at: Int
    let needed, present: Int
    var entry: String?
  }

  var findings: [RosterFinding] {
    let posts = Dictionary(grouping: needs, by: \.post)
    guard !posts.isEmpty else { return [] }
    var present: [String: [Change]] = [:]
    for presence in presences where presence.from < until && presence.until > from && posts[presence.post] != nil {
      present[presence.post, default: []] += [
        Change(at: presence.from.milliseconds, needed: 0, present: 1, entry: presence.entry),
        Change(at: presence.until.milliseconds, needed: 0, present: -1),
      ]
    }
    return posts.flatMap { post, needs in findings(at: post, changes(needs) + present[post, default: []]) }
  }

  /// The needs as changes, day by day; a need of the evening before may reach into the period.
  private func changes(_ needs: [CoverNeed]) -> [Change] {
    var changes: [Change] = []
    var day = zone.startOfDay(from, adding: -1)
    while day < until {
      let weekday = zone.parts(day).weekday
      for need in needs where need.weekdays.contains(weekday) {
        let begins = max(from, zone.instant(minute: need.startsMinute, ofDayOf: day))
        let ends = min(until, zone.instant(minute: need.endsMinute, ofDayOf: day))
        guard begins < ends else { continue }
        changes.append(Change(at: begins.milliseconds, needed: need.people, present: 0))
        changes.append(Change(at: ends.milliseconds, needed: -need.people, present: 0))
      }
      day = zone.startOfDay(day, adding: 1)
    }
    return changes
  }

  private func findings(at post: String, _ changes: [Change]) -> [RosterFinding] {
    var found: [RosterFinding] = []
    var (needed, present, balance) = (0, 0, 0)
    var since = from.milliseconds
    var entry: String?
    func close(at moment: Int) {
      let end = min(moment, until.milliseconds)
      guard balance != 0, since < end else { return }
      let isDouble = balance > 0
      guard !isDouble || end - since > overlapMinutes * 60_000 else { return }
      found.append(
        RosterFinding(
          kind: isDouble ? .double : .hole, post: post, from: Instant(milliseconds: since),
          until: Instant(milliseconds: end), value: abs(balance), limit: isDouble ? overlapMinutes : 0,
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
      (balance, since) = (now, max(change.at, from.milliseconds))
    }
    close(at: until.milliseconds)
    return found
  }
}

extension CoverCheck {
  /// Of a plan: those who serve, not those who are trained.
  init(plan: RosterPlan) {
    self.init(
      zone: plan.zone, from: plan.from, until: plan.until, needs: plan.needs,
      presences: plan.entries.compactMap { entry in
        plan.kinds[entry.kind]?.purpose == .training
          ? nil : Presence(post: entry.post, from: entry.startsAt, until: entry.endsAt, entry: entry.id)
      }, overlapMinutes: plan.rules.overlapMinutes)
  }
}
