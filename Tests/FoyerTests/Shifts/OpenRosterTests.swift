import Foundation
import HTTPTypes
import Testing

@testable import Foyer

/// What the roster raises by itself, the month's overtime, and a leave that is taken back.
struct OpenRosterTests {
  private func shifts(_ count: Int, hours: Int = 8, from day: Int = 1) -> [(
    account: String, from: String, until: String
  )] {
    (0..<count).map { index in
      let date = "2026-05-\(day + index < 10 ? "0" : "")\(day + index)"
      return ("a", "\(date)T08:00", "\(date)T\(8 + hours < 10 ? "0" : "")\(8 + hours):00")
    }
  }

  private let quiet = [
    "roster.week_hours": "168", "roster.seven_day_hours": "168", "roster.days_in_row": "31", "roster.rest_hours": "0",
  ]

  @Test func `Overtime counts beyond 165.33 hours a month, and 36 hours of it are allowed`() throws {
    // 25 shifts of 8 hours are 200: 34.67 beyond. 26 are 208: 42.67 beyond.
    #expect(try RosterCheckTests.plan(shifts(25), rules: quiet).findings() == [])
    let found = try RosterCheckTests.plan(shifts(26), rules: quiet).findings()
    #expect(found.map(\.kind) == [.monthOvertime])
    #expect(found.first?.value == 208 * 60 - 9_920 && found.first?.limit == 36 * 60)
    #expect(found.first?.entry == "e25" && found.first?.kind.clause == "C-1")
    #expect(found.first?.kind.setting.name == "roster.month_overtime")
    // The limit is the estate's to set.
    let loose = quiet.merging(["roster.month_overtime": "60"]) { $1 }
    #expect(try RosterCheckTests.plan(shifts(26), rules: loose).findings() == [])
  }

  @Test func `A night over the end of the month counts in each month with its own part`() throws {
    let plan = try RosterCheckTests.plan(
      [("a", "2026-05-31T12:00", "2026-06-01T08:00")] + shifts(25),
      rules: quiet.merging(["roster.month_overtime": "46"]) { $1 })
    // 200 and the 12 hours before midnight: 46.67 beyond.
    #expect(plan.findings().first { $0.kind == .monthOvertime }?.value == 212 * 60 - 9_920)
  }

  @Test func `One shift less among too many is not brought by whoever takes it away`() throws {
    let plan = try RosterCheckTests.plan(shifts(28), rules: quiet)
    #expect(plan.findings().count == 1)
    #expect(plan.newFindings(with: [], without: ["e27"]) == [])
    var more = plan.entries[0]
    more = RosterEntry(
      id: "more", post: "p", account: "a", kind: "E", startsAt: more.startsAt.advanced(days: 29),
      endsAt: more.endsAt.advanced(days: 29))
    #expect(plan.newFindings(with: [more]).map(\.kind) == [.monthOvertime])
  }

  @Test func `Holes are one item a post, with the first and how many; what has begun keeps its beginning`() throws {
    let zone = EstateZone.shanghai
    let now = try #require(zone.instant(local: "2026-05-14T12:00"))
    func hole(_ post: String, _ from: Int, _ until: Int) -> RosterFinding {
      RosterFinding(
        kind: .hole, post: post, from: now.advanced(minutes: from), until: now.advanced(minutes: until), value: 1)
    }
    let items = OpenRoster.holes(
      [hole("a", 60, 540), hole("b", -30, 90), hole("b", 600, 700), hole("c", -90, -30)], after: now, zone: zone)
    #expect(items.map(\.post) == ["b", "a"] && items.map(\.count) == [2, 1])
    #expect(items.map { $0.isUrgent(at: now) } == [true, false])
    #expect(items.first?.since == now.advanced(minutes: -30) && items.first?.path == "/roster?month=2026-05")
  }

