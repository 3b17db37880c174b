/// The demo's present: whatever the hour, somebody is inside, somebody stays over, somebody waits.
///
/// Minutes count back from now. The people are those of the reference screens.
struct DemoScene {
  let now: Instant
  let zone: EstateZone
  let residents: DemoResidents
  private var random: DemoRandom
  private var nextNumber: Int
  private(set) var acts: [DemoAct] = []

  init(now: Instant, zone: EstateZone, residents: DemoResidents, seed: UInt64, firstNumber: Int) {
    self.now = now
    self.zone = zone
    self.residents = residents
    random = DemoRandom(seed: seed)
    nextNumber = firstNumber
    inside()
    waiting()
    turnedAway()
    comeAndGone()
    record()
    announced()
    received()
  }

  /// Who is in the building, and until when he is expected to stay.
  private mutating func inside() {
    visit("秦当归", "domestic", ago: 222, until: -42, post: 1, ["confirmation.method": "known"])
    visit(
      "", "delivery", ago: 23, until: -8, post: 0,
      [
        "category": "courier", "visitor.organisation": "飞燕外卖", "host.name": "", "document.check": "", "pass": "",
      ])
    visit("欧阳半夏", "friend", ago: 92, until: 18, post: 0, ["confirmation.method": "video"])
    visit(
      "黄柏", "repair", ago: 37, until: 63, post: 0,
      [
        "visitor.party": "2", "visitor.organisation": "升达电梯维保", "belongings": "工具箱、导靴", "confirmation.method": "phone",
        "document.type": "resident_id", "document.number": "360426199101010071",
      ])
    visit("田七", "friend", ago: 71, until: 78, post: 0)
    visit("常山远", "friend", ago: 122, until: 78, post: 0, ["visitor.party": "3", "belongings": "生日蛋糕"])
    visit("石见穿", "other", ago: 14, until: 48, post: 1, ["belongings": "药品", "visitor.organisation": "麦穗送药"])
    visit(
      "苏合香", "family", ago: 9, until: 175, post: 0,
      [
        "document.type": "resident_id", "document.number": "11010519491231002X", "visitor.sex": "female",
      ])
    visit(
      "Anna Maria Eriksson", "friend", ago: 48, until: 110, post: 1,
      [
        "document.type": "passport", "document.number": "L898902C3", "confirmation.method": "host_present",
      ])
    visit(
      "陆沉香", "family", ago: 55, until: 140, post: 1,
      [
        "document.check": "declined", "document.alternative": "host_down", "confirmation.method": "host_present",
      ])
  }

  private mutating func waiting() {
    visit("马兜铃", "friend", ago: 6, post: 0, ["confirmation.result": "no_answer", "wait": "true"])
    let patient = nextNumber
    visit("莲心", "friend", ago: 118, post: 1, ["confirmation.result": "no_answer", "wait": "true"])
    add(ago: 113, post: 1, .answer(patient, "confirmed"))
    visit("竹茹", "family", ago: 3, post: 1, ["document.check": "declined", "document.type": ""])
  }

  private mutating func turnedAway() {
    for ago in [83, 24] {
      turnAway("sales", ago: ago, post: 0, party: 2, note: "推销净水器，已请离开")
    }
    turnAway("leaflets", ago: 131, post: 1, party: 1, note: "发健身卡")
    visit("葛根", "friend", ago: 46, post: 1, ["confirmation.result": "declined"])
    visit("云木香", "other", ago: 102, post: 0, ["host.name": "查无此人"])
    if let home = residents.people.first(where: { !$0.barred.isEmpty })?.room {
      visit(DemoResidents.keptOut, "friend", ago: 158, post: home.post, room: home)
    }
  }

  /// An ambulance in one key, a line written down late, and one who has left again.
  private mutating func comeAndGone() {
    let ambulance = nextNumber
    visit(
      "", "official", ago: 305, post: 1,
      [
        "category": "emergency", "visitor.organisation": "120急救", "visitor.party": "3", "host.name": "",
        "confirmation.method": "", "confirmation.result": "", "document.type": "", "document.check": "", "pass": "",
      ])
    add(ago: 268, post: 1, .departure(ambulance, passReturned: false))
    let late = nextNumber
    visit("梅桂枝", "family", ago: 64, post: 0, ["note": "断电时记在纸上，后补"], happened: 97)
    add(ago: 12, post: 0, .departure(late, passReturned: true))
    let careless = nextNumber
    visit("徐长卿", "friend", ago: 190, post: 0)
    add(ago: 58, post: 0, .departure(careless, passReturned: false))
    add(ago: 51, post: 0, .lostPass(careless))
  }

  private mutating func record() {
    let room = residents.homes.first { $0.post == 1 }?.text
    note("卫生间漏水，转服务中心，维修已出发", ago: 87, post: 1, room: room, important: true)
    note("卫生间漏水在楼上一户，已改派", ago: 44, post: 1, room: room, corrects: "卫生间漏水，转服务中心，维修已出发")
    note("门厅地面水渍，保洁9分钟处理完", ago: 50, post: 0)
    note("住户借推车一辆，押门禁卡", ago: 28, post: 0)
    note("明早8:30消防检查，东侧通道已清空", ago: 17, post: 0, important: true)
  }

