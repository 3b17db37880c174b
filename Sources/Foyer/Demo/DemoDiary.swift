/// Three weeks at two doors, and the present: everything that the demo tells, in the order in which it happened.
struct DemoDiary {
  static let days = 21

  let acts: [DemoAct]

  init(now: Instant, zone: EstateZone, residents: DemoResidents, visitors: DemoVisitors) {
    var traffic = DemoTraffic(residents: residents, visitors: visitors, seed: 27)
    var acts: [DemoAct] = []
    for day in -Self.days...0 {
      let midnight = zone.startOfDay(now, adding: day)
      let weekday = zone.parts(midnight).weekday
      let arrivals = traffic.day(midnight, isWeekend: weekday > 5, before: now.advanced(minutes: -1))
      acts += arrivals.flatMap { Self.acts(of: $0, zone: zone) }
      acts += Self.notes(midnight, day: day, zone: zone) + Self.smallThings(midnight, day: day, zone: zone)
    }
    let scene = DemoScene(
      now: now, zone: zone, residents: residents, seed: 28, firstNumber: traffic.nextNumber() + 1)
    acts += DemoRounds.acts(now: now, zone: zone)
    self.acts =
      (acts + scene.acts + DemoBoard(now: now, zone: zone).acts
      + DemoDuties(now: now, zone: zone).acts).filter { $0.at <= now }.enumerated()
      .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }

  /// Who stands there at that moment.
  static func onDuty(_ at: Instant, post: Int, zone: EstateZone) -> String {
    DemoStaff.onDuty(at, post: post, zone: zone)
  }

  private static func acts(of arrival: DemoTraffic.Arrival, zone: EstateZone) -> [DemoAct] {
    func act(_ at: Instant, _ deed: DemoAct.Deed) -> DemoAct {
      DemoAct(at: at, post: arrival.post, by: onDuty(at, post: arrival.post, zone: zone), deed: deed)
    }
    let came = act(arrival.at, .visit(arrival.visit))
    guard let stay = arrival.stay else { return [came] }
    let number = arrival.visit.number
    let left = arrival.at.advanced(minutes: stay)
    guard arrival.goesUnseen else { return [came, act(left, .departure(number, passReturned: true))] }
    let change = changeOfCrews(after: left, zone: zone)
    let closing = DemoAct(at: change, post: arrival.post, by: DemoStaff.leader, deed: .unseenDeparture(number))
    // Some passes turn up again.
    let found = number % 3 == 0 ? [] : [act(change.advanced(minutes: 1_305), .foundPass(number))]
    return [came, closing, act(change.advanced(minutes: 55), .lostPass(number))] + found
  }

  /// 7:00, 15:00 or 23:00, whichever comes next.
  private static func changeOfCrews(after instant: Instant, zone: EstateZone) -> Instant {
    let midnight = zone.startOfDay(instant)
    let changes = [7, 15, 23, 31].map { midnight.advanced(minutes: $0 * 60 + 1) }
    return changes.first { $0 > instant } ?? instant
  }

  private static func notes(_ midnight: Instant, day: Int, zone: EstateZone) -> [DemoAct] {
    var random = DemoRandom(seed: UInt64(1_000 + day))
    let lines = DemoNotes.daily + (0...1).map { _ in random.pick(DemoNotes.sometimes) }
    return lines.map { line in
      let at = midnight.advanced(minutes: line.minute)
      let post = random.number(in: 0...1)
      return DemoAct(
        at: at, post: post, by: onDuty(at, post: post, zone: zone),
        deed: .note(DemoNote(text: line.text, important: line.important, more: line.more)))
    }
  }

  /// The weather of each shift, what was done for residents in passing, and the leader's look at the record.
  private static func smallThings(_ midnight: Instant, day: Int, zone: EstateZone) -> [DemoAct] {
    var random = DemoRandom(seed: UInt64(2_000 + day))
    let sky = random.pick(["sunny", "sunny", "cloudy", "overcast", "rain"])
    let shifts = DemoDuties.changes.flatMap { minute in
      (0...1).map { post -> DemoAct in
        let at = midnight.advanced(minutes: minute + 6)
        let more = ["act": "weather", "weather": minute > 1_200 && sky == "rain" ? "overcast" : sky]
        return DemoAct(
          at: at, post: post, by: onDuty(at, post: post, zone: zone), deed: .note(DemoNote(text: "", more: more)))
      }
    }
    let helped = (0..<random.number(in: 3...7)).map { _ -> DemoAct in
      let (at, post) = (midnight.advanced(minutes: random.number(in: 445...1_300)), random.number(in: 0...1))
      return DemoAct(
        at: at, post: post, by: onDuty(at, post: post, zone: zone), deed: .courtesy(random.pick(Courtesy.allCases)))
    }
    guard day % 2 == 0 else { return shifts + helped }
    let look = DemoAct(
      at: midnight.advanced(minutes: 15 * 60 + 20), post: 0, by: DemoStaff.leader,
      deed: .inspection(from: midnight.advanced(minutes: 7 * 60), remark: random.pick(["记录完整", "字迹清楚，时间要写到分"])))
    return shifts + helped + [look]
  }
}