  @Test func `A leave leaves a hole that is raised, the request waits for the leader, and taking it back closes both`()
    async throws
  {
    let crewed = try await RosterStoryTests.crewed()
    let (manager, leader, person) = (crewed.manager, crewed.leader, crewed.people[1])
    try await crewed.house.story { client async throws in
      func kinds() async throws -> [String] {
        try await client.json(.get, "/open-items", token: manager).object["items"].map { list in
          (list as? [[String: Any]] ?? []).compactMap { $0["kind"] as? String }.filter { $0.hasPrefix("roster_") }
        } ?? []
      }
      #expect(try await kinds() == [])
      let roster = try await client.json(.get, "/roster?month=2026-05", token: manager)
      let today = "2026-05-14"
      let mine = (roster.object["entries"] as? [[String: Any]] ?? []).filter {
        $0["account"] as? String == person.id && ($0["starts_at"] as? String ?? "") > "2026-05-16"
      }
      let day = String((try #require(mine.first?["starts_at"] as? String)).prefix(10))
      #expect(day > today)
      _ = try await client.submit(
        "/leaves", ["kind": "personal", "first_day": day, "last_day": day, "reason": "搬家"], as: person.browser)
      #expect(try await kinds() == ["roster_requests"])
      let page = try await client.page("/roster-requests", as: leader)
      let path = try #require(page.html.firstMatch(of: /action="(\/leaves\/[^"]+)\/decision"/)).1
      #expect(try await client.submit("\(path)/revocation", ["reason": "还没批"], as: leader).status == 409)
      #expect(try await client.submit("\(path)/decision", ["decision": "approved"], as: leader).status == 303)
      #expect(try await kinds() == ["roster_hole"])
      // Who only stands there is led to the month, not to what he may not open.
      #expect(try await client.page("/open-items", as: person.browser).html.contains("排班缺人"))
      #expect(try await client.submit("\(path)/revocation", [:], as: leader).status == 422)
      #expect(try await client.submit("\(path)/revocation", ["reason": "不搬了"], as: person.browser).status == 403)
      let revoked = try await client.json(.post, "\(path)/revocation", #"{"reason": "不搬了"}"#, token: manager)
      #expect(revoked.status == 201 && revoked.object["state"] as? String == "revoked")
      #expect(revoked.object["revocation_note"] as? String == "不搬了")
      #expect(try await kinds() == [])
      let after = try await client.json(.get, "/roster?month=2026-05", token: manager)
      let back = (after.object["entries"] as? [[String: Any]] ?? []).filter { $0["account"] as? String == person.id }
      #expect(back.contains { ($0["starts_at"] as? String ?? "").hasPrefix(day) })
      #expect(try await client.json(.post, "\(path)/revocation", #"{"reason": "x"}"#, token: manager).status == 409)
      #expect(try await client.page("/my-shifts", as: person.browser).html.contains("已销假"))
    }
  }

  @Test func `Where somebody stands in meanwhile, a leave taken back leaves the shift with him`() async throws {
    let crewed = try await RosterStoryTests.crewed()
    let (manager, leader, person, other) = (crewed.manager, crewed.leader, crewed.people[1], crewed.people[0])
    try await crewed.house.story { client async throws in
      let roster = try await client.json(.get, "/roster?month=2026-05", token: manager)
      let mine = (roster.object["entries"] as? [[String: Any]] ?? []).first {
        $0["account"] as? String == person.id && ($0["starts_at"] as? String ?? "") > "2026-05-16"
      }
      let entry = try #require(mine)
      let day = String((entry["starts_at"] as? String ?? "").prefix(10))
      _ = try await client.submit("/leaves", ["kind": "sick", "first_day": day, "reason": "病"], as: person.browser)
      let page = try await client.page("/roster-requests", as: leader)
      let path = try #require(page.html.firstMatch(of: /action="(\/leaves\/[^"]+)\/decision"/)).1
      _ = try await client.submit("\(path)/decision", ["decision": "approved"], as: leader)
      let id = Identifier.make(at: crewed.house.clock.now)
      let covered = try await client.json(
        .post, "/roster-entries",
        #"{"id": "\#(id)", "account": "\#(other.id)", "post": "\#(entry["post"] as? String ?? "")", "kind": "\#(entry["kind"] as? String ?? "")", "day": "\#(day)"}"#,
        token: manager)
      #expect(covered.status == 201)
      #expect(try await client.json(.post, "\(path)/revocation", #"{"reason": "好了"}"#, token: manager).status == 201)
      let state = try await client.json(.get, "/roster-entries/\(entry["id"] as? String ?? "")", token: manager)
      #expect(state.object["state"] as? String == "cancelled")
    }
  }

  @Test func `A week before the month ends, the next one that is not approved is raised`() async throws {
    let crewed = try await RosterStoryTests.crewed()
    crewed.house.clock.advance(minutes: 12 * 1_440)
    let (lobby, estate, now) = (crewed.house.lobby, crewed.house.estate, crewed.house.clock.now)
    let items = try await lobby.read { try $0.openRosterItems(of: estate, at: now) }
    #expect(items.filter { $0.kind == .unapproved }.map(\.path) == ["/roster?month=2026-06"])
    try await crewed.house.story { client async throws in
      let token = crewed.manager
      _ = try await client.json(.post, "/rosters/2026-06/generation", "{}", token: token)
      _ = try await client.json(.post, "/rosters/2026-06/approval", "{}", token: token)
    }
    #expect(try await lobby.read { try $0.openRosterItems(of: estate, at: now) }.allSatisfy { $0.kind != .unapproved })
  }
}
