import Foundation
import HTTPTypes
import Testing

@testable import Foyer

struct NoteStoryTests {
  private static let scopes: Set<Permission> = [.writeNotes, .seeJournal]

  @Test func `A note is read in the record after the last seq that was seen`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant, scopes: Self.scopes)
    try await house.story { client async throws in
      let last = try #require(try await client.json(.get, "/journal", token: token).object["last"] as? Int)
      let note = try await client.json(.post, "/notes", #"{"text": "门厅水渍", "room": "2栋1610"}"#, token: token)
      #expect(note.status == 201)
      #expect(note.object["room"] as? String == "2-1610")
      let news = try await client.json(.get, "/journal?after=\(last)&limit=10", token: token).object
      let items = try #require(news["items"] as? [[String: Any]])
      #expect(items.count == 1)
      #expect((items[0]["payload"] as? [String: String]) == ["text": "门厅水渍"])
      #expect(news["last"] as? Int == items[0]["seq"] as? Int)
    }
  }

  @Test func `The same note sent twice is written once`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant, scopes: Self.scopes)
    let id = Identifier.make(at: house.clock.now)
    try await house.story { client async throws in
      let body = "{\"id\": \"\(id)\", \"text\": \"一次\"}"
      let first = try await client.json(.post, "/notes", body, token: token).object["seq"] as? Int
      #expect(try await client.json(.post, "/notes", body, token: token).object["seq"] as? Int == first)
      let other = "{\"id\": \"\(id)\", \"text\": \"两次\"}"
      #expect(try await client.json(.post, "/notes", other, token: token).status == 409)
    }
  }

  @Test func `A note is corrected by its writer or a leader, and both texts stay`() async throws {
    let house = try await TestLobby.open()
    let writer = try await house.token(.attendant, scopes: Self.scopes)
    let colleague = try await house.token(.attendant, scopes: Self.scopes)
    let leader = try await house.signIn("连翘", as: .squadLeader)
    try await house.story { client async throws in
      let id = try #require(
        try await client.json(.post, "/notes", #"{"text": "2-1610漏水"}"#, token: writer).object["id"] as? String)
      let body = #"{"text": "2-1601漏水"}"#
      #expect(try await client.json(.post, "/notes/\(id)/correction", body, token: colleague).status == 403)
      let correction = try await client.json(.post, "/notes/\(id)/correction", body, token: writer)
      #expect(correction.status == 201)
      #expect(correction.object["corrects"] as? String == id)
      #expect(try await client.submit("/notes/\(id)/correction", ["text": "2-1602"], as: leader).status == 303)
      let page = try await client.page("/journal", as: leader).html
      #expect(page.contains("<s>2-1610漏水</s>") && page.contains("2-1601漏水"))
      #expect(try await client.json(.post, "/notes/\(id)/correction", "{}", token: writer).status == 422)
      let nothing = Identifier.make(at: house.clock.now)
      #expect(try await client.json(.post, "/notes/\(nothing)/correction", body, token: writer).status == 404)
    }
  }

  @Test func `What the program recorded gets a correction beside it and is not struck`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant, scopes: Self.scopes.union([.registerVisits]))
    let guardian = try await house.signIn("连翘", as: .attendant)
    try await house.story { client async throws in
      _ = try await client.json(.post, "/visits", Arrival.body(), token: token)
      let arrival = try #require(try await house.entries().first { $0.event.kind == .visitArrived })
      let answer = try await client.submit("/notes/\(arrival.id)/correction", ["text": "是两个人"], as: guardian)
      #expect(answer.status == 303)
      let html = try await client.page("/journal", as: guardian).html
      #expect(html.contains("是两个人") && html.words.contains("2-1203来访登记") && !html.contains("<s>"))
    }
  }

  @Test func `What is entered late keeps both times`() async throws {
    let house = try await TestLobby.open()
    let guardian = try await house.signIn("连翘", as: .attendant)
    try await house.story { client async throws in
      let fields = ["text": "夜里停电", "occurred_at": "2026-05-14T19:05", "important": "on"]
      #expect(try await client.submit("/notes", fields, as: guardian).status == 303)
      let html = try await client.page("/journal", as: guardian).html
      #expect(html.contains("19:05") && html.contains("21:42记下"))
    }
  }

  @Test(arguments: [
    #"{}"#, #"{"text": ""}"#, #"{"text": 5}"#, #"{"text": "a\u0000b"}"#, #"{"act": "dance"}"#,
    #"{"text": "x", "occurred_at": "2199-01-01T00:00:00Z"}"#, #"{"text": "x", "occurred_at": "soon"}"#,
    #"{"text": "x", "id": "1"}"#, #"{"text": ["x"]}"#, #"{"text": "x", "important": "maybe"}"#,
  ])
  func `A note that makes no sense is refused and named`(body: String) async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant, scopes: Self.scopes)
    try await house.story { client async throws in
      let answer = try await client.json(.post, "/notes", body, token: token)
      #expect(answer.status == 422, "\(body)")
      #expect((answer.object["errors"] as? [Any])?.isEmpty == false)
    }
  }

  @Test func `An empty note comes back with what was typed, and an auditor only reads`() async throws {
    let house = try await TestLobby.open()
    let guardian = try await house.signIn("连翘", as: .attendant)
    let auditor = try await house.signIn("审核", as: .auditor)
    try await house.story { client async throws in
      let answer = try await client.submit("/notes", ["text": " ", "room": "2-1610<script>"], as: guardian)
      #expect(answer.status == 422 && answer.html.contains("2-1610&lt;script&gt;"))
      #expect(try await client.page("/journal", as: auditor).status == 200)
      #expect(try await client.submit("/notes", ["text": "x"], as: auditor).status == 403)
      for query in ["from=yesterday", "group=x", "before=1", "from=2026-05-14&to=2026-05-01"] {
        #expect(try await client.page("/journal?\(query)", as: guardian).status == 422, "\(query)")
      }
      #expect(try await client.page("/journal?room=2%E6%A0%8B1610&words=%25&person=%27", as: guardian).status == 200)
      let empty = try await client.page("/journal?words=nothing-like-this", as: guardian).html
      #expect(empty.contains("没有符合条件"))
    }
  }
}
