import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Foyer

/// Random days at a desk: visits that end or stay, passes that come back or do not, notes that are settled or not, and
/// a handover now and then. Each thing that is open when a shift ends stands in that shift's handover, or somebody
/// closed it; and what stays open stands in the next.
struct NothingVanishesTests {
  @Test(arguments: 1...6) func `Nothing open vanishes between two shifts`(seed: Int) async throws {
    let night = try await HandoverNight.open()
    let words = HandoverWords(lobby: night.house.lobby, estate: night.house.estate)
    try await night.house.story { client async throws in
      var random = SystemLikeRandom(seed: UInt64(seed))
      var crew = (going: night.going, coming: night.coming)
      for _ in 1...4 {
        for _ in 0..<Int.random(in: 3...12, using: &random) {
          try await act(client, night, &random)
          night.house.clock.advance(minutes: Int.random(in: 5...90, using: &random))
        }
        let openBefore = try await openThings(night)
        let handedOver = try await handOver(from: crew.going, to: crew.coming, night, words)
        // Nothing happened between the two looks: the handover holds exactly what is open.
        #expect(openBefore.subtracting(handedOver).isEmpty, "seed \(seed): \(openBefore.subtracting(handedOver))")
        let openAfter = try await openThings(night)
        #expect(openAfter == openBefore, "seed \(seed): a handover itself closes nothing")
        let holders = try await night.dutyHolders()
        #expect(holders == [crew.coming])
        crew = (crew.coming, crew.going)
        night.house.clock.advance(minutes: 1)
      }
    }
  }

  /// Everything that anybody could ask about, straight from the tables.
  private func openThings(_ night: HandoverNight) async throws -> Set<String> {
    let estate = night.house.estate.id
    return try await night.house.lobby.read { snapshot in
      let visits = try snapshot.openVisits(of: estate, limit: 10_000).map { "/visits/\($0.id)" }
      let passes = try snapshot.issuedPasses(of: nil, estate: estate, limit: 10_000).map { "/passes/\($0.pass.number)" }
      let notes = try snapshot.markedNotes(of: estate, limit: 10_000).map { "/notes/\($0.entry)" }
      return Set(visits + passes + notes)
    }
  }

  private func handOver(
    from going: String, to coming: String, _ night: HandoverNight, _ words: HandoverWords
  ) async throws -> Set<String> {
    let (house, now) = (night.house, night.house.clock.now)
    let author = JournalAuthor(estate: house.estate.id, post: house.post.id, account: going, name: "班", at: now)
    let id = Identifier.make(at: now)
    return try await house.lobby.write(in: house.estate.id) { tx in
      let acts = HandoverActs(estate: house.estate, author: author) { words.all($0, at: now) }
      let beginning = HandoverActs.Beginning(
        id: id, digest: id, post: house.post.id, offGoing: [going], reliefs: [coming], earlyReason: nil)
      _ = try acts.begin(beginning, in: tx)
      let assets = try tx.handoverAssets(of: house.post.id, estate: house.estate.id)
      try acts.count(
        Dictionary(uniqueKeysWithValues: assets.map { ($0.thing, $0.expected) }), reasons: [:], of: id, in: tx)
      for item in try tx.storedItems(of: id, estate: house.estate.id) {
        try acts.understand(item: item.key, kind: nil, seen: nil, of: id, in: tx)
      }
      try acts.sign(.offGoing, .init(account: going, name: "交", way: "pin"), of: id, in: tx)
      try acts.sign(.relief, .init(account: coming, name: "接", way: "pin"), of: id, in: tx)
      return Set(try tx.storedItems(of: id, estate: house.estate.id).filter { $0.goneAt == nil }.flatMap(\.things))
    }
  }

  private func act(
    _ client: any TestClientProtocol, _ night: HandoverNight, _ random: inout SystemLikeRandom
  ) async throws {
    let token = night.token
    let open = try await night.house.lobby.read {
      try $0.openVisits(of: night.house.estate.id, limit: 1000).filter { $0.state == .inside }.map(\.id)
    }
    switch Int.random(in: 0...9, using: &random) {
    case 0...3: _ = try await client.json(.post, "/visits", Arrival.body(), token: token)
    case 4:
      _ = try await client.json(
        .post, "/visits", Arrival.body(answer: "no_answer", more: ", \"wait\": true"), token: token)
    case 5, 6:
      guard let visit = open.randomElement(using: &random) else { return }
      let back = Bool.random(using: &random)
      _ = try await client.json(.post, "/visits/\(visit)/departure", #"{"pass_returned": \#(back)}"#, token: token)
    case 7:
      guard let visit = open.randomElement(using: &random) else { return }
      _ = try await client.json(.post, "/visits/\(visit)/closure", "{}", token: token)
    case 8: _ = try await client.json(.post, "/notes", #"{"text": "待办", "next_shift": true}"#, token: token)
    default:
      let note = try await night.house.lobby.read { try $0.markedNotes(of: night.house.estate.id, limit: 1) }.first
      guard let note else { return }
      _ = try await client.json(.post, "/notes/\(note.entry)/settlement", "{}", token: token)
    }
  }
}

/// The same days at each run.
struct SystemLikeRandom: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state = state &+ 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