  private mutating func announced() {
    expect("杜若", "friend", from: -72, to: 60, post: 0)
    expect("苏子", "family", from: 20, to: 140, post: 1, ["visitor.party": "2"])
    expect("顺风车", "other", from: 30, to: 60, post: 0, ["plate": "粤BD12345", "note": "接人，不上楼"])
    expect("连翘花", "domestic", from: 45, to: 240, post: 1)
    expect("高良姜", "domestic", from: 80, to: 300, post: 0, ["note": "月嫂"])
    let guest = expect("郁金", "family", from: -60, to: 120, post: 1)
    visit("郁金", "family", ago: 41, until: 100, post: 1, ["confirmation.method": "appointment"], expected: guest)
  }

  /// One group to come, one inside, one of last week.
  private mutating func received() {
    receive(
      [
        "organisation": "街道办事处", "leader": "白主任", "party": "6", "purpose": "消防检查", "level": "manager", "host": "远志",
        "route": "大堂、消防控制室、地下车库",
      ], announced: 2_900, planned: 90)
    receive(
      [
        "organisation": "示范小学三年级", "leader": "麦老师", "party": "25", "purpose": "社区课堂", "level": "department",
        "host": "厚朴", "route": "大堂、花园", "photos_allowed": "on",
      ], announced: 4_300, planned: -40, arrivedAgo: 38)
    receive(
      [
        "organisation": "邻区物业参观团", "leader": "葛经理", "party": "12", "purpose": "交流大堂值班", "level": "manager",
        "host": "远志", "escort": "秦艽", "route": "大堂、值班台", "photos_allowed": "on",
      ], announced: 11_400, planned: -8_650, arrivedAgo: 8_644, leftAgo: 8_571, feedback: "登记清楚，礼貌周到")
  }
}

extension DemoScene {
  private mutating func visit(
    _ name: String, _ purpose: String, ago: Int, until: Int? = nil, post: Int, _ changes: [String: String] = [:],
    room: DemoPlace.Room? = nil, happened: Int? = nil, expected: Expected? = nil
  ) {
    let room = room ?? expected?.room ?? random.pick(residents.homes.filter { $0.post == post })
    var fields = [
      "purpose": purpose, "visitor.name": name, "host.room": room.text, "host.name": residents.host(of: room),
      "confirmation.method": "intercom", "confirmation.result": "confirmed", "document.type": "resident_id",
      "document.check": "match", "pass": "auto",
    ]
    if purpose == "delivery" {
      (fields["confirmation.method"], fields["confirmation.result"], fields["document.type"]) = ("", "", "")
    }
    if let until { fields["expected_end"] = zone.iso(until > 0 ? agreed(in: until) : now.advanced(minutes: until)) }
    fields.merge(changes) { $1 }
    let visit = DemoVisit(
      number: nextNumber, fields: fields, expected: expected?.number,
      occurredAt: happened.map { now.advanced(minutes: -$0) })
    nextNumber += 1
    add(ago: ago, post: post, .visit(visit))
  }

  private mutating func turnAway(_ reason: String, ago: Int, post: Int, party: Int, note: String) {
    let fields = ["purpose": "other", "refusal": reason, "visitor.party": String(party), "note": note]
    add(ago: ago, post: post, .visit(DemoVisit(number: nextNumber, fields: fields)))
    nextNumber += 1
  }

  private mutating func note(
    _ text: String, ago: Int, post: Int, room: String? = nil, important: Bool = false, corrects: String? = nil
  ) {
    add(ago: ago, post: post, .note(DemoNote(text: text, room: room, important: important, corrects: corrects)))
  }

  private struct Expected {
    let number: Int
    let room: DemoPlace.Room
  }

  @discardableResult
  private mutating func expect(
    _ name: String, _ purpose: String, from: Int, to: Int, post: Int, _ changes: [String: String] = [:]
  ) -> Expected {
    let expected = Expected(number: nextNumber, room: random.pick(residents.homes.filter { $0.post == post }))
    nextNumber += 1
    var fields = [
      "purpose": purpose, "visitor.name": name, "host.room": expected.room.text,
      "host.name": residents.host(of: expected.room), "pass": "on",
    ]
    fields.merge(changes) { $1 }
    let deed = DemoExpected(number: expected.number, fields: fields, from: agreed(in: from), to: agreed(in: to))
    add(ago: 330, post: post, .expected(deed))
    return expected
  }

  private mutating func receive(
    _ fields: [String: String], announced: Int, planned: Int, arrivedAgo: Int? = nil, leftAgo: Int? = nil,
    feedback: String = ""
  ) {
    let number = nextNumber
    nextNumber += 1
    add(
      ago: announced, post: 0,
      .reception(DemoReception(number: number, fields: fields, plannedAt: agreed(in: planned))))
    if let arrivedAgo { add(ago: arrivedAgo, post: 0, .receptionArrival(number)) }
    if let leftAgo { add(ago: leftAgo, post: 0, .receptionDeparture(number, feedback: feedback)) }
  }

  /// A time that people name: five minutes past, not seven.
  private func agreed(in minutes: Int) -> Instant {
    Instant(milliseconds: now.advanced(minutes: minutes).milliseconds / 300_000 * 300_000)
  }

  private mutating func add(ago: Int, post: Int, _ deed: DemoAct.Deed) {
    let at = now.advanced(minutes: -ago)
    acts.append(DemoAct(at: at, post: post, by: DemoDiary.onDuty(at, post: post, zone: zone), deed: deed))
  }
}
