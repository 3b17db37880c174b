/// An ordinary day at the door: couriers at mealtimes, helpers in the morning, friends in the evening, and those
/// who have to be turned away.
struct DemoTraffic {
  struct Arrival {
    var visit: DemoVisit
    let at: Instant
    let post: Int
    /// Minutes until the departure; nil when he stays out, or when nobody sees him go.
    var stay: Int?
    var goesUnseen = false
  }

  let residents: DemoResidents
  let visitors: DemoVisitors
  private var random: DemoRandom
  private var names: DemoNames
  private var count = 0

  init(residents: DemoResidents, visitors: DemoVisitors, seed: UInt64) {
    self.residents = residents
    self.visitors = visitors
    random = DemoRandom(seed: seed)
    names = DemoNames(seed: seed &+ 1, taken: Set(residents.people.map(\.name)))
  }

  /// Arrivals in each hour of the day, of a hundred or so a day.
  private static let hours = [
    1, 0, 0, 0, 0, 0, 1, 3, 6, 8, 7, 9, 8, 5, 6, 6, 6, 9, 11, 8, 6, 3, 2, 1,
  ]

  /// Everyone who comes on the day that begins at `midnight`, in order, but nobody after `end`.
  mutating func day(_ midnight: Instant, isWeekend: Bool, before end: Instant) -> [Arrival] {
    var arrivals: [Arrival] = []
    for (hour, usual) in Self.hours.enumerated() {
      let many = max(0, usual + random.number(in: -1...1) + (isWeekend && hour > 9 ? 1 : 0))
      guard usual > 0, many > 0 else { continue }
      arrivals += (0..<many).map { _ in
        arrival(at: midnight.advanced(seconds: hour * 3_600 + random.number(in: 0...3_599)), hour: hour)
      }
    }
    return (arrivals + sales(midnight)).filter { $0.at < end }.sorted { $0.at < $1.at }
  }

  mutating func nextNumber() -> Int {
    count += 1
    return count
  }

  private enum Sort { case courier, friend, stranger, helper, trade, refused }

  private mutating func arrival(at: Instant, hour: Int) -> Arrival {
    let isMeal = (11...13).contains(hour) || (17...19).contains(hour)
    let sort = random.pick(weighted: [
      (item: Sort.courier, weight: isMeal ? 55 : 25), (item: .friend, weight: hour > 16 ? 30 : 18),
      (item: .stranger, weight: 12), (item: .helper, weight: (7...10).contains(hour) ? 26 : 3),
      (item: .trade, weight: (8...17).contains(hour) ? 16 : 3), (item: .refused, weight: 4),
    ])
    switch sort {
    case .courier: return courier(at: at)
    case .friend: return regular(random.pick(visitors.friends), at: at, stay: 25...200)
    case .stranger: return stranger(at: at)
    case .helper: return regular(random.pick(visitors.helpers), at: at, stay: 110...300)
    case .trade: return trade(at: at)
    case .refused: return refused(at: at)
    }
  }

  private mutating func courier(at: Instant) -> Arrival {
    let room = random.pick(residents.doors)
    return make(
      [
        "purpose": "delivery", "category": "courier", "host.room": room.text,
        "visitor.organisation": random.pick(["飞燕外卖", "麦穗送药", "蓝鲸快递", "半夏生鲜", "驿马同城"]),
      ], at: at, post: room.post, stay: random.number(in: 4...19))
  }

  private mutating func regular(_ who: DemoVisitors.Regular, at: Instant, stay: ClosedRange<Int>) -> Arrival {
    var fields = [
      "purpose": who.purpose, "visitor.name": who.name, "visitor.sex": who.sex, "visitor.phone": who.phone,
      "host.room": who.room.text, "host.name": who.host, "document.check": "match", "pass": "auto",
      "document.type": who.document?.type ?? "resident_id", "visitor.party": random.chance(15) ? "2" : "1",
    ]
    fields["document.number"] = who.document?.number
    confirm(&fields, random.pick(weighted: [("intercom", 5), ("known", 3), ("video", 2), ("appointment", 1)]))
    return make(fields, at: at, post: who.room.post, stay: random.number(in: stay))
  }

