import Foundation
import HTTPTypes
import Testing

@testable import Foyer

/// A month from set-up to calendar, as a leader and his people live it.
struct RosterStoryTests {
  /// Four attendants in four crews at one post, the month of May made and approved.
  struct Crewed {
    let house: TestLobby
    let leader: TestLobby.Browser
    let manager: String
    let people: [(name: String, id: String, browser: TestLobby.Browser)]
  }

  static func crewed(approved: Bool = true) async throws -> Crewed {
    let house = try await TestLobby.open()
    let leader = try await house.signIn("秦艽", as: .squadLeader)
    var people: [(name: String, id: String, browser: TestLobby.Browser)] = []
    for name in ["白芷", "连翘", "苏木", "玉竹"] {
      let browser = try await house.signIn(name, as: .attendant)
      let estate = house.estate.id
      let account = try #require(try await house.lobby.read { try $0.account(named: name, of: estate) })
      people.append((name, account.id, browser))
    }
    let manager = try await house.token(.propertyManager)
    let (members, post) = (people.map(\.id), house.post.id)
    try await house.story { client in
      #expect(try await client.json(.post, "/roster-setup", "{}", token: manager).status == 201)
      let made = try await client.json(
        .post, "/rotations", #"{"pattern": "four_crews_doubled", "starts_on": "2026-05-01"}"#, token: manager)
      #expect(made.status == 201)
      let rotation = try #require(((made.object["rotations"] as? [[String: Any]])?.first)?["id"] as? String)
      for (index, member) in members.enumerated() {
        let crew = try await client.json(
          .post, "/crews", #"{"name": "第\#(index)班", "rotation": "\#(rotation)", "days_behind": \#(index * 2)}"#,
          token: manager)
        let id = try #require(((crew.object["crews"] as? [[String: Any]])?.last)?["id"] as? String)
        let joined = try await client.json(
          .post, "/crews/\(id)/members", #"{"account": "\#(member)", "post": "\#(post)"}"#, token: manager)
        #expect(joined.status == 201)
        let paper = try await client.json(
          .post, "/certificates", #"{"account": "\#(member)", "kind": "guard_licence"}"#, token: manager)
        #expect(paper.status == 201)
      }
      #expect(try await client.json(.post, "/rosters/2026-05/generation", "{}", token: manager).status == 201)
      if approved {
        #expect(try await client.json(.post, "/rosters/2026-05/approval", "{}", token: manager).status == 201)
      }
    }
    return Crewed(house: house, leader: leader, manager: manager, people: people)
  }

  private static func entries(_ object: [String: Any]) -> [[String: Any]] {
    object["entries"] as? [[String: Any]] ?? []
  }

  @Test func `A month is made from the rotation without a hole; nobody else sees it before it is approved`()
    async throws
  {
    let crewed = try await Self.crewed(approved: false)
    let (manager, person, leader) = (crewed.manager, crewed.people[0].browser, crewed.leader)
    try await crewed.house.story { client in
      let draft = try await client.json(.get, "/roster?month=2026-05", token: manager)
      #expect(draft.object["state"] as? String == "draft" && Self.entries(draft.object).count == 93)
      // The first of the month has no night before it.
      let kinds = (draft.object["findings"] as? [[String: Any]] ?? []).compactMap { $0["kind"] as? String }
      #expect(kinds == ["hole"])
      #expect(try await client.page("/roster?month=2026-05", as: person).html.contains("这个月还没有班"))
      #expect(try await client.page("/roster?month=2026-05", as: leader).html.contains("批准本月"))
      #expect(try await client.submit("/rosters/2026-05/approval", [:], as: leader).status == 303)
      #expect(try await client.json(.post, "/rosters/2026-05/generation", "{}", token: manager).status == 409)
      #expect(try await client.page("/roster?month=2026-05", as: person).html.contains("白芷"))
      let mine = try await client.page("/my-shifts", as: person)
      #expect(mine.status == 200 && mine.html.contains("都看到了"))
      #expect(try await client.submit("/my-shifts/confirmation", [:], as: person).status == 303)
      #expect(try await client.page("/my-shifts", as: person).html.contains("已确认"))
    }
  }

  @Test func `What people edit stays when the month is made again, and a shift called off leaves its hole`()
    async throws
  {
    let crewed = try await Self.crewed(approved: false)
    let (manager, leader, other) = (crewed.manager, crewed.leader, crewed.people[1].id)
    try await crewed.house.story { client in
      let draft = try await client.json(.get, "/roster?month=2026-05", token: manager)
      let first = try #require(Self.entries(draft.object).first { $0["account"] as? String != other })
      let id = try #require(first["id"] as? String)
      #expect(try await client.page("/roster-entries/\(id)", as: leader).html.contains("改这个班"))
      let post = try #require(first["post"] as? String)
      let kind = try #require(first["kind"] as? String)
      let changed = try await client.json(
        .put, "/roster-entries/\(id)",
        #"{"account": "\#(other)", "post": "\#(post)", "kind": "\#(kind)", "day": "2026-05-20", "from": "7:00", "until": "7:30"}"#,
        token: manager)
      #expect(changed.status == 200 && changed.object["revision"] as? Int == 1)
      #expect(try await client.json(.post, "/rosters/2026-05/generation", "{}", token: manager).status == 201)
      #expect(
        try await client.json(.get, "/roster-entries/\(id)", token: manager).object["origin"] as? String == "hand")
      let gone = try await client.json(.delete, "/roster-entries/\(id)", token: manager)
      #expect(gone.object["state"] as? String == "cancelled")
      #expect(try await client.json(.delete, "/roster-entries/\(id)", token: manager).status == 409)
    }
  }

  @Test func `A shift is planned by hand once, and bad hours are refused at the field`() async throws {
    let crewed = try await Self.crewed()
    let (manager, leader, person, post) = (crewed.manager, crewed.leader, crewed.people[2].id, crewed.house.post.id)
    try await crewed.house.story { client in
      let kind = try #require(
        ((try await client.json(.get, "/roster-setup", token: manager).object["kinds"] as? [[String: Any]])?.first)?[
          "id"]
          as? String)
      let body =
        #"{"id": "019e2700-0000-7000-8000-0000000000aa", "account": "\#(person)", "post": "\#(post)", "kind": "\#(kind)", "day": "2026-06-01"}"#
      let once = try await client.json(.post, "/roster-entries", body, token: manager)
      #expect(once.status == 201 && once.object["state"] as? String == "draft")
      #expect(once.object["starts_at"] as? String == "2026-06-01T07:00:00.000+08:00")
      #expect(try await client.json(.post, "/roster-entries", body, token: manager).status == 201)
      let other = body.replacing("2026-06-01", with: "2026-06-02")
      #expect(try await client.json(.post, "/roster-entries", other, token: manager).status == 409)
      let refused = try await client.submit(
        "/roster-entries", ["account": person, "post": post, "kind": kind, "day": "2026-06-03", "from": "25:00"],
        as: leader)
      #expect(refused.status == 422 && refused.html.contains(#"id="from-error""#))
      #expect(try await client.page("/roster?month=13", as: leader).status == 422)
      #expect(try await client.json(.post, "/rosters/2026-13/generation", "{}", token: manager).status == 404)
    }
  }

  @Test func `A swap is asked for, accepted, shown with what it brings, and approved by somebody else`() async throws {
    let crewed = try await Self.crewed()
    let (asker, helper) = (crewed.people[0], crewed.people[1])
    try await crewed.house.story { client in
      let roster = try await client.json(.get, "/roster?month=2026-05", token: crewed.manager)
      let entry = try #require(
        Self.entries(roster.object).first {
          $0["account"] as? String == asker.id && ($0["starts_at"] as? String ?? "") > "2026-05-20"
        }?["id"] as? String)
      let form = try await client.page("/shift-trades/new?entry=\(entry)", as: asker.browser)
      #expect(form.status == 200 && form.html.contains("替班：连翘"))
      #expect(try await client.page("/shift-trades/new?entry=\(entry)", as: helper.browser).status == 404)
      let asked = try await client.submit(
        "/shift-trades", ["entry": entry, "with": helper.id, "note": "家里有事"], as: asker.browser)
      #expect(asked.status == 303)
      let page = try await client.page("/my-shifts", as: helper.browser)
      let path = try #require(page.html.firstMatch(of: /action="(\/shift-trades\/[^"]+)\/answer"/)).1
      #expect(try await client.submit("\(path)/decision", ["decision": "approved"], as: crewed.leader).status == 409)
      #expect(try await client.submit("\(path)/answer", ["answer": "accepted"], as: helper.browser).status == 303)
      #expect(try await client.page("/roster-requests", as: crewed.leader).html.contains("批准后会出现"))
      #expect(try await client.submit("\(path)/decision", ["decision": "refused"], as: crewed.leader).status == 422)
      #expect(try await client.submit("\(path)/decision", ["decision": "approved"], as: crewed.leader).status == 303)
      #expect(try await client.submit("\(path)/decision", ["decision": "approved"], as: crewed.leader).status == 409)
      let changed = try await client.json(.get, "/roster-entries/\(entry)", token: crewed.manager).object
      #expect(changed["account"] as? String == helper.id && changed["origin"] as? String == "cover")
      #expect(changed["covers"] as? String == asker.id)
    }
  }

