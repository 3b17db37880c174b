import Foundation
import HTTPTypes
import Testing

@testable import Foyer

/// The site map, the routes and `/openapi.json` say the same.
struct SiteMapTests {
  /// What anyone may send without signing in, and why.
  static let openChanges: [String: String] = [
    "createSession": "signing in itself",
    "createSetUp": "a one-time link is the key",
    "setPreferences": "language and theme of a browser, nothing stored here",
  ]

  @Test func `Every operation is answered by somebody, and nothing else is`() async throws {
    let house = try await TestLobby.open()
    let handled = LobbyApplication.router(house.lobby).handled
    #expect(handled == Set(SiteMap.operations.map(\.id)))
  }

  @Test func `No operation has the name or the address of another`() {
    for group in Dictionary(grouping: SiteMap.operations, by: \.id).values {
      #expect(group.count == 1, "\(group[0].id) is there \(group.count) times")
    }
    for group in Dictionary(grouping: SiteMap.operations, by: { "\($0.method) \($0.path)" }).values {
      #expect(group.count == 1, "\(group.map(\.id)) have one address")
    }
  }

  @Test func `Every change is guarded, or stands in the list of those that are open`() {
    for operation in SiteMap.operations where operation.method != .get && operation.access == .open {
      #expect(Self.openChanges[operation.id] != nil, "\(operation.id) changes something for anyone")
    }
    for name in Self.openChanges.keys {
      #expect(SiteMap.operations.contains { $0.id == name && $0.access == .open }, "\(name) is not open")
    }
  }

  @Test func `Every parameter of a path is described`() {
    for operation in SiteMap.operations {
      let written = Set(operation.path.matches(of: /\{(\w+)\}/).map { String($0.1) })
      let described = Set(operation.parameters.filter { $0.place == .path }.map(\.name))
      #expect(written == described, "\(operation.id)")
    }
  }

  @Test func `Addresses are nouns`() {
    let verbs = /\/(get|add|create|update|delete|remove|do|make|set|list|show|print|undo|cancel|import)(\/|$)/
    for operation in SiteMap.operations {
      #expect(!operation.path.contains(verbs), "\(operation.method.rawValue) \(operation.path)")
    }
  }

  @Test func `Every schema that is named is there, and every one that is there is named`() throws {
    let document = try #require(
      try JSONSerialization.jsonObject(with: OpenAPI.document()) as? [String: Any])
    let components = try #require(document["components"] as? [String: Any])
    let schemas = try #require(components["schemas"] as? [String: Any])
    let text = String(
      decoding: try JSONSerialization.data(withJSONObject: document, options: .withoutEscapingSlashes), as: UTF8.self)
    let named = Set(text.matches(of: /#\/components\/schemas\/(\w+)/).map { String($0.1) })
    #expect(named.subtracting(schemas.keys).isEmpty)
    #expect(Set(schemas.keys).subtracting(named).isEmpty)
  }

  @Test func `An attendant without permission is refused at every guarded address, a stranger at all`() async throws {
    let house = try await TestLobby.open()
    let attendant = try await house.token(.attendant)
    try await house.story { client in
      for operation in SiteMap.operations where operation.access != .open {
        let path = operation.path.replacing(/\{\w+\}/, with: "0190a8f0-0000-7000-8000-000000000000")
        let method = HTTPRequest.Method(operation.method)
        let stranger = try await client.json(method, path)
        #expect(stranger.status == 401, "\(operation.id) for a stranger")
        if case .may(let permission) = operation.access, !permission.roles.contains(.attendant) {
          let refused = try await client.json(method, path, token: attendant)
          #expect(refused.status == 403, "\(operation.id)")
        }
      }
    }
  }
}
