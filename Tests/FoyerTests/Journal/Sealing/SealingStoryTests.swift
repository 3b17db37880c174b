import Database
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import ServiceLifecycle
import Testing

@testable import Foyer

struct SealingStoryTests {
  @Test func `The record page, its JSON and a printed sheet show the same fingerprint`() async throws {
    let record = try await SealedHouse.open()
    let house = record.house
    try await record.write(3)
    let seal = try #require(try await record.seals().last)
    let leader = try await house.signIn("白芷", as: .squadLeader)
    let token = try await house.token(.squadLeader)
    try await house.story { client in
      let answer = try await client.json(.get, "/journal", token: token).object
      let shown = try #require(answer["seal"] as? [String: Any])
      #expect(shown["seq"] as? Int == seal.seq && shown["fingerprint"] as? String == seal.fingerprint)
      #expect(shown["head"] as? String == Hexadecimal.text(seal.head))
      #expect(try await client.page("/journal", as: leader).html.contains("封存到第\(seal.seq)条"))
      #expect(try await client.page("/register", as: leader).html.contains(seal.fingerprint))
      let printed = try await client.submit(
        "/register/prints", ["from": "2026-05-14", "to": "2026-05-14", "post": ""], as: leader)
      try await record.write(2)
      // The sheet keeps the seal under which it went to paper.
      let sheet = try await client.page(printed.location, as: leader).html
      #expect(sheet.contains("值班记录封存到第\(seal.seq)条 \(seal.fingerprint)"))
    }
  }

  @Test func `A record without a seal says so`() async throws {
    let house = try await TestLobby.open()
    let leader = try await house.signIn("白芷", as: .squadLeader)
    try await house.story { client in
      let page = try await client.page("/journal", as: leader).html
      #expect(page.contains("记录还没有封存"))
      #expect(try await client.page("/register", as: leader).status == 200)
    }
  }

  private static func figures(_ client: any TestClientProtocol, _ token: String) async throws -> String {
    let answer = try await client.executeRequest(
      uri: "/metrics", method: .get, headers: [.authorization: "Bearer \(token)"], body: nil)
    return String(buffer: answer.body)
  }

  @Test func `The figures tell how far sealing is behind`() async throws {
    let record = try await SealedHouse.open()
    let token = try await record.house.token(.auditor)
    let count = try await record.entries().count
    record.house.clock.advance(minutes: 2)
    try await record.house.story { client in
      let before = try await Self.figures(client, token)
      #expect(before.contains("foyer_record_unsealed_entries \(count)\n"))
      #expect(before.contains("foyer_record_oldest_unsealed_seconds 120\n"))
      try await record.sealer.sealAll()
      let after = try await Self.figures(client, token)
      #expect(after.contains("foyer_record_unsealed_entries 0\n"))
      #expect(after.contains("foyer_record_oldest_unsealed_seconds 0\n"))
    }
  }

  @Test func `A running desk seals within a second, and once more at its end`() async throws {
    let record = try await SealedHouse.open()
    let sealing = Sealing(lobby: record.house.lobby, sealer: record.sealer)
    let group = ServiceGroup(
      configuration: .init(services: [.init(service: sealing)], logger: record.house.lobby.logger))
    let author = record.house.author
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      for text in ["一", "二"] {
        try await record.house.lobby.write(in: record.house.estate.id) {
          _ = try $0.write(NoteRule.Draft(text: text), by: author)
        }
        for _ in 0..<100 {
          guard try await record.verify().unsealed > 0 else { break }
          try await Task.sleep(for: .milliseconds(50))
        }
        #expect(try await record.verify().unsealed == 0)
      }
      try await record.house.lobby.write(in: record.house.estate.id) {
        _ = try $0.write(NoteRule.Draft(text: "三"), by: author)
      }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
    await sealing.finish()
    let report = try await record.verify(anchored: true)
    #expect(report.problems.isEmpty && report.unsealed == 0)
    let anchor = try record.sealer.anchors.read().anchors[record.estate]?.last
    #expect(anchor?.seq == (try await record.seals().last?.seq))
  }

  @Test func `At night each record is verified whole, once, and what is found is kept`() async throws {
    let record = try await SealedHouse.open()
    let house = record.house
    try await record.write(5)
    func checks() async throws -> PastCheck? { try await house.lobby.read { try $0.lastCheck(of: record.estate) } }
    try await house.lobby.checkRecordsAtNight(record.sealer)
    #expect(try await checks() == nil)
    // 21:42 and five hours: 02:42.
    house.clock.advance(minutes: 300)
    try await house.lobby.checkRecordsAtNight(record.sealer)
    let first = try #require(try await checks())
    #expect(first.at == house.clock.now && first.problems == 0 && first.entries > 5)
    house.clock.advance(minutes: 1)
    try await house.lobby.checkRecordsAtNight(record.sealer)
    #expect(try await checks() == first)
    try await record.unlock()
    try await house.lobby.write(in: house.estate.id) {
      _ = try $0.run("UPDATE journal SET important = 1 - important WHERE seq = 2")
    }
    house.clock.advance(minutes: 1_440)
    try await house.lobby.checkRecordsAtNight(record.sealer)
    #expect(try await checks()?.problems == 1)
    let token = try await house.token(.auditor)
    try await house.story { client in
      let figures = try await Self.figures(client, token)
      #expect(figures.contains("foyer_record_check_problems 1\n"))
    }
  }
}
