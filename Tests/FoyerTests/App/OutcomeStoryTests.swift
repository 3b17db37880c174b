import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Pages
import Synchronization
import Testing

@testable import Database
@testable import Foyer

/// The connection to the store breaks in the middle of a commit.
struct OutcomeStoryTests {
  @Test func `Who is told that nobody knows sends the same again, and it is done once`() async throws {
    let house = try await TestLobby.open()
    let engine = BreakingEngine(inner: house.lobby.database)
    let lobby = try await Lobby(
      database: Database(engine: engine), clock: house.lobby.clock, vault: house.lobby.vault,
      passwords: house.lobby.passwords, home: try ProductHome.find(), logger: house.lobby.logger)
    let broken = TestLobby(lobby: lobby, estate: house.estate, post: house.post, clock: house.clock)
    let token = try await house.token(.attendant)
    let words = ["zh-Hans": "不会重复登记", "zh-Hant": "不會重複登記", "en": "nothing is done twice"]
    let bodies = words.mapValues { _ in VisitStoryTests.body(id: Identifier.make(at: TestLobby.evening)) }
    try await broken.story { client in
      engine.breaks.withLock { $0 = true }
      for (language, words) in words {
        let answer = try await client.executeRequest(
          uri: "/visits", method: .post,
          headers: [
            .accept: "application/json", .acceptLanguage: language, .contentType: "application/json",
            .authorization: "Bearer \(token)",
          ], body: ByteBuffer(string: bodies[language] ?? ""))
        #expect(answer.status == .serviceUnavailable && answer.headers[.retryAfter] != nil)
        #expect(answer.headers[.contentType]?.hasPrefix("application/problem+json") == true)
        let text = String(buffer: answer.body)
        #expect(text.contains("outcome_unknown") && text.contains(words), "\(text)")
      }
      engine.breaks.withLock { $0 = false }
      for body in bodies.values {
        let again = try await client.json(.post, "/visits", body, token: token)
        #expect(again.status == 201)
      }
    }
    #expect(try await house.lobby.read { try $0.count("SELECT COUNT(*) FROM visits") } == words.count)
  }
}

/// Does what it is asked, and says that it does not know.
private final class BreakingEngine: EngineStandIn {
  let inner: Database
  let breaks = Mutex(false)

  init(inner: Database) { self.inner = inner }

  func write<T: Sendable>(
    in lane: String?, _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    let answer = try await inner.write(in: lane) { try body($0.connection) }
    if breaks.withLock({ $0 }) { throw DatabaseError.unknownOutcome }
    return answer
  }
}
