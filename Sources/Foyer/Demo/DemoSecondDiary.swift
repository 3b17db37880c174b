/// The quiet days at the butlers' desk of the second estate: names and the host's word, no documents (B-4.2.2). Two
/// people stand there by turns from eight to eight.
struct DemoSecondDiary {
  let acts: [DemoAct]

  static let people = ["佩兰", "茯苓"]
  static let leader = "商陆"
  /// Minutes of the day.
  static let opens = 480
  static let closes = 1_200
  /// On this day one did not come, and the other stood in for him.
  private static let missed = -8

  /// Whose turn it is; the rotation of ``DemoSecondRoster`` has the same.
  static func turn(on day: Instant, zone: EstateZone) -> String { people[zone.dayNumber(day) % people.count] }

  init(now: Instant, zone: EstateZone, residents: DemoResidents) {
    var random = DemoRandom(seed: 32)
    var names = DemoNames(seed: 33, taken: Set(residents.people.map(\.name)))
    let first = zone.startOfDay(now, adding: -DemoDiary.days)
    var acts = [DemoAct(at: first.advanced(minutes: 400), post: 0, by: Self.leader, deed: .duty(.equip))]
    for day in -DemoDiary.days...0 {
      acts += Self.shift(on: zone.startOfDay(now, adding: day), day: day, zone: zone, random: &random)
    }
    for (number, moment) in Self.moments(now, zone: zone).enumerated() {
      let room = random.pick(residents.homes)
      let fields = [
        "purpose": random.pick(["friend", "family", "repair", "domestic"]), "visitor.name": names.name(),
        "host.room": room.text, "host.name": residents.host(of: room), "confirmation.method": "phone",
        "confirmation.result": "confirmed", "pass": "auto",
      ]
      let by = Self.turn(on: moment, zone: zone)
      let visit = DemoVisit(number: number + 1, fields: fields)
      acts.append(DemoAct(at: moment, post: 0, by: by, deed: .visit(visit)))
      let left = moment.advanced(minutes: random.number(in: 25...140))
      acts.append(DemoAct(at: left, post: 0, by: by, deed: .departure(number + 1, passReturned: true)))
    }
    self.acts = acts.enumerated().filter { $0.element.at <= now }
      .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }

  /// The last two dozen visits, in the hours in which somebody stands there.
  private static func moments(_ now: Instant, zone: EstateZone) -> [Instant] {
    let usual = (-7...0).flatMap { day in
      [510, 680, 850, 1_020].map { zone.startOfDay(now, adding: day).advanced(minutes: $0) }
    }.filter { $0 < now.advanced(minutes: -40) }
    let isOpen = (opens + 30...closes - 10).contains(zone.minuteOfDay(now))
    return usual.suffix(23) + (isOpen ? [now.advanced(minutes: -20)] : [])
  }

  private static func shift(
    on midnight: Instant, day: Int, zone: EstateZone, random: inout DemoRandom
  ) -> [DemoAct] {
    let turn = turn(on: midnight, zone: zone)
    func act(_ minute: Int, _ by: String, _ deed: DemoDutyDeed) -> DemoAct {
      DemoAct(at: midnight.advanced(minutes: minute), post: 0, by: by, deed: .duty(deed))
    }
    let close = act(closes + 1, leader, .close(reason: "20:00收台，夜间由中控室值守"))
    guard day != missed else {
      let other = people.first { $0 != turn } ?? turn
      return [
        act(opens + 31, leader, .lookWhoIsMissing), act(opens + 40, other, .arrive),
        act(opens + 41, other, .look(wrong: nil)), act(opens + 43, other, .count(wrong: nil)),
        act(opens + 44, other, .beginAfterGap),
        act(opens + 60, leader, .settleAbsence(.replaced, reason: "\(turn)发烧没来，\(other)顶班")), close,
      ]
    }
    let early = random.number(in: 0...12) == 0 ? random.number(in: 2...8) : random.number(in: 11...18)
    let arrived = opens - early
    return [
      act(arrived, turn, .arrive), act(arrived + 1, turn, .look(wrong: nil)),
      act(arrived + 2, turn, .count(wrong: nil)),
      act(max(opens, arrived + 4), turn, .begin(.usual)), close,
    ]
  }
}
