import Foundation
import Testing

@testable import Foyer

struct CheckItemTests {
  private func item(_ kind: CheckItem.Kind, _ right: String?) -> CheckItem? {
    var item = CheckItem(id: "i1", "灭火器", kind)
    return item.require(right) ? item : nil
  }

  @Test(arguments: [
    ("1.0–1.4 MPa", "0.9", false), ("1.0-1.4 MPa", "1,2", true), ("1.0~1.4", "１．４", true), ("1到1.4MPa", "1.41", false),
    ("≥4.5 V", "4.4", false), (">=4.5", "4.5", true), ("≤26 ℃", "26", true), ("<26", "26.1", false),
    ("-5–5 ℃", "-6", false), ("-5–5 ℃", "−5", true),
  ])
  func `A reading is good within its limits, however they are written`(right: String, seen: String, isGood: Bool) {
    #expect(item(.reading, right)?.answer(seen)?.isGood == isGood)
  }

  @Test(arguments: ["", "abc", "1.4–1.0", "MPa", "1.0–1.4 5", "1.0–1.4 thirteencharsx"])
  func `Limits that make no sense are refused`(right: String) { #expect(item(.reading, right) == nil) }

  @Test(arguments: ["", "abc", "1e9", "nan", "inf", "0x10", "1.2.3", "1234567890123", "🏮", "\u{0}"])
  func `What is no figure is no answer`(seen: String) { #expect(item(.reading, "1–2")?.answer(seen) == nil) }

  @Test func `A count is good when nothing is missing and nothing too many`() {
    let extinguishers = item(.count, "4")
    #expect(extinguishers?.answer("4")?.isGood == true && extinguishers?.answer("３")?.isGood == false)
    #expect(extinguishers?.answer("5")?.isGood == false && extinguishers?.answer("-1") == nil)
    #expect(item(.count, "四") == nil && item(.count, nil) == nil)
  }

  @Test func `A choice knows which of its words are not good`() {
    let mat = item(.choice, "没下雨、已铺、!没铺")
    #expect(mat?.answer("1")?.isGood == true && mat?.answer("2")?.isGood == false && mat?.answer("3") == nil)
    #expect(mat?.requirement == "没下雨、已铺、!没铺")
    #expect(item(.choice, "已铺") == nil && item(.choice, "!没铺、!坏了") == nil)
  }

  @Test(arguments: ["1–1.4 MPa", "≥4.5 V", "≤26"])
  func `Limits are shown as they can be typed`(right: String) {
    #expect(item(.reading, right)?.requirement == right)
  }

  @Test func `Only yes and no answer a yes-or-no`() {
    let floor = item(.yesNo, "没有纸屑")
    #expect(floor?.answer("pass")?.isGood == true && floor?.answer("fail")?.isGood == false)
    #expect(floor?.answer("yes") == nil && floor?.answer("") == nil)
  }

  @Test func `The standard lists have the items of the forms, each with its clause, and ids of their own`() {
    #expect(StandardChecklists.cleaning.items == 14 && StandardChecklists.equipment.items == 15)
    for (_, plan) in StandardChecklists.all {
      let items = plan.stops.flatMap(\.items)
      #expect(items.allSatisfy { $0.clause != nil })
      #expect(Set(items.map(\.id) + plan.stops.map(\.id)).count == items.count + plan.stops.count)
      let words = items.map(\.word) + plan.stops.map(\.name) + items.compactMap(\.standard) + [plan.name]
      #expect(words.allSatisfy(CheckWord.isStandard))
    }
  }

  @Test func `Forms on paper have exactly their columns and fill the sheet`() {
    #expect(PaperSheet.checkColumns(.patrol).count == 11 && PaperSheet.checkColumns(.cleaning).count == 10)
    #expect(PaperSheet.checkColumns(.equipment).count == 7)
    for kind in Checklist.Kind.allCases {
      #expect(PaperSheet.checkColumns(kind).reduce(0) { $0 + $1.width } == 277)
    }
  }
}

struct CheckScheduleTests {
  private func moments(_ times: [String], zone: String, day: String, days: Int = 1, weekdays: [Int] = Array(1...7))
    throws -> [String]
  {
    let zone = try #require(EstateZone(zone))
    let start = try #require(zone.instant(day: day))
    let schedule = CheckSchedule(
      checklist: "a", kind: .patrol, version: 1, name: "x", times: times, weekdays: weekdays, from: start,
      until: .endless)
    return schedule.moments(from: start, until: zone.startOfDay(start, adding: days), zone: zone)
      .map { zone.dayAndClock($0) }
  }

  @Test func `A round is due at the estate's clock, also over the end of a month and a year`() throws {
    #expect(
      try moments(["01:00", "23:15"], zone: "Asia/Shanghai", day: "2026-12-31", days: 2)
        == ["12-31 01:00", "12-31 23:15", "1-1 01:00", "1-1 23:15"])
  }

  @Test func `A time that the clocks leave out is due once, when they have gone on`() throws {
    let spring = try moments(["01:30", "02:30", "03:30"], zone: "America/New_York", day: "2026-03-08")
    #expect(spring.first == "3-8 01:30" && spring.count <= 3 && Set(spring).count == spring.count)
    #expect(spring.last == "3-8 03:30")
  }

  @Test func `A time that the clocks show twice is due once`() throws {
    #expect(try moments(["01:30"], zone: "America/New_York", day: "2026-11-01") == ["11-1 01:30"])
    #expect(try moments(["01:30"], zone: "Europe/London", day: "2026-10-25") == ["10-25 01:30"])
  }

  @Test func `Only the chosen days of the week have rounds`() throws {
    let monday = try moments(["08:00"], zone: "Asia/Shanghai", day: "2026-05-11", days: 7, weekdays: [1, 5])
    #expect(monday == ["5-11 08:00", "5-15 08:00"])
  }

  @Test func `A version says when rounds are due only as long as it is valid`() {
    let start = TestLobby.evening
    let schedule = CheckSchedule(
      checklist: "a", kind: .patrol, version: 1, name: "x", times: ["22:00", "23:00"], weekdays: Array(1...7),
      from: start, until: start.advanced(minutes: 60))
    let moments = schedule.moments(
      from: start.advanced(days: -1), until: start.advanced(days: 1), zone: .shanghai)
    #expect(moments.map(EstateZone.shanghai.clock) == ["22:00"])
  }

  @Test func `A due round opens before its time and counts as missed after its grace`() {
    let (window, due) = (RoundWindow(early: 60, grace: 30), TestLobby.evening)
    let states = [-61, -60, 0, 30, 31].map { window.state(of: due, at: due.advanced(minutes: $0)) }
    #expect(states == [.ahead, .open, .open, .open, .missed])
    #expect(
      window.mayBegin(due, at: due.advanced(minutes: 700)) && !window.mayBegin(due, at: due.advanced(minutes: 721)))
  }
}