  @Test func `A leave that is approved calls its shifts off; a blocking check keeps it from being approved`()
    async throws
  {
    let crewed = try await Self.crewed()
    let person = crewed.people[3]
    try await crewed.house.story { client in
      let asked = try await client.submit(
        "/leaves", ["kind": "sick", "first_day": "2026-05-18", "last_day": "2026-05-25", "reason": "手术"],
        as: person.browser)
      #expect(asked.status == 303)
      let requests = try await client.page("/roster-requests", as: crewed.leader)
      let path = try #require(requests.html.firstMatch(of: /action="(\/leaves\/[^"]+)\/decision"/)).1
      #expect(requests.html.contains("岗位缺人") && requests.html.contains("手术"))
      let block = try await client.json(
        .post, "/settings/roster.blocking", #"{"value": ["hole"]}"#, token: crewed.manager)
      #expect(block.status == 200)
      #expect(try await client.submit("\(path)/decision", ["decision": "approved"], as: crewed.leader).status == 422)
      _ = try await client.json(.delete, "/settings/roster.blocking", token: crewed.manager)
      #expect(try await client.submit("\(path)/decision", ["decision": "approved"], as: crewed.leader).status == 303)
      let check = try await client.json(.get, "/roster-check?from=2026-05-18&to=2026-05-25", token: crewed.manager)
      let holes = (check.object["findings"] as? [[String: Any]] ?? []).filter { $0["kind"] as? String == "hole" }
      #expect(!holes.isEmpty)
      #expect(try await client.page("/roster?month=2026-05", as: crewed.leader).html.contains(">假<"))
    }
    let estate = crewed.house.estate.id
    let entries = try await crewed.house.lobby.read { try $0.journal(of: estate, after: 0, limit: 500) }
    #expect(entries.contains { $0.event.kind == .leaveApproved })
    #expect(entries.allSatisfy { !$0.event.payload.values.contains("手术") })
  }

  @Test func `The calendar opens with its secret address alone, follows a new one, and ends`() async throws {
    let crewed = try await Self.crewed()
    let person = crewed.people[0]
    try await crewed.house.story { client in
      let made = try await client.submit("/my-shifts/calendar", [:], as: person.browser)
      let path = try #require(made.html.firstMatch(of: /(\/shift-calendars\/[\w-]+\.ics)/)).1
      let feed = try await client.page(String(path))
      #expect(feed.status == 200 && feed.html.hasPrefix("BEGIN:VCALENDAR\r\n"))
      #expect(feed.html.contains("BEGIN:VEVENT") && !feed.html.contains(person.name))
      let again = try await client.page(String(path))
      let uids = feed.html.matches(of: /UID:\S+/).map { String($0.0) }
      #expect(uids == again.html.matches(of: /UID:\S+/).map { String($0.0) } && Set(uids).count == uids.count)
      #expect(try await client.page("/my-shifts", as: person.browser).html.contains(String(path)) == false)
      let renewed = try await client.submit("/my-shifts/calendar", [:], as: person.browser)
      let next = try #require(renewed.html.firstMatch(of: /(\/shift-calendars\/[\w-]+\.ics)/)).1
      #expect(try await client.page(String(path)).status == 404)
      #expect(try await client.page(String(next)).status == 200)
      #expect(try await client.submit("/my-shifts/calendar?_method=delete", [:], as: person.browser).status == 303)
      #expect(try await client.page(String(next)).status == 404)
    }
    let stored = try await crewed.house.stored()["roster_feeds"] ?? []
    #expect(stored.isEmpty)
  }

  @Test func `The sheet has a column for each day, hours and days off; printing and exporting are recorded`()
    async throws
  {
    let crewed = try await Self.crewed()
    try await crewed.house.story { client in
      let sheet = try await client.page("/roster-sheet?month=2026-05", as: crewed.leader)
      #expect(
        sheet.status == 200 && sheet.html.contains(">31<") && sheet.html.contains("合计工时") && sheet.html.contains("制表"))
      let printed = try await client.submit("/roster-sheet/prints", ["month": "2026-05"], as: crewed.leader)
      #expect(printed.status == 303)
      #expect(try await client.page(printed.location, as: crewed.leader).html.contains("打印已记入值班记录"))
      let file = try await client.submit("/roster-sheet/exports", ["month": "2026-05"], as: crewed.leader)
      #expect(file.status == 200 && file.html.hasPrefix("PK"))
    }
  }

  @Test func `Who has no shifts of his own, or only looks, is told so`() async throws {
    let house = try await TestLobby.open()
    let auditor = try await house.signIn("决明", as: .auditor)
    let attendant = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      let open = try await client.page("/roster", as: auditor)
      #expect(open.status == 200)
      #expect(try await client.page("/my-shifts", as: auditor).status == 403)
      #expect(try await client.page("/roster-setup", as: attendant).status == 403)
      #expect(try await client.submit("/rosters/2026-05/approval", [:], as: attendant).status == 403)
      #expect(try await client.page("/shift-calendars/nothing").status == 404)
    }
  }
}
