import Database
import Foundation
import HTTPTypes
import Testing

@testable import Foyer

struct VisitListTests {
  /// Every combination of a state with the other filters.
  static let filters: [VisitFilter] = (Visit.State.allCases.map(Optional.some) + [nil]).flatMap { state in
    [0, 1, 2, 3, 4].map { other in
      var filter = VisitFilter()
      filter.state = state
      if other == 1 { filter.purpose = .agency }
      if other == 2 { filter.room = "2-1203" }
      if other == 3 { filter.pass = "A-001" }
      if other == 4 { filter.from = TestLobby.evening.advanced(days: -1) }
      return filter
    }
  }

  @Test(.enabled(if: !TestEngine.isPostgreSQL))
  func `Every filter walks one index from the cursor and sorts nothing, whatever the number of visits`()
    async throws
  {
    let house = try await TestLobby.open()
    let plans = try await house.lobby.read { snapshot in
      try Self.filters.map { filter in
        let question = try snapshot.question(filter, of: house.estate.id)
        return try snapshot.rows("EXPLAIN QUERY PLAN " + question.sql, arguments: question.arguments)
          .map { $0.text("detail") }.joined(separator: "; ")
      }
    }
    for (filter, plan) in zip(Self.filters, plans) {
      // Of a room, those who have gone, who are inside and who wait are walked side by side.
      let merging = ["MERGE (UNION ALL)", "LEFT", "RIGHT"]
      for step in plan.split(separator: "; ") where !merging.contains(String(step)) {
        #expect(step.hasPrefix("SEARCH visits USING INDEX visits_"), "\(plan)")
      }
      #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
      if let state = filter.state, state != .left, filter.purpose == nil, filter.room == nil, filter.pass == nil {
        #expect(plan.contains("visits_unsettled (estate=? AND state=?"), "\(plan)")
      }
      if filter.purpose == .agency, filter.state == nil || filter.state == .left {
        #expect(plan.contains("visits_of_rare_purpose"), "\(plan)")
      }
      if filter.room != nil { #expect(plan.contains("visits_by_room") || plan.contains("visits_unsettled"), "\(plan)") }
      if filter.pass != nil { #expect(plan.contains("visits_by_pass") || plan.contains("visits_unsettled"), "\(plan)") }
    }
  }

  @Test func `Pages follow each other without a gap, also where visits came in the same moment`() async throws {
    let house = try await TestLobby.open()
    for number in 0..<7 {
      _ = try await VisitRecordTests.register(house) { $0.replacing("2-1203", with: "2-120\(number)") }
      if number == 4 { house.clock.advance(minutes: 5) }
    }
    let token = try await house.token(.attendant)
    try await house.story { client in
      var (rooms, path): ([String], String?) = ([], "/visits?limit=3")
      while let next = path {
        let answer = try await client.json(.get, next, token: token)
        let items = answer.object["items"] as? [[String: Any]] ?? []
        rooms += items.compactMap { ($0["host"] as? [String: Any])?["room"] as? String }
        path = (answer.object["next"] as? String).map { "/visits?limit=3&cursor=\($0)" }
      }
      #expect(rooms.count == 7 && Set(rooms).count == 7)
      #expect(Set(rooms.prefix(2)) == ["2-1205", "2-1206"])
    }
  }

  @Test func `Filters by state, room, pass, purpose and day find what they name`() async throws {
    let house = try await TestLobby.open()
    let first = try await VisitRecordTests.register(house)
    _ = try await VisitRecordTests.register(house) {
      $0.replacing("2-1203", with: "1-0602").replacing("friend", with: "family")
    }
    let token = try await house.token(.attendant)
    try await house.story { client in
      _ = try await client.json(.post, "/visits/\(first)/departure", #"{"pass_returned": true}"#, token: token)
      for (query, count) in [
        ("state=left", 1), ("state=inside", 1), ("state=refused", 0), ("room=2-1203", 1), ("room=2%E6%A0%8B1203", 1),
        ("purpose=family", 1), ("pass=A-001", 1), ("pass=2", 1), ("from=2026-05-14&to=2026-05-14", 2),
        ("to=2026-05-13", 0), ("state=left&purpose=family", 0),
      ] {
        let answer = try await client.json(.get, "/visits?\(query)", token: token)
        #expect((answer.object["items"] as? [Any])?.count == count, "\(query)")
      }
      for query in ["state=x", "limit=0", "limit=201", "cursor=1", "from=2026-02-30", "from=2026-05-14&to=2026-05-01"] {
        #expect(try await client.json(.get, "/visits?\(query)", token: token).status == 422, "\(query)")
      }
    }
  }

  @Test func `The page masks names, keeps the filter, and says when nothing is found`() async throws {
    let house = try await TestLobby.open()
    let guardsman = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      #expect(try await client.page("/visits", as: guardsman).html.contains("还没有来访记录"))
      _ = try await VisitRecordTests.register(house)
      let list = try await client.page("/visits?state=inside", as: guardsman).html
      #expect(list.contains("沙*") && !list.contains("沙参") && list.contains(#"value="inside" selected"#))
      #expect(try await client.page("/visits?room=9-9", as: guardsman).html.contains("没有符合条件的来访"))
      let wrong = try await client.page("/visits?from=2026-13-01", as: guardsman)
      #expect(wrong.status == 422 && wrong.html.contains(#"id="from-error""#))
    }
  }
}
