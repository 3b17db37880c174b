import Database
import Foundation
import Testing

@testable import Foyer

struct JournalStoreTests {
  @Test(arguments: ["UPDATE journal SET account_name = 'x'", "DELETE FROM journal"])
  func `Nobody changes or deletes an entry, not even the program`(sql: String) async throws {
    let house = try await TestLobby.open()
    let before = try await house.entries()
    await #expect(throws: (any Error).self) { try await house.lobby.write(in: house.estate.id) { try $0.run(sql) } }
    #expect(try await house.entries() == before)
    #expect(!before.isEmpty)
  }

  @Test func `The seq rises with each entry, also when several write at once`() async throws {
    let house = try await TestLobby.open()
    let author = house.author
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<40 {
        group.addTask {
          try await house.lobby.write(in: house.estate.id) { tx in
            _ = try tx.write(NoteRule.Draft(text: "第\(number)条"), by: author)
          }
        }
      }
      try await group.waitForAll()
    }
    let seqs = try await house.entries().map(\.seq)
    #expect(zip(seqs, seqs.dropFirst()).allSatisfy { $0 < $1 })
    #expect(seqs.count >= 40)
  }

  @Test func `A change that fails leaves no entry behind`() async throws {
    let house = try await TestLobby.open()
    let author = house.author
    let before = try await house.entries()
    await #expect(throws: LobbyError.self) {
      try await house.lobby.write(in: house.estate.id) { tx in
        _ = try tx.write(NoteRule.Draft(text: "白写了"), by: author)
        throw LobbyError.conflict(code: "conflict")
      }
    }
    #expect(try await house.entries() == before)
  }

  @Test func `The record is filtered by time, kind, room, writer, weight and the words of notes`() async throws {
    let house = try await TestLobby.open()
    let author = house.author
    let now = house.clock.now
    try await house.lobby.write(in: house.estate.id) { tx in
      _ = try tx.write(NoteRule.Draft(text: "100%湿_地\"面/", room: "2-1601", important: true), by: author)
      _ = try tx.write(NoteRule.Draft(text: "昨天的事", occurredAt: now.advanced(days: -3)), by: author)
      _ = try tx.write(NoteRule.Draft(act: .help), by: author)
    }
    func count(_ change: @Sendable @escaping (inout JournalFilter) -> Void) async throws -> Int {
      try await house.lobby.read { snapshot in
        var filter = JournalFilter()
        filter.groups = [.notes]
        change(&filter)
        return try snapshot.journal(of: author.estate, filter, limit: 100).count
      }
    }
    #expect(try await count { _ in } == 3)
    #expect(try await count { $0.from = now.advanced(days: -1) } == 2)
    #expect(try await count { $0.room = "2-1601" } == 1)
    #expect(try await count { $0.importantOnly = true } == 1)
    #expect(try await count { $0.person = "白" } == 3)
    #expect(try await count { $0.person = "%" } == 0)
    for words in ["100%", "湿_地", "\"面", "面/"] { #expect(try await count { $0.words = words } == 1, "\(words)") }
    for words in ["text", "湿%面", "help", "\\"] { #expect(try await count { $0.words = words } == 0, "\(words)") }
  }

  @Test func `A page of the record ends where the next begins`() async throws {
    let house = try await TestLobby.open()
    let author = house.author
    try await house.lobby.write(in: house.estate.id) { tx in
      for number in 0..<25 { _ = try tx.write(NoteRule.Draft(text: String(number)), by: author) }
    }
    let texts = try await house.lobby.read { snapshot in
      var (filter, texts) = (JournalFilter(), [String]())
      filter.groups = [.notes]
      while true {
        let page = try snapshot.journal(of: author.estate, filter, limit: 10)
        texts += page.compactMap { $0.event.payload["text"] }
        guard let last = page.last else { return texts }
        filter.before = JournalCursor(happenedAt: last.happenedAt, seq: last.seq)
      }
    }
    #expect(texts == (0..<25).reversed().map(String.init))
  }
}

extension TestLobby {
  func entries() async throws -> [JournalEntry] {
    try await lobby.read { try $0.journal(of: estate.id, after: 0, limit: 200) }
  }
}
