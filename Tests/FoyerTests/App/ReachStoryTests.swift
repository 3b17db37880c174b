import Database
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Foyer

/// Behind a proxy with TLS, and without one.
struct ReachStoryTests {
  static let secure = PublicAddress("https://desk.example")

  private static func house(trusting networks: [String], at address: PublicAddress? = secure) async throws -> TestLobby
  {
    let proxies = TrustedProxies(networks: try networks.map(NetworkBlock.init))
    return try await TestLobby.open(serving: Serving(publicAddress: address, proxies: proxies))
  }

  private static let forwarded = HTTPField.Name("X-Forwarded-For")!

  /// A guess at a set-up link: 404, or 429 when this address has guessed too often.
  private static func guess(_ client: any TestClientProtocol, from address: String) async throws -> Int {
    let answer = try await client.executeRequest(
      uri: "/setup/guess", method: .get, headers: [.accept: "text/html", forwarded: address], body: nil)
    return answer.status.code
  }

  @Test func `Behind a trusted proxy guesses count for the browser's address, IPv6 by its network`() async throws {
    let house = try await Self.house(trusting: ["127.0.0.0/8", "::1"])
    try await house.story(overNetwork: true) { client async throws in
      for number in 0..<Throttle.address.free {
        #expect(try await Self.guess(client, from: "192.0.2.\(number), 2001:db8:1:2::\(number)") == 404)
      }
      #expect(try await Self.guess(client, from: "2001:db8:1:2:ffff::9") == 429)
      #expect(try await Self.guess(client, from: "2001:db8:1:3::9") == 404)
      #expect(try await Self.guess(client, from: "192.0.2.1") == 404)
    }
  }

  @Test func `What anybody else writes about his address is not believed`() async throws {
    let house = try await Self.house(trusting: ["10.0.0.0/8"])
    try await house.story(overNetwork: true) { client async throws in
      for number in 0..<Throttle.address.free {
        #expect(try await Self.guess(client, from: "192.0.2.\(number)") == 404)
      }
      #expect(try await Self.guess(client, from: "198.51.100.1") == 429)
    }
    let subjects = try await house.lobby.read { try $0.rows("SELECT subject FROM tries").map { $0.text("subject") } }
    #expect(subjects == ["address/127.0.0.1"])
  }

  @Test func `A set-up link begins with the public address, whatever host was asked`() async throws {
    let house = try await Self.house(trusting: [])
    let manager = try await house.token(.propertyManager)
    try await house.story { client async throws in
      let made = try await client.json(.post, "/staff", #"{"name": "连翘", "role": "attendant"}"#, token: manager)
      let link = (made.object["set_up"] as? [String: Any])?["link"] as? String
      #expect(link?.hasPrefix("https://desk.example/setup/") == true, "\(link ?? "-")")
    }
  }

  @Test func `A form comes from the public address, also when the proxy asks another host`() async throws {
    let house = try await Self.house(trusting: [])
    try await house.hire("白芷", as: .squadLeader)
    try await house.story { client async throws in
      for (origin, status) in [
        ("https://desk.example", 201), ("http://localhost", 201), ("http://desk.example", 403),
        ("https://desk.example.evil.test", 403), ("https://evil.test", 403), ("null", 403),
      ] {
        let answer = try await client.executeRequest(
          uri: "/session", method: .post,
          headers: [.accept: "application/json", .contentType: "application/json", .origin: origin],
          body: ByteBuffer(string: #"{"name": "白芷", "password": "\#(goodPassword)"}"#))
        #expect(answer.status.code == status, "\(origin)")
      }
    }
  }

  @Test func `Figures are told to this machine and to a token, not through a proxy that nobody named`() async throws {
    let house = try await Self.house(trusting: [])
    let token = try await house.token(.auditor)
    try await house.story(overNetwork: true) { client async throws in
      func status(_ headers: HTTPFields) async throws -> Int {
        try await client.executeRequest(uri: "/metrics", method: .get, headers: headers, body: nil).status.code
      }
      #expect(try await status([:]) == 200)
      #expect(try await status([.accept: "application/json", Self.forwarded: "192.0.2.1"]) == 401)
      #expect(try await status([Self.forwarded: "127.0.0.1", .accept: "application/json"]) == 401)
      #expect(try await status([Self.forwarded: "192.0.2.1", .authorization: "Bearer \(token)"]) == 200)
    }
    try await house.story { client async throws in
      #expect(try await client.json(.get, "/metrics").status == 401)
    }
  }
}
