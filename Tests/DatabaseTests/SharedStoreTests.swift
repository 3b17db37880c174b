import Foundation
import Testing

@testable import Database

/// Several programs on one PostgreSQL: what one of them does the others see, and none does again.
@Suite(.enabled(if: Store.hasServer, "FOYER_TEST_DATABASE names no server"))
struct SharedStoreTests {
  @Test func `An announcement reaches the other program within a second, and its own listeners once`() async throws {
    let first = try Store.open(.postgreSQL)
    let second = try first.another()
    let (here, there) = (first.database.announcements(), second.database.announcements())
    // Until both listen.
    try await Task.sleep(for: .milliseconds(500))
    let many = (1...400).map { "id-\($0)" }
    _ = try await first.database.write(in: "e") { tx in
      tx.announce(Announcement(estate: "e", topic: "notes", ids: many))
      tx.announce(Announcement(estate: "e", topic: "last", ids: []))
    }
    try await Task.sleep(for: .seconds(1))
    first.database.endAnnouncements()
    second.database.endAnnouncements()
    for (stream, pieces) in [(here, 1), (there, 3)] {
      var heard: [Announcement] = []
      for await announcement in stream { heard.append(announcement) }
      #expect(heard.filter { $0.topic == "notes" }.flatMap(\.ids) == many)
      #expect(heard.count == pieces + 1 && heard.last?.topic == "last")
    }
  }

  @Test func `A duty is held by one program, and passes on when that ends or is cut off`() async throws {
    let first = try Store.open(.postgreSQL)
    let second = try first.another()
    #expect(await first.database.holds(duty: "sealing"))
    #expect(await first.database.holds(duty: "sealing"))
    #expect(await !second.database.holds(duty: "sealing"))
    #expect(await second.database.holds(duty: "backups"))
    try first.terminate(where: "query LIKE '%pg_try_advisory_lock%' OR query = 'SELECT 1 AS got'")
    // Whoever asks first has it now, and only he.
    #expect(await second.holdsSoon("sealing"))
    #expect(await !first.database.holds(duty: "sealing"))
    try second.database.close()
    #expect(await first.holdsSoon("sealing"))
  }

  @Test func `Changes of one lane see each other, whichever program makes them`() async throws {
    let first = try Store.open(.postgreSQL)
    let second = try first.another()
    _ = try await first.database.write(in: "e") {
      try $0.run("INSERT INTO notes (estate, text, weight) VALUES ('e', 'n', 0)")
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<32 {
        group.addTask {
          let database = (number.isMultiple(of: 2) ? first : second).database
          for _ in 1...4 {
            try await database.write(in: "e") { tx in
              guard case .real(let weight)? = try tx.row("SELECT weight FROM notes")?["weight"] else { return }
              try tx.run("UPDATE notes SET weight = ?", weight + 1)
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await first.database.read { try $0.row("SELECT weight FROM notes")?["weight"] } == .real(128))
  }

  @Test func `Two changes that wait for each other are both done`() async throws {
    let store = try Store.open(.postgreSQL)
    for text in ["a", "b"] { try await store.write(text) }
    // Lanes of different writers, and rows in opposite order: a deadlock that the server ends.
    let lanes = try #require(Self.lanesOfTwoWriters())
    let met = Barrier(2)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (lane, texts) in [(lanes.0, ["a", "b"]), (lanes.1, ["b", "a"])] {
        group.addTask {
          try await store.database.write(in: lane) { tx in
            try tx.run("UPDATE notes SET weight = COALESCE(weight, 0) + 1 WHERE text = ?", texts[0])
            met.meet()
            try tx.run("UPDATE notes SET weight = COALESCE(weight, 0) + 1 WHERE text = ?", texts[1])
          }
        }
      }
      try await group.waitForAll()
    }
    let weights = try await store.database.read { try $0.rows("SELECT weight FROM notes").map { $0["weight"] } }
    #expect(weights == [.real(2), .real(2)])
  }

  private static func lanesOfTwoWriters() -> (String, String)? {
    (1...9).map { ("a", "b\($0)") }.first {
      PostgreSQLLane.number($0.0) % 3 != PostgreSQLLane.number($0.1) % 3
    }
  }
}

extension Store {
  /// The server needs a moment to notice that a connection ended.
  func holdsSoon(_ duty: String) async -> Bool {
    for _ in 1...40 {
      if await database.holds(duty: duty) { return true }
      try? await Task.sleep(for: .milliseconds(50))
    }
    return false
  }
}

/// Where so many threads wait for each other, the first time.
final class Barrier: @unchecked Sendable {
  private let condition = NSCondition()
  private var missing: Int

  init(_ count: Int) { missing = count }

  func meet() {
    condition.withLock {
      missing -= 1
      condition.broadcast()
      while missing > 0 && condition.wait(until: Date(timeIntervalSinceNow: 5)) {}
    }
  }
}
