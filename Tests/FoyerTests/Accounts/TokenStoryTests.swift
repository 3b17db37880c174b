import Foundation
import HTTPTypes
import Testing

@testable import Foyer

struct TokenStoryTests {
  @Test func `A token is shown once, does what it may, and nothing after it was revoked`() async throws {
    let house = try await TestLobby.open()
    let manager = try await house.token(.propertyManager)
    try await house.story { client in
      let body = #"{"name": "单元门对讲", "role": "program", "scopes": ["visits.read"]}"#
      let made = try await client.json(.post, "/tokens", body, token: manager)
      #expect(made.status == 201)
      let (id, token) = (made.object["id"] as? String ?? "", made.object["token"] as? String ?? "")
      #expect(try await client.json(.get, "/visits", token: token).status == 200)
      #expect(try await client.json(.post, "/visits", "{}", token: token).status == 403)
      let list = try await client.json(.get, "/tokens", token: manager)
      #expect(!"\(list.object)".contains(token))
      #expect(try await client.json(.delete, "/tokens/\(id)", token: manager).status == 200)
      #expect(try await client.json(.get, "/visits", token: token).status == 401)
      #expect(try await client.json(.delete, "/tokens/\(id)", token: manager).status == 409)
    }
  }

  @Test func `A token never does more than its maker may: an administrator makes none that sees residents`()
    async throws
  {
    let house = try await TestLobby.open()
    let keeper = try await house.token(.administrator)
    try await house.story { client async throws in
      for body in [
        #"{"name": "x", "role": "program", "scopes": ["residents.read"]}"#, #"{"name": "x", "role": "attendant"}"#,
        #"{"name": "x", "role": "program"}"#, #"{"name": "x", "role": "program", "scopes": ["all"]}"#,
        #"{"name": "x", "role": "cleaner", "scopes": ["settings.read"]}"#,
      ] {
        #expect(try await client.json(.post, "/tokens", body, token: keeper).status == 422, "\(body)")
      }
      let fine = #"{"name": "x", "role": "program", "scopes": ["settings.read"]}"#
      #expect(try await client.json(.post, "/tokens", fine, token: keeper).status == 201)
    }
  }

  @Test func `The last use is written down at most once a minute`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    @Sendable func used() async throws -> Instant? {
      try await house.lobby.read { try $0.tokens(of: house.estate.id).first?.usedAt }
    }
    try await house.story { client in
      _ = try await client.json(.get, "/visits", token: token)
      let first = try #require(try await used())
      house.clock.advance(minutes: 0)
      _ = try await client.json(.get, "/visits", token: token)
      #expect(try await used() == first)
      house.clock.advance(minutes: 1)
      _ = try await client.json(.get, "/visits", token: token)
      #expect(try await used() == first.advanced(minutes: 1))
    }
  }
}
