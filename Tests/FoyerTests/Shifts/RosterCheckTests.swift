import Foundation
import Testing

@testable import Foyer

/// What a check of a roster finds, to the minute and across midnight, months and changes of the clocks.
struct RosterCheckTests {
  static let kinds = [
    ShiftKind(id: "E", code: "早", name: "早班", startsMinute: 420, endsMinute: 900),
    ShiftKind(id: "M", code: "中", name: "中班", startsMinute: 900, endsMinute: 1_380),
    ShiftKind(id: "N", code: "夜", name: "夜班", startsMinute: 1_380, endsMinute: 1_860),
    ShiftKind(id: "T", code: "训", name: "培训", purpose: .training, startsMinute: 540, endsMinute: 660),
  ]

  static func settings(_ chosen: [String: String] = [:]) -> RosterRules {
    RosterRules(Settings(profile: .guardPost, chosen: chosen))
  }

  static func plan(
    _ shifts: [(account: String, from: String, until: String)], month: String = "2026-05",
    zone: EstateZone = .shanghai, rules: [String: String] = [:], needs: [CoverNeed]? = nil
  ) throws -> RosterPlan {
    let month = try #require(RosterMonth(month))
    let entries = try shifts.enumerated().map { index, shift in
      RosterEntry(
        id: "e\(index)", post: "p", account: shift.account, kind: "E",
        startsAt: try #require(zone.instant(local: shift.from)), endsAt: try #require(zone.instant(local: shift.until)))
    }
    let names = Set(shifts.map(\.account))
    return RosterPlan(
      zone: zone, from: month.start(in: zone), until: month.end(in: zone),
      entries: entries.sorted { $0.startsAt < $1.startsAt }, needs: needs ?? [],
      kinds: Dictionary(uniqueKeysWithValues: kinds.map { ($0.id, $0) }),
      people: Dictionary(
        uniqueKeysWithValues: names.map { ($0, .init(account: $0, name: $0, role: .attendant, isGone: false)) }),
      certificates: Dictionary(uniqueKeysWithValues: names.map { ($0, [.endless]) }), absences: [],
      rules: settings(rules))
  }

  private static let roundTheClock = [
    CoverNeed(id: "n", post: "p", weekdays: Set(1...7), startsMinute: 0, endsMinute: 1_440, people: 1)
  ]

  /// A month of 23:00–7:00, 7:00–15:00, 15:00–23:00, each by another person every day of four.
  private func fullMonth(_ month: String, zone: EstateZone = .shanghai) throws -> RosterPlan {
    var plan = try Self.plan([], month: month, zone: zone, needs: Self.roundTheClock)
    let rotation = Rotation(
      id: "r", name: "四班三运转", days: ["E", "E", "M", "M", "N", "N", nil, nil], startsAt: plan.from)
    let names = ["a", "b", "c", "d"]
    let generation = RosterGeneration(
      zone: zone, kinds: plan.kinds, rotations: ["r": rotation],
      crews: names.enumerated().map { Crew(id: $1, name: $1, rotation: "r", daysBehind: $0 * 2) },
      members: names.map { CrewMember(account: $0, crew: $0, post: "p") }, standing: [], absences: [])
    let slots = generation.slots(from: plan.from.advanced(days: -2), until: plan.until)
    plan.entries = slots.enumerated().map { index, slot in
      RosterEntry(
        id: "e\(index)", post: slot.post, account: slot.account, kind: slot.kind, startsAt: slot.from,
        endsAt: slot.until)
    }
    plan.people = Dictionary(
      uniqueKeysWithValues: names.map { ($0, .init(account: $0, name: $0, role: .attendant, isGone: false)) })
    plan.certificates = Dictionary(uniqueKeysWithValues: names.map { ($0, [.endless]) })
    return plan
  }

  @Test(arguments: ["2026-02", "2026-05", "2028-02", "2026-12"])
  func `A month made from a rotation has no hole, nobody twice, and nothing to warn of`(month: String) throws {
    #expect(try fullMonth(month).findings() == [])
  }

  @Test func `A hole of a minute is found, and a double of a minute`() throws {
    var plan = try fullMonth("2026-05")
    let index = try #require(plan.entries.firstIndex { $0.startsAt > plan.from.advanced(days: 10) })
    plan.entries[index].endsAt = plan.entries[index].endsAt.advanced(minutes: -1)
    let hole = try #require(plan.findings().first)
    #expect(hole.kind == .hole && hole.until.minutes(since: hole.from) == 1 && hole.value == 1 && hole.post == "p")
    plan.entries[index].endsAt = plan.entries[index].endsAt.advanced(minutes: 2)
    let double = try #require(plan.findings().first { $0.kind == .double })
    #expect(double.until.minutes(since: double.from) == 1)
    var rules = plan
    rules.entries[index].endsAt = rules.entries[index].endsAt.advanced(minutes: 14)
    let allowed = RosterPlan(
      zone: plan.zone, from: plan.from, until: plan.until, entries: rules.entries, needs: plan.needs, kinds: plan.kinds,
      people: plan.people, certificates: plan.certificates, absences: [],
      rules: Self.settings(["roster.overlap_minutes": "15"]))
    #expect(!allowed.findings().contains { $0.kind == .double })
  }

  @Test func `Rest is checked across every pair, over midnight and over the end of a month`() throws {
    let plan = try Self.plan([
      ("a", "2026-04-30T23:00", "2026-05-01T07:00"), ("a", "2026-05-01T17:59", "2026-05-01T23:00"),
      ("b", "2026-05-10T08:00", "2026-05-10T16:00"), ("b", "2026-05-11T03:00", "2026-05-11T08:00"),
    ])
    let findings = plan.findings()
    #expect(findings.count == 1)
    #expect(findings.first?.kind == .rest && findings.first?.value == 659 && findings.first?.limit == 660)
  }

  @Test func `Night and early with nothing between are zero hours of rest; overlapping shifts are said as such`() throws
  {
    let plan = try Self.plan([
      ("a", "2026-05-04T23:00", "2026-05-05T07:00"), ("a", "2026-05-05T07:00", "2026-05-05T15:00"),
      ("b", "2026-05-04T07:00", "2026-05-04T15:00"), ("b", "2026-05-04T14:00", "2026-05-04T16:00"),
    ])
    #expect(plan.findings().map(\.kind) == [.overlap, .rest])
    #expect(plan.findings().map(\.value) == [60, 0])
  }

  @Test func `The letters that are dated to the morning end a middle shift where the night begins`() throws {
    var rotation = Rotation(id: "r", name: "", days: ["M", "N", nil, nil], startsAt: Instant(milliseconds: 0))
    rotation.startsAt = try #require(EstateZone.shanghai.instant(day: "2026-05-01"))
    func rest(_ night: ShiftKind) throws -> Int? {
      let month = try #require(RosterMonth("2026-05"))
      let middle = ShiftKind(id: "M", code: "中", name: "", startsMinute: 960, endsMinute: 1_440)
      let slots = RosterGeneration(
        zone: .shanghai, kinds: ["M": middle, "N": night], rotations: ["r": rotation],
        crews: [Crew(id: "c", name: "", rotation: "r", daysBehind: 0)],
        members: [CrewMember(account: "a", crew: "c", post: "p")], standing: [], absences: []
      ).slots(from: month.start(in: .shanghai), until: month.end(in: .shanghai))
      return WorkHours(periods: slots.map { ($0.from.milliseconds, $0.until.milliseconds) }).shortestRest
    }
    let morning = ShiftKind(id: "N", code: "夜", name: "", startsMinute: 0, endsMinute: 480)
    let evening = ShiftKind(id: "N", code: "夜", name: "", startsMinute: 1_440, endsMinute: 1_920)
    #expect(try rest(morning) == 0)
    #expect(try rest(evening) == 24 * 3_600_000)
  }

  @Test func `Hours a week are an average, hours in seven days are the fullest of any seven days`() throws {
    let days = (1...7).map { ("a", "2026-05-1\($0)T08:00", "2026-05-1\($0)T16:00") }
    let plan = try Self.plan(days, rules: ["roster.average_weeks": "1", "roster.days_in_row": "31"])
    let found = plan.findings()
    #expect(found.map(\.kind) == [.weekHours, .sevenDays])
    #expect(found.map(\.value) == [56 * 60, 56 * 60] && found.map(\.limit) == [44 * 60, 48 * 60])
    let averaged = try Self.plan(days, rules: ["roster.days_in_row": "31"])
    #expect(averaged.findings().map(\.kind) == [.sevenDays])
  }

  @Test func `Nights in a row and days without a day off are counted`() throws {
    let nights = (1...5).map { ("a", "2026-05-1\($0)T23:00", "2026-05-1\($0 + 1)T07:00") }
    let days = (1...7).map { ("b", "2026-05-1\($0)T09:00", "2026-05-1\($0)T12:00") }
    let found = try Self.plan(nights + days).findings()
    #expect(found.map(\.kind) == [.nights, .daysInRow] && found.map(\.value) == [5, 7])
    // A night that begins after midnight belongs to the evening before.
    let late = (1...5).map { ("a", "2026-05-1\($0)T00:00", "2026-05-1\($0)T08:00") }
    #expect(try Self.plan(late).findings().first { $0.kind == .nights }?.value == 5)
  }

  @Test func `Who must hold a certificate and holds none that lasts is named once`() throws {
    var plan = try Self.plan([
      ("a", "2026-05-04T07:00", "2026-05-04T15:00"), ("a", "2026-05-20T07:00", "2026-05-20T15:00"),
    ])
    plan.certificates = ["a": [try #require(EstateZone.shanghai.instant(day: "2026-05-10"))]]
    let found = plan.findings()
    #expect(found.map(\.kind) == [.certificate] && found.first?.value == 1 && found.first?.entry == "e1")
    plan.certificates = [:]
    #expect(plan.findings().first?.value == 2)
  }

  @Test func `A shift in a leave, and one of somebody who no longer serves, are found`() throws {
    var plan = try Self.plan([
      ("a", "2026-05-04T07:00", "2026-05-04T15:00"), ("b", "2026-05-04T15:00", "2026-05-04T23:00"),
    ])
    plan.absences = [.init(account: "a", from: plan.from, until: plan.until)]
    plan.people["b"] = .init(account: "b", name: "b", role: .attendant, isGone: true)
    #expect(plan.findings().map(\.kind) == [.leave, .gone])
  }

  @Test func `On the night when clocks change, shifts are as long as they are and leave no hole`() throws {
    let berlin = try #require(EstateZone("Europe/Berlin"))
    for (month, night, hours) in [("2026-03", "2026-03-28", 7), ("2026-10", "2026-10-24", 9)] {
      let plan = try fullMonth(month, zone: berlin)
      #expect(!plan.findings().contains { $0.kind == .hole || $0.kind == .double })
      let start = try #require(berlin.instant(local: "\(night)T23:00"))
      let shift = try #require(plan.entries.first { $0.startsAt == start })
      #expect(shift.minutes == hours * 60)
    }
  }

  @Test func `A change is judged by what it brings, not by what was there`() throws {
    let plan = try fullMonth("2026-05")
    var moved = try #require(plan.entries.first { $0.startsAt > plan.from.advanced(days: 9) })
    let other = try #require(["a", "b", "c", "d"].first { $0 != moved.account })
    moved.account = other
    let brought = plan.newFindings(with: [moved])
    #expect(!brought.isEmpty && !brought.contains { $0.kind == .hole })
    #expect(plan.newFindings(with: [], without: [moved.id]).map(\.kind) == [.hole])
  }

  @Test func `Shifts in a calendar keep their ids, stand in UTC, and no line is longer than 75 octets`() throws {
    let start = try #require(EstateZone.shanghai.instant(local: "2026-05-14T23:00"))
    let feed = CalendarFeed(
      name: "排班，青梧里; 大堂",
      events: [
        .init(
          uid: "0190", from: start, until: start.advanced(minutes: 480), changedAt: start, revision: 3,
          summary: String(repeating: "夜班🏮", count: 30), place: "大堂,东\n门")
      ]
    ).text
    let lines = feed.components(separatedBy: "\r\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 75 } && feed.hasSuffix("END:VCALENDAR\r\n"))
    #expect(lines.contains("DTSTART:20260514T150000Z") && lines.contains("DTEND:20260514T230000Z"))
    #expect(lines.contains("UID:0190@foyer") && lines.contains("SEQUENCE:3"))
    let unfolded = feed.replacing("\r\n ", with: "")
    #expect(unfolded.contains("SUMMARY:" + String(repeating: "夜班🏮", count: 30)))
    #expect(unfolded.contains("LOCATION:大堂\\,东\\n门") && unfolded.contains("X-WR-CALNAME:排班，青梧里\\; 大堂"))
  }

  @Test func `A year of forty people is checked in a fraction of the time allowed`() throws {
    var plan = try Self.plan([], needs: Self.roundTheClock)
    let rotation = Rotation(id: "r", name: "", days: ["E", "E", "M", "M", "N", "N", nil, nil], startsAt: plan.from)
    let crews = (0..<4).map { Crew(id: "c\($0)", name: "", rotation: "r", daysBehind: $0 * 2) }
    let members = (0..<40).map { CrewMember(account: "a\($0)", crew: "c\($0 % 4)", post: "p\($0 / 4)") }
    let until = plan.from.advanced(days: 365)
    let slots = RosterGeneration(
      zone: .shanghai, kinds: plan.kinds, rotations: ["r": rotation], crews: crews, members: members, standing: [],
      absences: []
    ).slots(from: plan.from, until: until)
    let entries = slots.enumerated().map { index, slot in
      RosterEntry(
        id: "e\(index)", post: slot.post, account: slot.account, kind: slot.kind, startsAt: slot.from,
        endsAt: slot.until)
    }
    plan = RosterPlan(
      zone: .shanghai, from: plan.from.advanced(days: 2), until: until, entries: entries,
      needs: (0..<10).map {
        CoverNeed(id: "n\($0)", post: "p\($0)", weekdays: Set(1...7), startsMinute: 0, endsMinute: 1_440, people: 1)
      }, kinds: plan.kinds,
      people: Dictionary(
        uniqueKeysWithValues: members.map {
          ($0.account, .init(account: $0.account, name: "", role: .attendant, isGone: false))
        }), certificates: Dictionary(uniqueKeysWithValues: members.map { ($0.account, [.endless]) }), absences: [],
      rules: Self.settings())
    #expect(entries.count > 10_000 && plan.findings() == [])
  }
}
