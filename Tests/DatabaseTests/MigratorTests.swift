import Foundation
import Testing

@testable import Database

struct MigratorTests {
  private static let second = Migration(
    version: 2, name: "0002-more",
    sql: "CREATE TABLE more (id TEXT NOT NULL PRIMARY KEY); INSERT INTO more VALUES ('a')")

  @Test(arguments: Store.kinds) func `Each migration runs once, in the order of its number`(_ kind: Store.Kind)
    async throws
  {
    let store = try Store.open(kind)
    try store.database.migrate([Self.second, Store.notes])
    try store.database.migrate([Store.notes, Self.second])
    #expect(try await store.database.read { try $0.count("SELECT COUNT(*) FROM more") } == 1)
    let versions = try await store.database.read { snapshot in
      try snapshot.rows("SELECT version FROM schema_version ORDER BY version").map { $0.int("version") }
    }
    #expect(versions == [1, 2])
  }

  @Test(arguments: Store.kinds) func `A store made by a newer program is refused, not guessed`(_ kind: Store.Kind)
    async throws
  {
    let store = try Store.open(kind)
    try store.database.migrate([Store.notes, Self.second])
    #expect(throws: DatabaseError.newerSchema(found: 2, known: 1)) { try store.database.migrate([Store.notes]) }
  }

  @Test(arguments: Store.kinds) func `A migration whose text was changed after it ran is refused`(_ kind: Store.Kind)
    async throws
  {
    let store = try Store.open(kind)
    let changed = Migration(version: 1, name: "0001-notes", sql: Store.notes.sql + " ")
    #expect(throws: DatabaseError.changedMigration(version: 1)) { try store.database.migrate([changed]) }
  }

  @Test(arguments: Store.kinds) func `A migration that fails half-way leaves nothing behind`(_ kind: Store.Kind)
    async throws
  {
    let store = try Store.open(kind)
    let broken = Migration(
      version: 2, name: "0002-broken", sql: "CREATE TABLE half (id TEXT); CREATE TABLE notes (id TEXT)")
    #expect(throws: DatabaseError.self) { try store.database.migrate([Store.notes, broken]) }
    let tables = try await store.database.read { snapshot in
      try snapshot.count(
        kind == .sqlite
          ? "SELECT COUNT(*) FROM sqlite_master WHERE name = 'half'"
          : "SELECT COUNT(*) FROM pg_class WHERE relname = 'half'")
    }
    #expect(tables == 0)
    try store.database.migrate([Store.notes, Self.second])
  }

  @Test(arguments: Store.kinds) func `Of two programs that start at once one brings the schema up to date`(
    _ kind: Store.Kind
  ) async throws {
    let first = try Store.unmigrated(kind)
    let second = try Store.unmigrated(kind, at: first.place)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for store in [first, second] {
        group.addTask { try store.database.migrate([Store.notes, Self.second]) }
      }
      try await group.waitForAll()
    }
    #expect(try await first.database.read { try $0.count("SELECT COUNT(*) FROM more") } == 1)
    #expect(try await second.database.read { try $0.count("SELECT COUNT(*) FROM schema_version") } == 2)
  }

  @Test func `SQLite finds a row of an estate by the index that names it, however few rows it has seen`() async throws {
    let store = try Store.open(.sqlite)
    let entries = Migration(
      version: 2, name: "0002-entries",
      sql: """
        CREATE TABLE entries (
          estate TEXT NOT NULL, seq BIGINT NOT NULL, subject TEXT, PRIMARY KEY (estate, seq)) CLUSTERED;
        CREATE INDEX entries_by_subject ON entries (estate, subject) WHERE subject IS NOT NULL;
        """)
    try store.database.migrate([Store.notes, entries])
    // Readers and the writer have to know.
    let question = "EXPLAIN QUERY PLAN SELECT * FROM entries WHERE estate = 'a' AND subject = 'b' ORDER BY seq"
    let read = try await store.database.read { try $0.rows(question).map { $0.text("detail") } }
    let written = try await store.database.write(in: "a") { try $0.rows(question).map { $0.text("detail") } }
    for plan in [read, written] { #expect(plan.first?.contains("entries_by_subject") == true, "\(plan)") }
  }
}
