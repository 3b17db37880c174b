import Database
import Foundation
import HTTPTypes
import Testing

@testable import Foyer

struct BoardStoryTests {
  static let tea = """
    {"id": "019e2700-0000-7000-8000-0000000000a1", "kind": "activity", "title": "中秋茶会", "place": "大堂东侧",
     "from": "2026-05-14T22:00", "until": "2026-05-14T23:30", "staff_needed": 2, "visitors_expected": 40}
    """
  static let order = """
    {"id": "019e2700-0000-7000-8000-0000000000b1", "title": "夜间不代收快递", "body": "23点后请快递员放丰巢柜。",
     "roles": ["attendant"]}
    """

  private func board(
    _ house: TestLobby, _ name: String, post: String? = nil
  ) async throws -> (unread: Int, items: [BoardItem]) {
    try await house.lobby.read { snapshot in
      guard let account = try snapshot.account(named: name, of: house.estate.id) else { return (-1, []) }
      let now = house.clock.now
      let reader = BoardReader(account: account.id, name: name, role: account.role, post: post ?? house.post.id)
      return (
        try snapshot.unreadBoardItems(of: house.estate, account: account.id, post: house.post.id, at: now),
        try snapshot.board(of: house.estate, for: reader, at: now).items
      )
    }
  }

  @Test
  func `An attendant reads the board item by item; what is changed meanwhile is asked for again, with the new words`()
    async throws
  {
    let house = try await TestLobby.open()
    let leader = try await house.token(.squadLeader)
    let guardsman = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      #expect(try await client.json(.post, "/events", Self.tea, token: leader).status == 201)
      #expect(try await client.json(.post, "/instructions", Self.order, token: leader).status == 201)
      #expect(try await client.json(.post, "/instructions", Self.order, token: leader).status == 201)
      #expect(
        try await client.json(.post, "/instructions", Self.order.replacing("23点", with: "22点"), token: leader).status
          == 409)
      #expect(try await self.board(house, "白芷").unread == 2)
      let page = try await client.page("/board", as: guardsman).html
      #expect(page.contains("2条没看") && page.contains("夜间不代收快递") && page.contains("中秋茶会"))
      #expect(try await client.page("/", as: guardsman).html.contains("须知2条没看"))
      let read = ["item": "019e2700-0000-7000-8000-0000000000b1", "revision": "1"]
      #expect(try await client.submit("/board/readings", read, as: guardsman).location == "/board")
      #expect(try await self.board(house, "白芷").unread == 1)