  private mutating func stranger(at: Instant) -> Arrival {
    let room = random.pick(residents.homes)
    var fields = [
      "purpose": random.pick(["friend", "family", "friend", "other"]), "visitor.name": names.name(),
      "host.room": room.text, "host.name": residents.host(of: room), "document.type": "resident_id",
      "document.check": "match", "pass": "auto", "visitor.party": random.pick(["1", "1", "1", "2", "3", "4"]),
      "belongings": random.pick(["", "", "果篮", "纸箱1个", "婴儿车", "乐器盒"]),
    ]
    confirm(&fields, random.pick(["intercom", "video", "phone", "host_present"]))
    if random.chance(6) {
      fields["document.check"] = "declined"
      fields["document.alternative"] = random.pick(["host_down", "video_confirmation", "escort"])
    }
    return make(fields, at: at, post: room.post, stay: random.number(in: 20...190))
  }

  private mutating func trade(at: Instant) -> Arrival {
    let room = random.pick(residents.doors)
    let (purpose, firm, things) = random.pick([
      ("repair", "甘草家电维修", "工具箱"), ("repair", "青藤宽带", "光纤盒、梯子"), ("renovation", "木槿装修", "工具箱、涂料2桶"),
      ("renovation", "木槿装修", "板材6块"), ("agency", "合欢房产", ""), ("other", "晴川体检", "样本箱"),
    ])
    var fields = [
      "purpose": purpose, "visitor.name": names.name(), "visitor.organisation": firm, "belongings": things,
      "host.room": room.text, "host.name": residents.host(of: room), "document.type": "resident_id",
      "document.check": "match", "pass": "auto", "visitor.party": random.pick(["1", "1", "2", "2", "3"]),
    ]
    confirm(&fields, random.pick(["intercom", "phone", "appointment"]))
    return make(fields, at: at, post: room.post, stay: random.number(in: purpose == "agency" ? 15...50 : 35...150))
  }

  private mutating func refused(at: Instant) -> Arrival {
    let room = random.pick(residents.homes)
    var fields = [
      "purpose": "other", "visitor.name": names.name(), "host.room": room.text,
      "host.name": residents.host(of: room), "document.check": "not_required",
    ]
    switch random.number(in: 0...3) {
    case 0: fields["host.name"] = "查无此人"
    case 1: confirm(&fields, "intercom", result: "declined")
    case 2: confirm(&fields, "intercom", result: "no_answer", tries: 3)
    default:
      confirm(&fields, "phone")
      fields["document.type"] = "resident_id"
      fields["document.check"] = "mismatch"
    }
    return make(fields, at: at, post: room.post, stay: nil)
  }

  /// Salespeople, some of whom try again after an hour.
  private mutating func sales(_ midnight: Instant) -> [Arrival] {
    (0..<random.number(in: 1...3)).flatMap { _ in
      let at = midnight.advanced(minutes: random.number(in: 570...1_050))
      let post = random.number(in: 0...1)
      let fields = [
        "purpose": "other", "refusal": random.pick(["sales", "sales", "leaflets", "scrap", "canvasser"]),
        "visitor.party": random.pick(["1", "1", "2"]), "note": random.pick(["推销净水器", "发健身卡", "推销保险", "收旧家电", ""]),
      ]
      let again = random.chance(25) ? [make(fields, at: at.advanced(minutes: 74), post: post, stay: nil)] : []
      return [make(fields, at: at, post: post, stay: nil)] + again
    }
  }

  private func confirm(
    _ fields: inout [String: String], _ method: String, result: String = "confirmed", tries: Int = 1
  ) {
    fields["confirmation.method"] = method
    fields["confirmation.result"] = result
    fields["confirmation.tries"] = String(tries)
  }

  private mutating func make(_ fields: [String: String], at: Instant, post: Int, stay: Int?) -> Arrival {
    var arrival = Arrival(visit: DemoVisit(number: nextNumber(), fields: fields), at: at, post: post, stay: stay)
    // Now and then nobody sees somebody leave, and some lines are written down after the rush.
    if stay != nil, fields["pass"] == "auto", random.chance(1) { arrival.goesUnseen = true }
    if random.chance(1) { arrival.visit.occurredAt = at.advanced(minutes: -random.number(in: 8...40)) }
    return arrival
  }
}
