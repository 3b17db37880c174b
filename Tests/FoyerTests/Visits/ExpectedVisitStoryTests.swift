import Database
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Foyer

struct ExpectedVisitStoryTests {
  static let carer = """
    {"id": "019e2700-0000-7000-8000-000000000001", "visitor": {"name": "连钱"}, "host": {"room": "2-1604", "name": "连翘"},
     "purpose": "domestic", "day": "2026-05-14", "from": "22:30", "until": "07:00", "recurrence": "daily",
     "last_day": "2026-06-30", "plate": "粤B12345", "note": "陪护"}
    """

  @Test func `A carer who is written down stands in today's list, once, however often it is sent`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    try await house.story { client in
      let first = try await client.json(.post, "/expected-visits", Self.carer, token: token)
      #expect(first.status == 201)
      #expect(first.object["until"] as? String == "2026-05-15T07:00:00.000+08:00")
      #expect(try await client.json(.post, "/expected-visits", Self.carer, token: token).status == 201)
      let other = Self.carer.replacing("2-1604", with: "2-1605")
      #expect(try await client.json(.post, "/expected-visits", other, token: token).status == 409)
      let today = try await client.json(.get, "/expected-visits", token: token)
      #expect((today.object["items"] as? [[String: Any]])?.map { $0["state"] as? String } == ["expected"])
      let coming = try await client.json(.get, "/expected-visits?when=coming", token: token)
      #expect(
        (coming.object["items"] as? [[String: Any]])?.first?["from"] as? String == "2026-05-15T22:30:00.000+08:00")
    }
    let entries = try await house.lobby.read { try $0.journal(of: house.estate.id, after: 0, limit: 50) }
    let added = entries.filter { $0.event.kind == .expectedVisitAdded }
    #expect(added.count == 1)
    #expect(added.first?.event.payload.values.contains { $0.contains("连") } == false)
  }

  @Test func `Who arrives is struck from those still to come, also when the same night is asked for at two`()
    async throws
  {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    try await house.story { client in
      _ = try await client.json(.post, "/expected-visits", Self.carer, token: token)
    }
    house.clock.advance(minutes: 60)
    let (estate, id, now) = (house.estate, "019e2700-0000-7000-8000-000000000001", house.clock.now)
    let author = JournalAuthor(estate: estate.id, post: house.post.id, account: "a", name: "白芷", at: now)
    let marked = try await house.lobby.write(in: house.estate.id) { tx in
      (
        try tx.markExpectedVisitArrived(id, by: "v1", of: estate, at: now, author: author),
        try tx.markExpectedVisitArrived("nobody", by: "v2", of: estate, at: now, author: author)
      )
    }
    #expect(marked == (true, false))
    let today = try await house.lobby.read { try $0.expectedVisits(of: estate, on: now) }
    #expect(today.map { $0.state(at: now) } == [.arrived])
    let atTwo = now.advanced(minutes: 200)
    let tomorrow = try await house.lobby.read { try $0.expectedVisits(of: estate, on: atTwo) }
    #expect(tomorrow.map { $0.state(at: atTwo) } == [.expected])
  }

  @Test func `What is called off is no longer expected, until it is taken back`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    try await house.story { client in
      _ = try await client.json(.post, "/expected-visits", Self.carer, token: token)
      let path = "/expected-visits/019e2700-0000-7000-8000-000000000001"
      #expect(
        try await client.json(.post, "\(path)/cancellation", token: token).object["state"] as? String == "cancelled")
      #expect(try await client.json(.post, "\(path)/cancellation", token: token).status == 409)
      #expect(try await client.json(.put, path, Self.carer, token: token).status == 409)
      let (estate, now) = (house.estate, house.clock.now)
      #expect(try await house.lobby.read { try $0.expectedVisits(of: estate, on: now) }.isEmpty)
      #expect(
        try await client.json(.delete, "\(path)/cancellation", token: token).object["state"] as? String == "expected")
    }
  }

  @Test func `A window that has passed, ends before it begins or lasts for ever is refused at its field`() async throws
  {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    try await house.story { client in
      for (from, until, code) in [
        ("2026-05-14T08:00", "2026-05-14T09:00", "past"), ("2026-05-15T09:00", "2026-05-15T08:00", "before_from"),
        ("2026-05-15T09:00", "2026-07-15T08:00", "window_too_long"), ("2026-05-15T25:00", "", "moment"),
      ] {
        let body = """
          {"visitor": {"name": "连钱"}, "host": {"room": "2-1604"}, "purpose": "friend", "from": "\(from)", "until": "\(until)"}
          """
        let answer = try await client.json(.post, "/expected-visits", body, token: token)
        #expect(answer.status == 422)
        #expect((answer.object["errors"] as? [[String: Any]])?.first?["code"] as? String == code)
      }
    }
  }

  @Test func `The page keeps what was typed, says what is wrong at the field, and masks names in the list`()
    async throws
  {
    let house = try await TestLobby.open()
    let guardsman = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      var fields = [
        "host.room": "2-1604", "visitor.name": "", "purpose": "domestic", "day": "2026-05-15", "from": "09:00",
        "until": "", "recurrence": "once", "visitor.party": "2", "pass": "on",
      ]
      let refused = try await client.submit("/expected-visits", fields, as: guardsman)
      #expect(refused.status == 422)
      #expect(refused.html.contains(#"id="visitor-name-error""#) && refused.html.contains(#"value="2-1604""#))
      fields["visitor.name"] = "欧阳半夏"
      let saved = try await client.submit("/expected-visits", fields, as: guardsman)
      #expect(saved.status == 303)
      let list = try await client.page("/expected-visits?when=coming", as: guardsman).html
      #expect(list.contains("欧阳*") && !list.contains("半夏"))
      #expect(try await client.page(saved.location + "/edit", as: guardsman).html.contains("欧阳半夏"))
      fields["host.room"] = "2-1605"
      #expect(try await client.submit(saved.location + "?_method=put", fields, as: guardsman).status == 303)
      #expect(try await client.page(saved.location, as: guardsman).html.contains("2-1605"))
    }
  }

  @Test func `Who only reads sees on the desk who is to come, and nothing to press`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    let auditor = try await house.signIn("决明", as: .auditor)
    let guardsman = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      let body = Self.body(from: "2026-05-14T22:00:00+08:00", until: "2026-05-14T23:00:00+08:00")
      let expected = try await client.json(.post, "/expected-visits", body, token: token)
      #expect(expected.status == 201)
      let read = try await client.page("/", as: auditor).html
      #expect(read.contains("连*") && !read.contains("/?expected_visit=") && !read.contains("<kbd>F2</kbd>"))
      let own = try await client.page("/", as: guardsman).html
      #expect(own.contains("/?expected_visit=") && own.contains("<kbd>F2</kbd>"))
    }
  }

  /// Everybody's windows, a page of two at a time.
  private static func pages(
    of when: String, _ client: any TestClientProtocol, token: String
  ) async throws -> [[String]] {
    var pages: [[String]] = []
    var cursor: String? = ""
    while let place = cursor, pages.count < 9 {
      let path = "/expected-visits?when=\(when)&limit=2" + (place.isEmpty ? "" : "&cursor=\(place)")
      let answer = try await client.json(.get, path, token: token)
      let items = answer.object["items"] as? [[String: Any]] ?? []
      pages.append(items.compactMap { ($0["from"] as? String).map { String($0.dropFirst(5).prefix(11)) } })
      cursor = answer.object["next"] as? String
    }
    return pages
  }

  private static func body(from: String, until: String, recurrence: String = "once") -> String {
    """
    {"visitor": {"name": "连钱"}, "host": {"room": "2-1604"}, "purpose": "friend", "from": "\(from)", "until": "\(until)",
     "recurrence": "\(recurrence)"}
    """
  }

  @Test func `The lists of today and of the days to come have pages without a gap, also where windows begin together`()
    async throws
  {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    let guardsman = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      for (from, until) in [
        ("05-14T22:00", "05-14T23:00"), ("05-14T22:00", "05-14T23:00"), ("05-14T21:00", "05-14T23:30"),
        ("05-15T09:00", "05-15T10:00"), ("05-15T09:00", "05-15T10:00"), ("05-20T09:00", "05-20T10:00"),
      ] {
        let body = Self.body(from: "2026-\(from)", until: "2026-\(until)")
        #expect(try await client.json(.post, "/expected-visits", body, token: token).status == 201)
      }
      for recurrence in ["daily", "weekdays"] {
        let body = Self.body(from: "2026-05-14T22:30", until: "2026-05-14T23:00", recurrence: recurrence)
        #expect(try await client.json(.post, "/expected-visits", body, token: token).status == 201)
      }
      let today = try await Self.pages(of: "today", client, token: token)
      #expect(today == [["05-14T21:00", "05-14T22:00"], ["05-14T22:00", "05-14T22:30"], ["05-14T22:30"]])
      let coming = try await Self.pages(of: "coming", client, token: token)
      #expect(coming == [["05-15T09:00", "05-15T09:00"], ["05-15T22:30", "05-15T22:30"], ["05-20T09:00"]])
      let first = try await client.page("/expected-visits?when=coming&limit=2", as: guardsman).html
      #expect(first.contains("再往后") && !first.contains("回到开头"))
      let last = try await client.json(.get, "/expected-visits?when=coming&limit=4", token: token)
      let place = try #require(last.object["next"] as? String)
      let page = try await client.page("/expected-visits?when=coming&limit=4&cursor=\(place)", as: guardsman).html
      #expect(page.contains("5-20 09:00") && page.contains("回到开头") && !page.contains("再往后"))
    }
  }

  @Test(.enabled(if: !TestEngine.isPostgreSQL)) func `Who comes once is found by index, however many are expected`()
    async throws
  {
    let house = try await TestLobby.open()
    let plan = try await house.lobby.read { snapshot in
      try snapshot.rows(
        """
        EXPLAIN QUERY PLAN SELECT * FROM expected_visits WHERE estate = ? AND recurrence = 'once'
        AND (starts_at, id) > (?, ?) ORDER BY starts_at, id LIMIT ?
        """, house.estate.id, 1, "", 10
      ).map { $0.text("detail") }.joined()
    }
    #expect(plan.contains("expected_visits_once") && !plan.contains("TEMP B-TREE"), "\(plan)")
  }
}
