import Testing

@testable import Foyer

@Suite struct RoomNameTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let input: String
    var zone: String? = nil
    var building: String? = nil
    var entrance: String? = nil
    var room: String? = nil
    var floor: String? = nil
    var kind = RoomName.Kind.flat
    var ambiguous = false
    var testDescription: String { input }
  }

  /// Table 9.4 of the import rules, row by row, and what is in its spirit.
  static let examples: [Example] = [
    Example(input: "1栋2单元1203", building: "1", entrance: "2", room: "1203", floor: "12"),
    Example(input: "１栋２单元１２０３室", building: "1", entrance: "2", room: "1203", floor: "12"),
    Example(input: "3-1-502", building: "3", entrance: "1", room: "502", floor: "5"),
    Example(input: "3－1－502", building: "3", entrance: "1", room: "502", floor: "5"),
    Example(input: "3#-1-502", building: "3", entrance: "1", room: "502", floor: "5"),
    Example(input: "7-1203", building: "7", room: "1203", floor: "12"),
    Example(input: "12#1201", building: "12", room: "1201", floor: "12"),
    Example(input: "01栋0203", building: "1", room: "0203", floor: "2"),
    Example(input: "B座1803", building: "B", room: "1803", floor: "18"),
    Example(input: "C1203", building: "C", room: "1203", floor: "12"),
    Example(input: "A2座501", building: "A2", room: "501", floor: "5"),
    Example(input: "B座18F", building: "B", floor: "18", kind: .floor),
    Example(input: "5号楼1门602", building: "5", entrance: "1", room: "602", floor: "6"),
    Example(input: "十二幢1单元101", building: "12", entrance: "1", room: "101", floor: "1"),
    Example(input: "二十一栋三单元2602", building: "21", entrance: "3", room: "2602", floor: "26"),
    Example(input: "一栋二单元三零一", building: "1", entrance: "2", room: "301", floor: "3"),
    Example(input: "2期5栋1单元301", zone: "2期", building: "5", entrance: "1", room: "301", floor: "3"),
    Example(input: "南区3栋1-502", zone: "南区", building: "3", entrance: "1", room: "502", floor: "5"),
    Example(input: "8号楼-1层", building: "8", floor: "-1", kind: .floor),
    Example(input: "3栋1单元15A", building: "3", entrance: "1", room: "15A"),
    Example(input: "12A03", room: "12A03", floor: "12A", ambiguous: true),
    Example(input: "商铺12", room: "12", kind: .shop),
    Example(input: "车位B2-135", room: "B2-135", kind: .parking),
    Example(input: "1203", room: "1203", floor: "12", ambiguous: true),
    Example(input: "18楼F座", room: "F", floor: "18", ambiguous: true),

    Example(input: "Flat F, 18/F, Block 2", building: "2", room: "F", floor: "18"),
    Example(input: "2座18楼F室", building: "2", room: "F", floor: "18"),
    Example(input: "1棟2單元1203號", building: "1", entrance: "2", room: "1203", floor: "12"),
    Example(input: "㈠栋301", building: "1", room: "301", floor: "3"),
    Example(input: "⼀栋⼆单元101", building: "1", entrance: "2", room: "101", floor: "1"),
    Example(input: "　'1-2-0203\u{200B} ", building: "1", entrance: "2", room: "0203", floor: "2"),
    Example(input: "=\"1-2-0203\"", building: "1", entrance: "2", room: "0203", floor: "2"),
    Example(input: "8号楼负一层", building: "8", floor: "-1", kind: .floor),
    Example(input: "8-1层", building: "8", floor: "1", kind: .floor),
    Example(input: "1栋2单元12层03室", building: "1", entrance: "2", room: "1203", floor: "12"),
    Example(input: "示范花园1栋2单元1203", zone: "示范花园", building: "1", entrance: "2", room: "1203", floor: "12"),
    Example(input: "三和苑2栋301", zone: "三和苑", building: "2", room: "301", floor: "3"),
    Example(input: "海棠座1203", building: "海棠", room: "1203", floor: "12"),
    Example(input: "2-5-1-301", zone: "2期", building: "5", entrance: "1", room: "301", floor: "3"),
    Example(input: "1-2-12-03", building: "1", entrance: "2", room: "1203", floor: "12"),
    Example(input: "3楼2单元502", building: "3", entrance: "2", room: "502", floor: "5"),
    Example(input: "1-2-1203(复式)", building: "1", entrance: "2", room: "1203", floor: "12"),
    Example(input: "3栋商铺101", building: "3", room: "101", kind: .shop),
    Example(input: "负二层车位12", room: "12", floor: "-2", kind: .parking),
    Example(input: "3栋", building: "3", kind: .building),
    Example(input: "南区 -1层", zone: "南区", floor: "-1", kind: .floor, ambiguous: true),
    Example(input: "2单元1203", entrance: "2", room: "1203", floor: "12", ambiguous: true),
  ]

  @Test(arguments: examples)
  func `A place is read as people write it`(example: Example) {
    let name = RoomName.parse(example.input)
    #expect(name.zone == example.zone)
    #expect(name.building == example.building)
    #expect(name.entrance == example.entrance)
    #expect(name.room == example.room)
    #expect(name.floor == example.floor)
    #expect(name.kind == example.kind)
    #expect(name.ambiguous == example.ambiguous)
    #expect(name.original == example.input)
  }

  @Test(arguments: examples)
  func `What is displayed means the same place`(example: Example) {
    let name = RoomName.parse(example.input)
    #expect(RoomName.parse(name.display).key == name.key)
  }

  @Test func `Spellings of one place have one key`() {
    let spellings = ["1栋2单元1203", "1-2-1203", "01栋02单元1203室", "1#-2-1203", "一栋二单元一二零三", "1號樓2門1203"]
    #expect(Set(spellings.map { RoomName.parse($0).key }).count == 1)
    #expect(RoomName.parse("b座0203").key == RoomName.parse("B座203").key)
    #expect(RoomName.parse("2座18F室").key == RoomName.parse("Flat F, 18/F, Block 2").key)
    #expect(RoomName.parse("東區1棟101").key == RoomName.parse("东区1栋101").key)
  }

  @Test func `Different places have different keys`() {
    let places = [
      "1-1-101", "1-2-101", "1-101", "11-101", "1-1-1101", "2期1-1-101", "3期1-1-101", "1栋商铺101", "1栋1层", "1栋-1层", "1栋",
      "负一层车位12", "负二层车位12", "12A03", "12-1203", "15A", "15B",
    ]
    #expect(Set(places.map { RoomName.parse($0).key }).count == places.count)
  }

  @Test(arguments: [
    "", "—", "张三", "2003年5月1日", "2003/5/1", "12月5日", "May-03", "5-Dec", "37742", "3E+05", "13900001234",
    "110101199805218735", "1栋2单元1203旁边", String(repeating: "栋", count: 500), String(repeating: "1-", count: 500),
    "\u{FDFA}\u{FDFA}",
  ])
  func `What is no place stays unknown`(text: String) {
    let name = RoomName.parse(text)
    #expect(name.kind == .unknown)
    #expect((name.zone ?? name.building ?? name.entrance ?? name.room ?? name.floor) == nil)
  }

  @Test func `Any text is survived`() {
    var random = RepeatableNumbers()
    let pieces = [
      "1", "栋", "-", "单元", "F", "/", "楼", "座", "(", ")", "负", "层", "号", "#", "车位", "Block", " ", "百十", "南", "区", "期",
      "零", "B2",
    ]
    for _ in 0..<5_000 {
      let text = (0..<Int.random(in: 0...9, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
      let name = RoomName.parse(text)
      #expect(name.kind == .unknown || RoomName.parse(name.display).kind != .unknown, "\(text) → \(name.display)")
    }
  }
}

/// The same "random" numbers at each run (Knuth's linear congruential generator).
private struct RepeatableNumbers: RandomNumberGenerator {
  private var state: UInt64 = 2026

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

@Suite struct RoomColumnsTests {
  @Test func `Parts in columns of their own make one place`() {
    #expect(RoomName.joining(building: "1", entrance: "2单元", room: "1203").key == RoomName.parse("1-2-1203").key)
    #expect(RoomName.joining(building: "B座", room: "1803").key == RoomName.parse("B座1803").key)
    #expect(
      RoomName.joining(building: "1栋", entrance: "1", floor: "12", room: "03").key == RoomName.parse("1-1-1203").key)
    #expect(RoomName.joining(building: "3", room: "1-502").key == RoomName.parse("3-1-502").key)
    #expect(RoomName.joining(building: "5", entrance: "无", room: "101").key == RoomName.parse("5-101").key)
    #expect(RoomName.joining(building: "Block 2", room: "1203").building == "2")
  }

  @Test func `A column may repeat what another says, but not contradict it`() {
    #expect(RoomName.joining(building: "3", entrance: "1", room: "3-1-502").key == RoomName.parse("3-1-502").key)
    #expect(RoomName.joining(building: "3栋", room: "3栋1单元502").key == RoomName.parse("3-1-502").key)
    #expect(RoomName.joining(building: "B座", room: "B1803").key == RoomName.parse("B-1803").key)
    #expect(RoomName.joining(building: "3栋", room: "4栋1单元502").kind == .unknown)
  }
}

@Suite struct RoomDamageTests {
  @Test(arguments: [
    "2003/5/1", "2003-05-01", "2003年5月1日", "12月5日", "May-03", "5-May", "37742", "2003/5/1 0:00", "２００３／５／１",
  ])
  func `Rooms that became dates are recognised`(text: String) {
    #expect(RoomDamage(in: text) == .date)
  }

  @Test(arguments: ["3E+05", "3.00E+05", "1.39E+10", "４Ｅ＋０５"])
  func `Rooms that became powers of ten are recognised`(text: String) {
    #expect(RoomDamage(in: text) == .scientificNotation)
  }

  @Test(arguments: ["12-5", "3-1-02", "5-2003", "1-2-2001", "3E05", "E栋1203", "10101", "1203", "1/2/2001", "2-5-1-301"])
  func `Rooms that merely look alike are left alone`(text: String) {
    #expect(RoomDamage(in: text) == nil)
    #expect(RoomName.parse(text).kind != .unknown)
  }
}
