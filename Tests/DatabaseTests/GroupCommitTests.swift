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
    let first = gate.transaction(in: store)
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
      // Assigned by subscript, one that went well would not be in it at all.
      return try await group.reduce(into: [Int: (any Error)?]()) { $0.updateValue($1.1, forKey: $1.0) }
    }
    try await first.value
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

  @Test(arguments: Store.kinds) func `One that fails in a batch is undone alone`(_ kind: Store.Kind) async throws {
    let store = try Store.open(kind)
    let outcomes = try await gathered(10, in: store) { number, tx in
      try tx.writeNote("note \(number)")
      if number == 4 { throw Unwanted() }
      if number == 7 { try tx.writeNote("note \(number)") }
    }
    #expect(outcomes[4] as? Unwanted == Unwanted())
    #expect(outcomes[7] as? DatabaseError == .conflict(constraint: kind.notesByText))
    #expect(outcomes.count { $0.value != nil } == 2)
    let texts = try await store.texts()
    #expect(texts.count == 8)
    #expect(!texts.contains("note 4") && !texts.contains("note 7"))
  }

  @Test(arguments: Store.kinds) func `A transaction of a batch sees what the ones before it wrote`(_ kind: Store.Kind)
    async throws
  {
    let store = try Store.open(kind)
    _ = try await gathered(12, in: store) { _, tx in
      let count = try tx.count("SELECT COUNT(*) FROM notes")
      try tx.writeNote("number \(count + 1)")
    }
    #expect(Set(try await store.texts()) == Set((1...12).map { "number \($0)" }))
  }

  @Test(arguments: Store.kinds) func `Many writers at once lose nothing`(_ kind: Store.Kind) async throws {
    let store = try Store.open(kind)
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

  @Test(arguments: Store.kinds) func `What is not yet committed is seen by nobody, what was answered by everybody`(
    _ kind: Store.Kind
  ) async throws {
    let store = try Store.open(kind)
    let other = try store.another().database
    let gate = Gate()
    let writing = gate.transaction(in: store) { tx in try tx.writeNote("in progress") }
    await gate.waitUntilHeld()
    #expect(try await other.read { try $0.count("SELECT COUNT(*) FROM notes") } == 0)
    #expect(try await store.texts().isEmpty)
    gate.open()
    try await writing.value
    #expect(try await other.read { try $0.count("SELECT COUNT(*) FROM notes") } == 1)
  }

  @Test func `An answered write is in the log on disk, and the writer syncs each commit`() async throws {
    let store = try Store.open()
    // FULL is 2. GRDB sets NORMAL, with which a power cut loses what was acknowledged.
    #expect(try (store.engine as? SQLiteEngine)?.writerSynchronous == 2)
    let before = try store.commitsInLog()
    try await store.write("acknowledged")
    #expect(try store.commitsInLog() == before + 1)
  }

  @Test(arguments: Store.kinds) func `A closed store refuses writes and ends its announcements`(_ kind: Store.Kind)
    async throws
  {
    let store = try Store.open(kind)
    try await store.write("before")
    let announcements = store.database.announcements()
    try store.database.close()
    for await _ in announcements { Issue.record("nothing was announced") }
    await #expect(throws: DatabaseError.unavailable(reason: "closed")) { try await store.write("after") }
    #expect(try await store.another().texts() == ["before"])
  }

  @Test(arguments: Store.kinds) func `One that makes nothing of a failed statement takes no other with it`(
    _ kind: Store.Kind
  ) async throws {
    let store = try Store.open(kind)
    try await store.write("there")
    let outcomes = try await gathered(8, in: store) { number, tx in
      try tx.writeNote("note \(number)")
      if number.isMultiple(of: 3) { try? tx.writeNote("there") }
    }
    let kept = Set(try await store.texts())
    // SQLite goes on in the same transaction, PostgreSQL does not: but what was answered as done is done.
    for (number, error) in outcomes { #expect(kept.contains("note \(number)") == (error == nil), "\(number)") }
    #expect(outcomes.count { $0.value == nil } >= 6)
  }

  @Test(arguments: Store.kinds) func `A view stays as it was while others write`(_ kind: Store.Kind) async throws {
    let store = try Store.open(kind)
    try await store.write("before")
    let gate = Gate()
    async let counts = store.database.read { snapshot in
      let first = try snapshot.count("SELECT COUNT(*) FROM notes")
      gate.hold()
      return [first, try snapshot.count("SELECT COUNT(*) FROM notes")]
    }
    await gate.waitUntilHeld()
    try await store.write("meanwhile")
    gate.open()
    #expect(try await counts == [1, 1])
    #expect(try await store.texts() == ["before", "meanwhile"])
  }
}

extension Store.Kind {
  /// Each engine's name of the constraint that keeps texts apart.
  var notesByText: String {
    self == .sqlite ? "UNIQUE constraint failed: notes.estate, notes.text" : "notes_by_text"
  }
}
