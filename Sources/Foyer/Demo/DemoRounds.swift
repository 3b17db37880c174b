/// What is done about rounds in the demo: each is an act of its own, in its place among the others.
enum DemoCheck: Sendable, Equatable {
  /// Points are hung up and the lists put to use.
  case setUp
  case begin(Int, Checklist.Kind, due: Instant?)
  case stop(Int, Int, DemoFault?)
  case skip(Int, Int, reason: String)
  case done(Int, note: String?)
  case checked(Int)
  /// Written down wrongly at a stop of this round, and put right.
  case corrected(Int, Int, why: String)
  case excuse(Checklist.Kind, due: Instant, reason: String)
  case seen(CheckFinding.Nature, place: String, what: String, told: String)
}

/// What is wrong at a stop, and what becomes of it.
struct DemoFault: Sendable, Equatable {
  let number: Int
  let item: Int
  var what: String?
  var told: String?
  var ticket: String?
  var reading: String?
}

/// Three weeks of rounds: most as they should be, some with something found, one now and then that nobody made.
struct DemoRounds {
  let now: Instant
  let zone: EstateZone
  private var random = DemoRandom(seed: 41)
  private var count = 0
  private var acts: [DemoAct] = []

  init(now: Instant, zone: EstateZone) {
    self.now = now
    self.zone = zone
  }

  static func acts(now: Instant, zone: EstateZone) -> [DemoAct] {
    var rounds = DemoRounds(now: now, zone: zone)
    rounds.add(zone.startOfDay(now, adding: -DemoDiary.days).advanced(minutes: 1), by: DemoStaff.leader, .setUp)
    for day in -DemoDiary.days...0 { rounds.day(zone.startOfDay(now, adding: day)) }
    rounds.present()
    return rounds.acts
  }

  /// Rounds that are due in the last hour are the present's.
  private var past: Instant { now.advanced(minutes: -75) }

  private mutating func day(_ midnight: Instant) {
    for (kind, plan) in StandardChecklists.all {
      for time in plan.times {
        guard let due = zone.instant(clock: time, onDayOf: midnight), due < past else { continue }
        if isLast(due, of: kind, plan) { continue }
        if random.chance(2) { excuse(kind, due: due) } else { round(kind, plan, due: due) }
      }
    }
  }

  /// The newest cleaning check that is over is the one that nobody made.
  private func isLast(_ due: Instant, of kind: Checklist.Kind, _ plan: Checklist.Plan) -> Bool {
    guard kind == .cleaning else { return false }
    let days = [-1, 0].map { zone.startOfDay(now, adding: $0) }
    let all = days.flatMap { day in plan.times.compactMap { zone.instant(clock: $0, onDayOf: day) } }
    return due == all.filter { $0 < past }.max()
  }

  private mutating func excuse(_ kind: Checklist.Kind, due: Instant) {
    let reason = random.pick(["处理2号梯困人，没走", "台风预警，全员守大堂", "送医陪护，人手不够"])
    add(due.advanced(minutes: 95), by: DemoStaff.leader, .excuse(kind, due: due, reason: reason))
  }

  private mutating func round(_ kind: Checklist.Kind, _ plan: Checklist.Plan, due: Instant) {
    count += 1
    let number = count
    var at = due.advanced(minutes: random.number(in: -4...11))
    add(at, .begin(number, kind, due: due))
    for index in plan.stops.indices {
      at = at.advanced(minutes: kind == .patrol ? random.number(in: 2...6) : random.number(in: 7...13))
      if kind == .patrol, index == 4, random.chance(5) {
        add(at, .skip(number, index, reason: "雨大，班长\(DemoStaff.leader)同意"))
      } else {
        stop(number, index, of: plan.stops[index], kind, at: at)
      }
    }
  }

  private mutating func stop(
    _ number: Int, _ index: Int, of stop: Checklist.Stop, _ kind: Checklist.Kind, at: Instant
  ) {
    guard random.chance(kind == .cleaning ? 22 : kind == .equipment ? 9 : 4) else {
      return add(at, .stop(number, index, nil))
    }
    count += 1
    var fault = DemoFault(number: count, item: item(of: stop))
    fault.what = random.pick(Self.words[kind] ?? [])
    let isOwn = kind == .cleaning && random.chance(40)
    if !isOwn { fault.told = kind == .cleaning ? "青黛" : "杜仲" }
    if kind != .cleaning {
      fault.ticket = "R\(zone.monthAndDay(at).replacing("-", with: ""))-\(random.number(in: 10...49))"
    }
    add(at, .stop(number, index, fault))
    guard !isOwn else { return }
    let done = at.advanced(minutes: random.number(in: 12...(kind == .cleaning ? 50 : 300)))
    add(done, by: fault.told ?? "", .done(fault.number, note: nil))
    if random.chance(70) { add(done.advanced(minutes: 9), .checked(fault.number)) }
  }

  private mutating func item(of stop: Checklist.Stop) -> Int {
    random.pick(stop.items.indices.filter { stop.items[$0].kind == .yesNo })
  }

  private static let words: [Checklist.Kind: [String]] = [
    .cleaning: ["有水渍", "有手印", "有纸屑", "有灰", "满了"], .equipment: ["不亮", "反应慢", "有异响", "画面卡住"],
    .patrol: ["堆了纸箱", "灯不亮", "没关好", "有水渍"],
  ]

  /// A patrol under way with a gauge too low, one fault of this morning that nobody mended, something seen in passing.
  private mutating func present() {
    count += 4
    let (number, low, lamp, mistake) = (count, count - 1, count - 2, count - 3)
    add(now.advanced(minutes: -170), .seen(.hazard, place: "2号楼东侧通道", what: "电动车堵住消防通道", told: DemoStaff.leader))
    let equipment = now.advanced(minutes: -100)
    count += 1
    add(equipment, .begin(count, .equipment, due: nil))
    add(
      equipment.advanced(minutes: 9),
      .stop(count, 0, DemoFault(number: lamp, item: 1, what: "东侧第3盏不亮", told: "杜仲", ticket: "R0514-07")))
    add(now.advanced(minutes: -14), .begin(number, .patrol, due: nil))
    add(now.advanced(minutes: -11), .stop(number, 0, nil))
    let dark = DemoFault(number: mistake, item: 1, what: "没关好", told: "杜仲", ticket: "R0514-08")
    add(now.advanced(minutes: -8), .stop(number, 1, dark))
    add(now.advanced(minutes: -7), .corrected(number, 1, why: "看错了，闭门器刚合上"))
    add(now.advanced(minutes: -5), .skip(number, 4, reason: "雨大，班长\(DemoStaff.leader)同意"))
    let gauge = DemoFault(number: low, item: 0, what: "指针在红区", told: "杜仲", ticket: "R0514-09", reading: "0.9")
    add(now.advanced(minutes: -2), .stop(number, 3, gauge))
  }

  private mutating func add(_ at: Instant, by: String? = nil, _ deed: DemoCheck) {
    let person = by ?? DemoDiary.onDuty(at, post: 0, zone: zone)
    acts.append(DemoAct(at: at, post: 0, by: person, deed: .check(deed)))
  }
}