struct PhotoFileTests {
  /// A JPEG's skeleton: start, a note of the telephone, tables, a scan with a stuffed FF and a restart, end.
  static func jpeg(note: [UInt8] = Array("Exif GPS 31.2N".utf8), trailing: [UInt8] = []) -> [UInt8] {
    func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
      [0xFF, marker, UInt8((content.count + 2) >> 8), UInt8((content.count + 2) & 0xFF)] + content
    }
    let scan: [UInt8] = [1, 2, 0xFF, 0x00, 3, 0xFF, 0xD0, 4]
    return [0xFF, 0xD8] + segment(0xE1, note) + segment(0xDB, [1, 2, 3]) + segment(0xFE, note) + segment(0xDA, [0])
      + scan + segment(0xC4, [0xFF, 0xD9]) + segment(0xDA, [0]) + scan + [0xFF, 0xD9] + trailing
  }

  @Test func `A picture loses where and with what it was taken, and what hides behind its end`() throws {
    let file = try #require(PhotoFile(Self.jpeg(trailing: Self.jpeg())))
    let text = String(decoding: file.bytes, as: UTF8.self)
    #expect(!text.contains("GPS") && file.bytes.suffix(2) == [0xFF, 0xD9])
    #expect(file.bytes == PhotoFile(file.bytes)?.bytes)
    #expect(file.bytes.count < Self.jpeg().count)
  }

  @Test(
    arguments: [
      [], [0xFF, 0xD8], Array("GIF89a whatever".utf8), [0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0xFF, 1],
      [0xFF, 0xD8, 0xFF, 0xD9, 0, 0], Array(PhotoFileTests.jpeg().dropLast(2)),
    ] as [[UInt8]])
  func `What is no whole JPEG is refused`(file: [UInt8]) { #expect(PhotoFile(file) == nil) }
}
