import Foundation
import Testing

@testable import Foyer

/// Random days at a desk: visits that end or stay, passes that come back or do not, rounds made and missed, things found,
/// people who do not come, orders, drafts, groups, notes; each settled or not; and a handover now and then. Each thing
/// that is open when a shift ends stands in that shift's handover, or somebody closed it; what stays open stands in the
/// next.
struct NothingVanishesTests {
  @Test(arguments: 1...6) func `Nothing open vanishes between two shifts`(seed: Int) async throws {
    let night = try await HandoverNight.open()
    let days = try await RandomDays(night)
    try await days.furnish()
    let words = HandoverWords(lobby: night.house.lobby, estate: night.house.estate)
    try await night.house.story { client async throws in
      var random = SystemLikeRandom(seed: UInt64(seed))
      var crew = (going: night.going, coming: night.coming)
      for _ in 1...4 {
        for _ in 0..<Int.random(in: 6...20, using: &random) {
          try await days.act(client, crew.going, &random)
          night.house.clock.advance(minutes: Int.random(in: 5...60, using: &random))
        }
        let openBefore = try await OpenThings.all(in: night.house)
        let handedOver = try await handOver(from: crew.going, to: crew.coming, night, words)
        // Nothing happened between the two looks: the handover holds exactly what is open.
        #expect(openBefore.subtracting(handedOver).isEmpty, "seed \(seed): \(openBefore.subtracting(handedOver))")
        let openAfter = try await OpenThings.all(in: night.house)
        #expect(openAfter == openBefore, "seed \(seed): a handover itself closes nothing")
        let holders = try await night.dutyHolders()
        #expect(holders == [crew.coming])
        crew = (crew.coming, crew.going)
        night.house.clock.advance(minutes: 1)
      }
    }
  }

  @Test func `The random days open something of every kind, so that nothing is proven of nothing`() async throws {
    let night = try await HandoverNight.open()
    let days = try await RandomDays(night)
    try await days.furnish()
    try await night.house.story { client async throws in
      var random = SystemLikeRandom(seed: 7)
      for act in RandomDays.openings {
        try await days.open(act, client, night.going, &random)
        night.house.clock.advance(minutes: 5)
      }
    }
    night.house.clock.advance(minutes: 25)
    let open = try await OpenThings.all(in: night.house)
    let kinds = Set(open.compactMap { $0.hasPrefix("/") ? $0.split(separator: "/").first.map(String.init) : "rounds" })
    #expect(
      kinds.isSuperset(of: [
        "visits", "passes", "notes", "findings", "rounds", "equipment-faults", "instructions", "notices", "events",
        "receptions", "duties", "expected-visits",
      ]), "\(kinds.sorted())")
  }

  @Test func `What a manned post has stays with it; what nobody is there for goes over with the others`() async throws {
    let night = try await HandoverNight.open()
    let (house, now) = (night.house, night.house.clock.now)
    let other = Post(id: Identifier.make(at: now), name: "2号楼大堂")
    try await house.lobby.write(in: house.estate.id) { try $0.insert(other, of: house.estate.id, position: 2) }
    let away = JournalAuthor(estate: house.estate.id, post: other.id, account: night.other, name: "苏木", at: now)
    let finding = CheckFinding.Draft(
      id: Identifier.make(at: now), nature: .fault, place: "2号楼", subject: nil, what: "灯不亮", handling: .told,
      told: "杜仲", ticket: nil)
    try await house.lobby.write(in: house.estate.id) { tx in try tx.insertOnce(finding, by: away) }
    func handedOver() async throws -> [String] {
      try await house.lobby.read { try $0.openThings(of: house.post.id, estate: house.estate, at: now).map(\.kind) }
    }
    let unmanned = try await handedOver()
    #expect(unmanned == ["finding"])
    try await house.lobby.write(in: house.estate.id) { tx in
      let duty = Duty(
        id: Identifier.make(at: now), post: other.id, account: night.other, name: "苏木", plan: nil, arrivedAt: now,
        arrivalBy: night.other)
      try tx.insert(duty, by: away)
      try tx.begin(duty, by: away)
    }
    let manned = try await handedOver()
    #expect(manned.isEmpty)
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
      let items = try tx.storedItems(of: id, estate: house.estate.id).filter { $0.goneAt == nil }
      return Set(items.flatMap(\.things) + items.map(\.key).map(OpenThings.withoutKind))
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
