import Foundation
import Testing

@testable import Database

struct GroupCommitTests {
  private struct Unwanted: Error, Equatable {}

  /// Holds the writer, lets `count` transactions gather behind it, lets go; answers how each ended.
  private func gathered(
    _ count: Int, in store: Store, _ body: @escaping @Sendable (Int, Transaction) throws -> Void
  ) async throws -> [Int: (any Error)?] {
    let gate = Gate()
    async let first: Void = store.database.write(in: nil) { _ in gate.hold() }
    await gate.waitUntilHeld()
    let outcomes = try await withThrowingTaskGroup(of: (Int, (any Error)?).self) { group in
      for number in 1...count {
        group.addTask {
          do {
            try await store.database.write(in: nil) { tx in try body(number, tx) }
            return (number, nil)
          } catch {
            return (number, error)
          }
        }
      }
      try await Task.sleep(for: .milliseconds(200))
      gate.open()
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    try await first
    return outcomes
  }

  @Test func `Transactions that wait are committed together`() async throws {
    let store = try Store.open()
    let before = try store.commitsInLog()
    let outcomes = try await gathered(20, in: store) { number, tx in try tx.writeNote("note \(number)") }
    #expect(outcomes.values.allSatisfy { $0 == nil })
    #expect(try await store.texts().count == 20)
    // One would be ideal; a loaded machine may let some arrive late.
    #expect(try store.commitsInLog() - before <= 5)
  }

  @Test func `One that fails in a batch is undone alone`() async throws {
    let store = try Store.open()
    let outcomes = try await gathered(10, in: store) { number, tx in
      try tx.writeNote("note \(number)")
      if number == 4 { throw Unwanted() }
      if number == 7 { try tx.writeNote("note \(number)") }
    }
    #expect(outcomes[4] as? Unwanted == Unwanted())
    #expect(
      outcomes[7] as? DatabaseError == .conflict(constraint: "UNIQUE constraint failed: notes.estate, notes.text"))
    #expect(outcomes.count { $0.value != nil } == 2)
    let texts = try await store.texts()
    #expect(texts.count == 8)
    #expect(!texts.contains("note 4") && !texts.contains("note 7"))
  }

  @Test func `A transaction of a batch sees what the ones before it wrote`() async throws {
    let store = try Store.open()
    _ = try await gathered(12, in: store) { _, tx in
      let count = try tx.count("SELECT COUNT(*) FROM notes")
      try tx.writeNote("number \(count + 1)")
    }
    #expect(Set(try await store.texts()) == Set((1...12).map { "number \($0)" }))
  }

  @Test func `Many writers at once lose nothing`() async throws {
    let store = try Store.open()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 1...16 {
        group.addTask {
          for number in 1...25 { try await store.write("writer \(writer), note \(number)") }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await store.texts().count == 400)
  }

  @Test func `What is not yet committed is seen by nobody, what was answered by everybody`() async throws {
    let store = try Store.open()
    let other = Database(engine: try SQLiteEngine(path: store.path))
    let gate = Gate()
    async let writing: Void = store.database.write(in: nil) { tx in
      try tx.writeNote("in progress")
      gate.hold()
    }
    await gate.waitUntilHeld()
    #expect(try await other.read { try $0.count("SELECT COUNT(*) FROM notes") } == 0)
    #expect(try await store.texts().isEmpty)
    gate.open()
    try await writing
    #expect(try await other.read { try $0.count("SELECT COUNT(*) FROM notes") } == 1)
  }

  @Test func `An answered write is in the log on disk, and the writer syncs each commit`() async throws {
    let store = try Store.open()
    // FULL is 2. GRDB sets NORMAL, with which a power cut loses what was acknowledged.
    #expect(try store.engine.writerSynchronous == 2)
    let before = try store.commitsInLog()
    try await store.write("acknowledged")
    #expect(try store.commitsInLog() == before + 1)
  }

  @Test func `A closed store refuses writes and ends its announcements`() async throws {
    let store = try Store.open()
    try await store.write("before")
    let announcements = store.database.announcements()
    try store.database.close()
    for await _ in announcements { Issue.record("nothing was announced") }
    await #expect(throws: DatabaseError.unavailable(reason: "closed")) { try await store.write("after") }
    #expect(try await Store.open(at: store.path).texts() == ["before"])
  }
}