      let changed = Self.order.replacing("23点", with: "22点")
      let path = "/instructions/019e2700-0000-7000-8000-0000000000b1"
      #expect(try await client.json(.put, path, changed, token: leader).object["revision"] as? Int == 2)
      #expect(try await self.board(house, "白芷").unread == 2)
      #expect(try await client.page("/board", as: guardsman).html.contains("有改动"))
      // The old words are not the new ones.
      let late = try await client.submit("/board/readings", read, as: guardsman)
      #expect(late.status == 303)
      #expect(try await self.board(house, "白芷").unread == 2)
      for (item, revision) in [("b1", "2"), ("a1", "1")] {
        let fields = ["item": "019e2700-0000-7000-8000-0000000000\(item)", "revision": revision]
        #expect(try await client.submit("/board/readings", fields, as: guardsman).status == 303)
      }
      #expect(try await client.page("/board", as: guardsman).html.contains("都看过了"))
      #expect(try await !client.page("/", as: guardsman).html.contains("条没看"))
    }
    let kinds = try await house.kinds().filter { $0.topic == "board" || $0.topic == "instruction" }
    #expect(
      kinds == [.instructionIssued, .boardRead, .instructionChanged, .boardRead, .boardRead])
  }

  @Test func `The next shift reads the day again, but not the instruction it knows`() async throws {
    let house = try await TestLobby.open()
    let leader = try await house.token(.squadLeader)
    let guardsman = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      let all = Self.tea.replacing("2026-05-14T23:30", with: "2026-05-16T23:30")
      _ = try await client.json(.post, "/events", all, token: leader)
      _ = try await client.json(.post, "/instructions", Self.order, token: leader)
      for item in ["a1", "b1"] {
        let fields = ["item": "019e2700-0000-7000-8000-0000000000\(item)", "revision": "1"]
        _ = try await client.submit("/board/readings", fields, as: guardsman)
      }
      #expect(try await self.board(house, "白芷").unread == 0)
      house.clock.advance(minutes: 13 * 60)
      #expect(try await self.board(house, "白芷").unread == 1)
    }
  }

  @Test func `Whoever comes on duty reads the day again, however lately he read it`() async throws {
    let house = try await TestLobby.open()
    let leader = try await house.token(.squadLeader)
    let guardsman = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      _ = try await client.json(.post, "/events", Self.tea, token: leader)
      let fields = ["item": "019e2700-0000-7000-8000-0000000000a1", "revision": "1"]
      _ = try await client.submit("/board/readings", fields, as: guardsman)
      house.clock.advance(minutes: 5)
      #expect(try await self.board(house, "白芷").unread == 0)
      try await house.lobby.write(in: house.estate.id) { tx in
        guard let account = try tx.account(named: "白芷", of: house.estate.id) else { return }
        let author = JournalAuthor(
          estate: house.estate.id, post: house.post.id, account: account.id, name: account.name, at: house.clock.now)
        let duty = Duty(
          id: Identifier.make(at: author.at), post: house.post.id, account: account.id, name: account.name, plan: nil,
          arrivedAt: author.at, arrivalBy: account.id)
        try tx.insert(duty, by: author)
      }
      #expect(try await self.board(house, "白芷").unread == 1)
      _ = try await client.submit("/board/readings", fields, as: guardsman)
      #expect(try await self.board(house, "白芷").unread == 0)
    }
  }

  @Test func `An instruction is an open item until everybody who must has read it, and leaders see who has not`()
    async throws
  {
    let house = try await TestLobby.open()
    let (leader, manager) = (try await house.signIn("秦艽", as: .squadLeader), try await house.token(.propertyManager))
    let first = try await house.signIn("白芷", as: .attendant)
    let second = try await house.signIn("连翘", as: .attendant)
    try await house.story { client in
      _ = try await client.json(.post, "/instructions", Self.order, token: manager)
      func open() async throws -> [String] {
        let items = try await client.json(.get, "/open-items", token: manager).object["items"] as? [[String: Any]]
        return (items ?? []).compactMap { $0["kind"] as? String }
      }
      #expect(try await open() == ["instruction_unread"])
      #expect(try await client.page("/open-items", as: leader).html.contains("2人没读"))
      let fields = ["item": "019e2700-0000-7000-8000-0000000000b1", "revision": "1"]
      _ = try await client.submit("/board/readings", fields, as: first)
      let readers = try await client.json(.get, "/board/readers", token: manager).object
      let missing = (readers["instructions"] as? [[String: Any]])?.first?["missing"] as? [[String: Any]]
      #expect(missing?.compactMap { $0["name"] as? String } == ["连翘"])
      let path = "/instructions/019e2700-0000-7000-8000-0000000000b1"
      let page = try await client.page(path, as: leader).html
      #expect(page.contains("谁读过（1/2）") && page.contains("没读"))
      #expect(try await !client.page(path, as: second).html.contains("谁读过"))
      #expect(try await client.page("/board/readers", as: leader).html.contains("连翘"))
      #expect(try await client.page("/board/readers", as: second).status == 403)
      _ = try await client.submit("/board/readings", fields, as: second)
      #expect(try await open().isEmpty)
      #expect(try await client.json(.post, "\(path)/withdrawal", token: manager).status == 201)
      #expect(try await client.json(.put, path, Self.order, token: manager).status == 409)
      // Who had read it is told that it holds no longer.
      #expect(try await self.board(house, "白芷").unread == 1)
    }
  }

  @Test func `Expected visitors are one item; what others add asks again, what one writes himself does not`()
    async throws
  {
    let house = try await TestLobby.open()
    let token = try await house.token(.butler)
    let guardsman = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      func expect(_ name: String) async throws {
        let body =
          #"{"visitor": {"name": "\#(name)"}, "host": {"room": "2-1203"}, "purpose": "friend", "from": "2026-05-14T22:00", "until": "2026-05-14T23:00"}"#
        #expect(try await client.json(.post, "/expected-visits", body, token: token).status == 201)
      }
      try await expect("沙参")
      var item = try #require(try await self.board(house, "白芷").items.first)
      #expect(item.kind == .expected)
      let page = try await client.page("/board", as: guardsman).html
      #expect(page.contains("今天预约1位") && !page.contains("沙参"))
      func read() async throws {
        let fields = ["item": "expected", "revision": String(item.revision)]
        #expect(try await client.submit("/board/readings", fields, as: guardsman).status == 303)
      }
      try await read()
      #expect(try await self.board(house, "白芷").unread == 0)
      try await expect("桑枝")
      #expect(try await self.board(house, "白芷").unread == 1)
      item = try #require(try await self.board(house, "白芷").items.first)
      try await read()
      let own = [
        "visitor.name": "桔梗", "host.room": "2-1203", "purpose": "friend", "day": "2026-05-14", "from": "22:00",
        "until": "23:00", "recurrence": "once", "visitor.party": "1",
      ]
      #expect(try await client.submit("/expected-visits", own, as: guardsman).status == 303)
      #expect(try await self.board(house, "白芷").unread == 0)
    }
  }

  @Test
  func `A manager is asked nothing of the day, another post's event is not asked here, and an auditor only looks`()
    async throws
  {
    let house = try await TestLobby.open()
    let leader = try await house.token(.squadLeader)
    _ = try await house.signIn("远志", as: .propertyManager)
    let auditor = try await house.signIn("决明", as: .auditor)
    _ = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      let here = Self.tea.replacing(#""kind""#, with: #""post": "\#(house.post.id)", "kind""#)
      #expect(try await client.json(.post, "/events", here, token: leader).status == 201)
      #expect(try await self.board(house, "远志").unread == 0)
      #expect(try await self.board(house, "白芷").unread == 1)
      #expect(try await self.board(house, "白芷", post: Identifier.make(at: house.clock.now)).items.isEmpty)
      let page = try await client.page("/board", as: auditor)
      #expect(page.status == 200 && !page.html.contains("/board/readings"))
      let read = ["item": "019e2700-0000-7000-8000-0000000000a1", "revision": "1"]
      #expect(try await client.submit("/board/readings", read, as: auditor).status == 403)
      let nowhere = Self.tea.replacing(#""kind""#, with: #""post": "019e2700-0000-7000-8000-00000000ffff", "kind""#)
        .replacing("a1", with: "a2")
      #expect(try await client.json(.post, "/events", nowhere, token: leader).status == 422)
    }
  }

  @Test func `An instruction for one post is asked of its crew, and by name of anybody`() async throws {
    let house = try await TestLobby.open()
    let leader = try await house.token(.squadLeader)
    for name in ["白芷", "连翘"] { _ = try await house.signIn(name, as: .attendant) }
    _ = try await house.signIn("白薇", as: .butler)
    let accounts = try await house.lobby.read { try $0.accounts(of: house.estate.id) }
    let ids = Dictionary(accounts.map { ($0.name, $0.id) }, uniquingKeysWith: { $1 })
    try await house.lobby.write(in: house.estate.id) { tx in
      try tx.run(
        """
        INSERT INTO crews (estate, id, name, position, days_behind, created_at, changed_at)
        VALUES (?, 'crew', '甲班', 1, 0, 0, 0)
        """, house.estate.id)
      try tx.run(
        "INSERT INTO crew_members (estate, account, crew, post, joined_at) VALUES (?, ?, 'crew', ?, 0)",
        house.estate.id, ids["白芷"], house.post.id)
    }
    let butler = ids["白薇"] ?? ""
    try await house.story { client in
      let body = Self.order.replacing(
        #""roles""#, with: #""post": "\#(house.post.id)", "persons": ["\#(butler)"], "roles""#)
      let given = try await client.json(.post, "/instructions", body, token: leader).status
      #expect(given == 201)
      let stranger = body.replacing("b1", with: "b2").replacing(butler, with: HeaderStoryTests.someID)
      let refused = try await client.json(.post, "/instructions", stranger, token: leader).status
      #expect(refused == 422)
    }
    let receipts = try await house.lobby.read { snapshot in
      let found = try snapshot.existingInstruction("019e2700-0000-7000-8000-0000000000b1", of: house.estate.id)
      return try snapshot.receipts(of: found, estate: house.estate.id)
    }
    #expect(receipts.map(\.name).sorted() == ["白芷", "白薇"])
  }
}
