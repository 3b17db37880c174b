import Foundation
import Testing

@testable import Database

/// Closing a store lets what was accepted come to its end, and leaves nothing open behind.
struct ClosingTests {
  @Test(arguments: Store.kinds) func `What a closing store accepted is answered, and what was answered is there`(
    _ kind: Store.Kind
  ) async throws {
    let store = try Store.open(kind)
    let texts = try await withThrowingTaskGroup(of: String?.self) { group in
      for number in 0..<200 {
        group.addTask {
          do {
            try await store.write("\(number)")
            return "\(number)"
          } catch DatabaseError.unavailable(reason: "closed") {
            return nil
          }
        }
      }
      // In the midst of them.
      var done = try await group.next() ?? nil
      try store.database.close()
      var answered: Set<String> = []
      repeat {
        if let done { answered.insert(done) }
        guard let next = try await group.next() else { break }
        done = next
      } while true
      return answered
    }
    #expect(!texts.isEmpty)
    #expect(Set(try await store.another().texts()) == texts)
  }

  @Test func `A closed store in a file leaves no log behind`() async throws {
    let store = try Store.open()
    try await store.write("here")
    #expect(FileManager.default.fileExists(atPath: store.place + "-wal"))
    // Readers have connections of their own, and those close last.
    #expect(try await store.texts() == ["here"])
    try store.database.close()
    #expect(!FileManager.default.fileExists(atPath: store.place + "-wal"))
  }

  @Test func `A store whose file was replaced is closed without touching the other one's log`() async throws {
    let store = try Store.open()
    try await store.write("ours")
    let other = try Store.open()
    try await other.write("theirs")
    for end in ["", "-wal", "-shm"] {
      try FileManager.default.removeItem(atPath: store.place + end)
      try FileManager.default.copyItem(atPath: other.place + end, toPath: store.place + end)
    }
    try store.database.close()
    #expect(try await store.another().texts() == ["theirs"])
  }

  @Test(.enabled(if: Store.hasServer))
  func `A store on PostgreSQL is closed with every connection, duties free at once`()
    async throws
  {
    let store = try Store.open(.postgreSQL)
    let other = try Store.unmigrated(.postgreSQL, at: store.place + "&application_name=other")
    try await store.write("here")
    #expect(await store.database.holds(duty: "sealing"))
    #expect(await !other.database.holds(duty: "sealing"))
    func connections() async throws -> Int {
      try await other.database.read {
        try $0.count(
          """
          SELECT COUNT(*) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = 'foyer'
          """)
      }
    }
    #expect(try await connections() > 2)
    try store.database.close()
    // Their clients said goodbye; the processes may take a moment to end.
    for _ in 0..<100 where try await connections() > 0 { try await Task.sleep(for: .milliseconds(20)) }
    #expect(try await connections() == 0)
    #expect(await other.database.holds(duty: "sealing"))
    try other.database.close()
  }
}
