import Database
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Foyer

/// Residents over HTTP: adding, changing, moving, what is covered and who may uncover it.
struct ResidentStoryTests {
  private func added(_ name: String, room: String, by token: String, in client: any TestClientProtocol) async throws
    -> String
  {
    let answer = try await client.json(
      .post, "/residents", #"{"name": "\#(name)", "room": "\#(room)", "relation": "owner", "phones": ["13900001234"]}"#,
      token: token)
    #expect(answer.status == 201)
    return try #require(answer.object["id"] as? String)
  }

  @Test func `A resident is added to a room, matched, and after moving out no longer`() async throws {
    let house = try await TestLobby.open()
    try await house.room("1-2-1203")
    let token = try await house.token(.propertyManager)
    try await house.story { client in
      let id = try await added("陆英", room: "1栋2单元1203", by: token, in: client)
      let match = "/rooms/match?room=1-2-1203&name=%E9%99%86"
      #expect(try await client.json(.get, match, token: token).object["match"] as? Bool == true)
      let record = try await client.json(.get, "/residents/\(id)", token: token)
      let residency = try #require((record.object["rooms"] as? [[String: Any]])?.first?["id"] as? String)
      let end = "/residents/\(id)/residencies/\(residency)/end"
      #expect(try await client.json(.post, end, "{}", token: token).status == 201)
      #expect(try await client.json(.post, end, "{}", token: token).status == 409)
      #expect(try await client.json(.get, match, token: token).object["match"] as? Bool == false)
      #expect(try await client.json(.delete, end, token: token).status == 200)
      #expect(try await client.json(.get, match, token: token).object["match"] as? Bool == true)
    }
    let kinds = try await house.lobby.read {
      try $0.journal(of: house.estate.id, after: 0, limit: 100).map(\.event.kind)
    }
    #expect(kinds.suffix(3) == [.residentAdded, .residentMovedOut, .residentChanged])
  }

