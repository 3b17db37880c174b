import Foundation
import HTTPTypes
import Testing

@testable import Foyer

struct OpenItemTests {
  @Test func `Overstays, passes not returned and who waits stay open until somebody sees to them`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant, scopes: Set(Permission.allCases))
    try await house.story { client async throws in
      func kinds() async throws -> [String] {
        let items = try await client.json(.get, "/open-items", token: token).object["items"] as? [[String: Any]]
        return (items ?? []).compactMap { $0["kind"] as? String }
      }
      let first = try #require(
        try await client.json(.post, "/visits", Arrival.body(), token: token).object["id"] as? String)
      let second = try #require(
        try await client.json(.post, "/visits", Arrival.body(), token: token).object["id"] as? String)
      let waiting = Arrival.body(answer: "no_answer", more: ", \"wait\": true")
      #expect(try await client.json(.post, "/visits", waiting, token: token).status == 201)
      #expect(try await kinds() == ["waiting"])
      _ = try await client.json(.post, "/visits/\(second)/departure", #"{"pass_returned": false}"#, token: token)
      house.clock.advance(minutes: 120)
      #expect(try await kinds() == ["overstay", "pass_not_returned", "waiting"])
      let guardian = try await house.signIn("连翘", as: .attendant)
      let pane = try await client.page("/desk/open", as: guardian).html
      #expect(pane.contains("A-002") && pane.contains("沙*") && !pane.contains("沙参"))
      #expect(try await client.page("/open-items", as: guardian).status == 200)
      _ = try await client.json(.post, "/passes/A-002/return", "{}", token: token)
      _ = try await client.json(.post, "/visits/\(first)/departure", #"{"pass_returned": true}"#, token: token)
      #expect(try await kinds() == ["waiting"])
    }
  }
}
