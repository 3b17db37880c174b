import Foundation
import HTTPTypes
import Testing

@testable import Foyer

struct VisitStoryTests {
  static let visit = """
    {"visitor": {"name": "沙参", "party": 1}, "host": {"room": "2-1203", "name": "陆英"}, "purpose": "friend",
     "confirmation": {"method": "intercom", "result": "confirmed"},
     "document": {"type": "resident_id", "number": "11010519491231002X", "check": "match"}, "pass": "auto"}
    """

  @Test func `A confirmed visitor with a matching document is inside with the first pass`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    try await house.story { client in
      let answer = try await client.json(.post, "/visits", Self.visit, token: token)
      #expect(answer.status == 201)
      #expect(answer.object["state"] as? String == "inside")
      #expect((answer.object["pass"] as? [String: Any])?["number"] as? String == "A-001")
      #expect((answer.object["document"] as? [String: Any])?["number"] as? String == "110***********002X")
    }
  }

  @Test func `A second departure is a conflict and changes nothing`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    try await house.story { client in
      let id = try #require(try await client.json(.post, "/visits", Self.visit, token: token).object["id"] as? String)
      let body = #"{"pass_returned": true}"#
      #expect(try await client.json(.post, "/visits/\(id)/departure", body, token: token).status == 201)
      #expect(try await client.json(.post, "/visits/\(id)/departure", body, token: token).status == 409)
    }
  }
}