  @Test(arguments: [
    (#"{"name": "陆英", "room": "9-9-999", "relation": "owner"}"#, "room", "unknown_room"),
    (#"{"name": "陆英", "room": "hello", "relation": "owner"}"#, "room", "unreadable"),
    (#"{"name": "123", "room": "1-2-1203", "relation": "owner"}"#, "name", "no_name"),
    (#"{"name": "陆英", "room": "1-2-1203", "relation": "king"}"#, "relation", "choice"),
    (#"{"name": "陆英", "room": "1-2-1203", "relation": "owner", "phones": ["12"]}"#, "phones", "phone"),
    (
      #"{"name": "陆英", "room": "1-2-1203", "relation": "tenant", "from": "2026-05-02", "to": "2026-05-01"}"#, "to",
      "before_from"
    ),
    (#"{"name": "陆英\u0000", "room": "1-2-1203", "relation": "owner"}"#, "name", "charset"),
  ])
  func `What is wrong is said at its field`(body: String, field: String, code: String) async throws {
    let house = try await TestLobby.open()
    try await house.room("1-2-1203")
    let token = try await house.token(.propertyManager)
    try await house.story { client in
      let answer = try await client.json(.post, "/residents", body, token: token)
      #expect(answer.status == 422)
      let errors = answer.object["errors"] as? [[String: Any]]
      #expect(errors?.contains { $0["field"] as? String == field && $0["code"] as? String == code } == true)
    }
  }

  @Test func `A recognition card needs consent, is shown to its post only with a trace, and goes with the move`()
    async throws
  {
    let house = try await TestLobby.open()
    try await house.room("1-2-1203")
    let (keeper, guardToken) = (try await house.token(.butler), try await house.token(.attendant))
    try await house.story { client in
      let id = try await added("陆英", room: "1-2-1203", by: keeper, in: client)
      let card = #""card": {"household": 3, "appearance": "高个子", "usual_times": "早八点"}"#
      let refused = try await client.json(
        .post, "/residents/\(id)/card", "{\(card), \"consent\": {\"by\": \"resident\", \"given\": false}}",
        token: keeper)
      #expect(refused.status == 422)
      let kept = try await client.json(
        .post, "/residents/\(id)/card", "{\(card), \"consent\": {\"by\": \"resident\", \"given\": true}}", token: keeper
      )
      #expect(kept.status == 201)
      #expect("\(kept.object)".contains("高个子") == false)
      let shown = try await client.json(.post, "/residents/\(id)/showings", #"{"what": "card"}"#, token: guardToken)
      #expect((shown.object["card"] as? [String: Any])?["appearance"] as? String == "高个子")
      let sealed = try await house.lobby.read {
        try $0.row("SELECT sealed FROM recognition_cards WHERE estate = ?", house.estate.id)?.optionalBytes("sealed")
      }
      #expect(String(decoding: try #require(sealed), as: UTF8.self).contains("高个子") == false)
      let record = try await client.json(.get, "/residents/\(id)", token: keeper)
      let residency = try #require((record.object["rooms"] as? [[String: Any]])?.first?["id"] as? String)
      #expect(
        try await client.json(.post, "/residents/\(id)/residencies/\(residency)/end", "{}", token: keeper).status == 201
      )
      #expect(
        try await client.json(.post, "/residents/\(id)/showings", #"{"what": "card"}"#, token: guardToken).status == 404
      )
    }
    let kinds = try await house.lobby.read {
      try $0.journal(of: house.estate.id, after: 0, limit: 100).map(\.event.kind)
    }
    #expect(kinds.suffix(4) == [.cardKept, .cardShown, .residentMovedOut, .cardRemoved])
  }

  @Test func `Whom a resident wants kept out is refused without a reason, under his name or his number`() async throws {
    let house = try await TestLobby.open()
    try await house.room("1-2-1203")
    let (keeper, guardToken) = (try await house.token(.serviceCentre), try await house.token(.attendant))
    try await house.story { client in
      let id = try await added("陆英", room: "1-2-1203", by: keeper, in: client)
      let bar = #"{"bar": {"name": "柳防己", "phone": "139 0000 9999"}}"#
      #expect(try await client.json(.post, "/residents/\(id)/bars", bar, token: guardToken).status == 403)
      let kept = try await client.json(.post, "/residents/\(id)/bars", bar, token: keeper)
      #expect(kept.status == 201)
      #expect("\(kept.object)".contains("柳防己") == false)
      #expect(try await client.json(.post, "/residents/\(id)/bars", #"{"bar": {}}"#, token: keeper).status == 422)
      for visitor in [#""name": "柳防己""#, #""name": "甘草", "phone": "+86 13900009999""#] {
        let visit = try await client.json(
          .post, "/visits",
          #"{"visitor": {\#(visitor)}, "host": {"room": "1-2-1203", "name": "陆"}, "purpose": "friend", "#
            + #""confirmation": {"method": "intercom", "result": "confirmed"}, "document": {"check": "match", "type": "passport"}}"#,
          token: guardToken)
        #expect(visit.object["state"] as? String == "refused")
        #expect(visit.object["reason"] as? String == "residents_request")
      }
      let seen = try await client.json(.get, "/residents/\(id)", token: guardToken)
      #expect(seen.object["admission_bars"] == nil)
    }
  }

  @Test func `Names and numbers never reach the journal`() async throws {
    let house = try await TestLobby.open()
    try await house.room("1-2-1203")
    let token = try await house.token(.propertyManager)
    try await house.story { client in
      let id = try await added("陆英", room: "1-2-1203", by: token, in: client)
      _ = try await client.json(.put, "/residents/\(id)", #"{"name": "陆英英", "phones": "13900004321"}"#, token: token)
      _ = try await client.json(.post, "/residents/\(id)/showings", #"{"what": "phones"}"#, token: token)
      _ = try await client.json(.post, "/residents/\(id)/bars", #"{"bar": {"name": "柳防己"}}"#, token: token)
    }
    let payloads = try await house.lobby.read {
      try $0.rows("SELECT payload FROM journal WHERE estate = ?", house.estate.id).map { $0.text("payload") }.joined()
    }
    for secret in ["陆英", "4321", "柳"] { #expect(!payloads.contains(secret)) }
  }

  @Test func `Pages of residents open for staff and stay shut for the administrator`() async throws {
    let house = try await TestLobby.open()
    let resident = try await house.resident("陆英", in: "1-2-1203", phones: ["13900001234"])
    let room = try await house.room("1-2-1203")
    let (manager, blind) = (
      try await house.signIn("白芷", as: .propertyManager), try await house.signIn("黄芪", as: .administrator)
    )
    try await house.story { client in
      for path in [
        "/residents", "/residents?q=ly", "/residents?q=zz", "/residents?building=1&entrance=2", "/residents/new",
        "/residents/imports",
        "/residents/\(resident.id)", "/residents/\(resident.id)/edit", "/rooms/\(room.id)", "/rooms/new",
      ] {
        let page = try await client.page(path, as: manager)
        #expect(page.status == 200, "\(path)")
        #expect(!page.html.contains("13900001234") || path.hasSuffix("/edit"), "\(path)")
        #expect(try await client.page(path, as: blind).status == 403, "\(path)")
      }
      let shown = try await client.submit("/residents/\(resident.id)/showings", ["what": "phones"], as: manager)
      #expect(shown.html.contains("13900001234"))
    }
  }

  @Test func `A form with mistakes comes back with what was typed`() async throws {
    let house = try await TestLobby.open()
    let manager = try await house.signIn("白芷", as: .propertyManager)
    try await house.story { client in
      let answer = try await client.submit(
        "/residents", ["name": "陆英", "room": "7-7-777", "relation": "tenant", "phones": "12"], as: manager)
      #expect(answer.status == 422)
      #expect(answer.html.contains("value=\"陆英\"") && answer.html.contains("value=\"7-7-777\""))
      #expect(answer.html.contains("aria-describedby=\"phones-error\""))
      #expect(answer.html.contains("/rooms/new?room=7%2D7%2D777") == false)
      let room = try await client.submit(
        "/residents", ["name": "陆英", "room": "7-7-777", "relation": "tenant"], as: manager)
      #expect(room.html.contains("/rooms/new?room=7%2D7%2D777"))
      let added = try await client.submit("/rooms", ["room": "7栋7单元777"], as: manager)
      #expect(added.status == 303 && added.location.hasPrefix("/rooms/"))
    }
  }
}
