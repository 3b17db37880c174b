/// What the demo's people do to come on duty: three shifts a day at both doors, and what is found on the way.
enum DemoDutyDeed: Sendable, Equatable {
  /// What both posts have by the book.
  case equip
  case arrive
  case look(wrong: AppearanceCheck.Item?)
  /// Everything is there, but for one thing of that name.
  case count(wrong: String?)
  /// The off-going person prepares the handover.
  case prepare(DemoHandover)
  /// The relief has begun to read.
  case read
  /// On duty; whoever stood there is relieved.
  case begin(DemoHandover)
  /// Nobody comes; the leader lets go whoever stands there.
  case release
  /// On duty at a post where nobody was.
  case beginAfterGap
  /// Off duty when the post closes, by the leader's word.
  case close(reason: String)
  /// Somebody looks who did not come.
  case lookWhoIsMissing
  case settleAbsence(Absence.Outcome, reason: String)
  case settleEarly(reason: String)
  case inspect(wrong: AppearanceCheck.Item?)
  case right(how: String)
  case tell(String, to: String, away: Int)
  case settle(String, how: String)
}

struct DemoDuties {
  /// Minutes of the day at which crews change.
  static let changes = [7 * 60, 15 * 60, 23 * 60]
  let acts: [DemoAct]

  init(now: Instant, zone: EstateZone) {
    var random = DemoRandom(seed: 41)
    let first = zone.startOfDay(now, adding: -DemoDiary.days)
    var acts = [DemoAct(at: first.advanced(minutes: 30), post: 0, by: DemoStaff.leader, deed: .duty(.equip))]
    for day in -DemoDiary.days...0 {
      let midnight = zone.startOfDay(now, adding: day)
      for (number, minute) in Self.changes.enumerated() {
        for post in 0...1 {
          acts += Self.change(
            at: midnight.advanced(minutes: minute), post: post, day: day, number: number, zone: zone, random: &random)
        }
      }
      acts += Self.inspection(midnight, day: day)
    }
    self.acts = acts + Self.faults(now) + Self.present(now, zone: zone)
  }

  /// At the first post somebody goes earlier today: his relief is reading.
  private static func present(_ now: Instant, zone: EstateZone) -> [DemoAct] {
    let who = DemoDiary.onDuty(now.advanced(minutes: -7), post: 0, zone: zone)
    return [(-7, DemoDutyDeed.prepare(.present)), (-2, .read)].map { minutes, deed in
      DemoAct(at: now.advanced(minutes: minutes), post: 0, by: who, deed: .duty(deed))
    }
  }

  private static func change(
    at start: Instant, post: Int, day: Int, number: Int, zone: EstateZone, random: inout DemoRandom
  ) -> [DemoAct] {
    let who = DemoDiary.onDuty(start, post: post, zone: zone)
    let before = DemoDiary.onDuty(start.advanced(minutes: -60), post: post, zone: zone)
    // Came and stood there, and signed on when he was missed.
    if (day, number, post) == (-11, 1, 1) { return forgotten(at: start, post: post, who: who, before: before) }
    let handover = DemoHandover.of(day: day, number: number, post: post)
    let early = minutesBefore(handover, random: &random)
    let arrived = start.advanced(minutes: -early)
    let wrong: String? = day == -9 && number == 1 && post == 0 ? "强光手电" : nil
    let deeds: [(Int, DemoDutyDeed)] = [
      (0, .arrive), (1, .look(wrong: nil)), (3, .count(wrong: wrong)),
      (handover == .early ? 11 : max(5, early), .begin(handover)),
    ]
    let own = deeds.map { minutes, deed in
      DemoAct(at: arrived.advanced(minutes: minutes), post: post, by: who, deed: .duty(deed))
    }
    let prepared = handover == .released ? start : arrived.advanced(minutes: 2)
    let preparing = DemoAct(at: prepared, post: post, by: before, deed: .duty(.prepare(handover)))
    let release = DemoAct(at: start.advanced(minutes: 24), post: post, by: DemoStaff.leader, deed: .duty(.release))
    // The leader has not yet said what he thinks of yesterday's.
    let agreed = DemoAct(
      at: start.advanced(minutes: 40), post: post, by: DemoStaff.leader,
      deed: .duty(.settleEarly(reason: DemoHandover.earlyReason)))
    return own + [preparing] + (handover == .released ? [release] : [])
      + (handover == .early && day < -1 ? [agreed] : [])
  }

  /// Now and then somebody comes with the clock, once or twice behind it.
  private static func minutesBefore(_ handover: DemoHandover, random: inout DemoRandom) -> Int {
    let luck = random.number(in: 0...30)
    let usual = luck == 0 ? -4 : luck < 3 ? random.number(in: 3...8) : random.number(in: 11...19)
    switch handover {
    case .early: return 52
    case .released: return -40
    default: return usual
    }
  }

  private static func forgotten(at start: Instant, post: Int, who: String, before: String) -> [DemoAct] {
    let deeds: [(Int, String, DemoDutyDeed)] = [
      (31, DemoStaff.leader, .lookWhoIsMissing), (33, who, .arrive), (34, who, .look(wrong: nil)),
      (35, before, .prepare(.usual)), (36, who, .count(wrong: nil)), (37, who, .begin(.usual)),
      (45, DemoStaff.leader, .settleAbsence(.cameUnrecorded, reason: "一直在岗，忘了登记，已提醒")),
    ]
    return deeds.map { DemoAct(at: start.advanced(minutes: $0), post: post, by: $1, deed: .duty($2)) }
  }

  /// The leader looks at bearing and dress every third day.
  private static func inspection(_ midnight: Instant, day: Int) -> [DemoAct] {
    guard day % 3 == 0 else { return [] }
    let at = midnight.advanced(minutes: 10 * 60 + 20)
    let wrong: AppearanceCheck.Item? = day == -12 ? .badge : day == -6 ? .stance : nil
    let look = DemoAct(at: at, post: 0, by: DemoStaff.leader, deed: .duty(.inspect(wrong: wrong)))
    guard wrong != nil else { return [look] }
    let right = DemoAct(
      at: at.advanced(minutes: 12), post: 0, by: DemoStaff.leader, deed: .duty(.right(how: "当场改正")))
    return [look, right]
  }

  /// The torch of last week was found; a radio is away for repair since yesterday.
  private static func faults(_ now: Instant) -> [DemoAct] {
    func act(_ minutes: Int, _ deed: DemoDutyDeed) -> DemoAct {
      DemoAct(at: now.advanced(minutes: -minutes), post: 0, by: DemoStaff.leader, deed: .duty(deed))
    }
    return [
      act(7 * 1440, .settle("强光手电", how: "在充电柜里找到，放回原处")),
      act(1_500, .tell("对讲机", to: "工程部杜仲", away: 1)),
    ]
  }
}
