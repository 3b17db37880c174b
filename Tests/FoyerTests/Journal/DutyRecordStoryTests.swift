import Foundation
import HTTPTypes
import Testing

@testable import Foyer

struct DutyRecordStoryTests {
  @Test func `The duty record stands on paper in its thirteen columns, with weather, told, follow-up and inspection`()
    async throws
  {
    let house = try await TestLobby.open()
    let token = try await house.token(.squadLeader, scopes: Set(Permission.allCases))
    let leader = try await house.signIn("秦艽", as: .squadLeader)
    try await house.story { client async throws in
      _ = try await client.json(.post, "/notes", #"{"act": "weather", "weather": "rain"}"#, token: token)
      let body = #"{"text": "门厅漏水", "result": "已放水桶", "told": "服务中心", "owner": "杜仲"}"#
      #expect(try await client.json(.post, "/notes", body, token: token).status == 201)
      let open = try await client.json(.get, "/open-items", token: token).object["items"] as? [[String: Any]]
      #expect(open?.map { $0["kind"] as? String } == ["note"])
      #expect(try await client.submit("/journal/inspections", ["remark": "字迹清楚"], as: leader).status == 303)
      let sheet = try await client.json(.get, "/journal/sheet", token: token).object
      #expect((sheet["columns"] as? [String])?.count == 13)
      let rows = try #require(sheet["rows"] as? [[String]])
      let row = try #require(rows.first { $0[7] == "门厅漏水" })
      #expect(row[5] == "雨" && row[8] == "已放水桶" && row[9] == "服务中心" && row[10] == "杜仲" && row[12] == "秦艽")
      let page = try await client.page("/journal/sheet", as: leader)
      #expect(page.status == 200 && page.html.contains("班长检查"))
      let print = try await client.submit("/journal/prints", [:], as: leader)
      #expect(print.status == 303)
      #expect(try await client.page(print.location, as: leader).status == 200)
      #expect(
        try await client.page("/journal/sheet?from=2026-05-15T00:00&to=2026-05-14T00:00", as: leader).status == 422)
    }
  }

  @Test func `The record of one shift is that of its post and its hours`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.squadLeader, scopes: Set(Permission.allCases))
    let leader = try await house.signIn("秦艽", as: .squadLeader)
    let author = JournalAuthor(
      estate: house.estate.id, post: house.post.id, account: try await house.account("秦艽"), name: "秦艽",
      at: house.clock.now)
    try await house.story { client async throws in
      _ = try await client.json(.post, "/notes", #"{"text": "上一班的事"}"#, token: token)
      house.clock.advance(minutes: 5)
      let duty = Duty(
        id: Identifier.make(at: house.clock.now), post: house.post.id, account: author.account, name: "秦艽", plan: nil,
        arrivedAt: house.clock.now, arrivalBy: author.account)
      let now = JournalAuthor(
        estate: author.estate, post: author.post, account: author.account, name: "秦艽", at: house.clock.now)
      try await house.lobby.write(in: house.estate.id) { tx in
        try tx.insert(duty, by: now)
        try tx.begin(duty, by: now)
      }
      _ = try await client.json(.post, "/notes", #"{"text": "这一班的事"}"#, token: token)
      let plain = try await client.page("/journal", as: leader).html
      #expect(plain.contains("上一班的事") && plain.contains("value=\"\(duty.id)\""))
      let own = try await client.page("/journal?shift=\(duty.id)", as: leader).html
      #expect(own.contains("这一班的事") && !own.contains("上一班的事"))
      #expect(try await client.page("/journal?shift=\(author.account)", as: leader).status == 422)
    }
  }

  @Test func `A marked note stays open until somebody settles it once`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant, scopes: [.writeNotes, .seeJournal, .seeVisits])
    try await house.story { client async throws in
      let note = try await client.json(.post, "/notes", #"{"text": "等快递", "next_shift": true}"#, token: token)
      let id = try #require(note.object["id"] as? String)
      #expect(try await client.json(.get, "/notes/\(id)", token: token).object["id"] as? String == id)
      #expect(
        try await client.json(.post, "/notes/\(id)/settlement", #"{"outcome": "已取走"}"#, token: token).status == 201)
      #expect(try await client.json(.post, "/notes/\(id)/settlement", "{}", token: token).status == 409)
      #expect(try await client.json(.post, "/notes", #"{"next_shift": true}"#, token: token).status == 422)
      #expect(try await client.json(.post, "/notes", #"{"act": "weather"}"#, token: token).status == 422)
    }
  }

  @Test func `A courtesy is counted with one key, names nobody, and is taken back`() async throws {
    let house = try await TestLobby.open()
    let guardian = try await house.signIn("连翘", as: .attendant)
    let token = try await house.token(.attendant, scopes: [.writeNotes])
    try await house.story { client async throws in
      #expect(try await client.page("/", as: guardian).html.contains("data-key=\"KeyD\""))
      #expect(try await client.submit("/courtesies", ["kind": "door"], as: guardian).status == 303)
      let counted = try await client.json(.post, "/courtesies", #"{"kind": "lift"}"#, token: token)
      let id = try #require(counted.object["id"] as? String)
      #expect(
        try await client.json(.post, "/courtesies", #"{"id": "\#(id)", "kind": "lift"}"#, token: token).status == 201)
      #expect(
        try await client.json(.post, "/courtesies", #"{"id": "\#(id)", "kind": "door"}"#, token: token).status == 409)
      #expect(try await client.json(.delete, "/courtesies/\(id)", token: token).status == 200)
      #expect(try await client.json(.delete, "/courtesies/\(id)", token: token).status == 409)
      #expect(try await client.json(.post, "/courtesies", #"{"kind": "dance"}"#, token: token).status == 422)
      let now = house.clock.now
      let counts = try await house.lobby.read {
        try $0.courtesies(of: house.estate.id, post: house.post.id, from: now, until: now.advanced(minutes: 1))
      }
      #expect(counts == [.door: 1])
    }
  }
}
