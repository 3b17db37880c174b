import Foundation
import Testing

@testable import Database

struct MigratorTests {
  private static let second = Migration(
    version: 2, name: "0002-more",
    sql: "CREATE TABLE more (id TEXT NOT NULL PRIMARY KEY); INSERT INTO more VALUES ('a')")

  @Test func `Each migration runs once, in the order of its number`() async throws {
    let store = try Store.open()
    try store.database.migrate([Self.second, Store.notes])
    try store.database.migrate([Store.notes, Self.second])
    #expect(try await store.database.read { try $0.count("SELECT COUNT(*) FROM more") } == 1)
    let versions = try await store.database.read { snapshot in
      try snapshot.rows("SELECT version FROM schema_version ORDER BY version").map { $0.int("version") }
    }
    #expect(versions == [1, 2])
  }

  @Test func `A store made by a newer program is refused, not guessed`() async throws {
    let store = try Store.open()
    try store.database.migrate([Store.notes, Self.second])
    #expect(throws: DatabaseError.newerSchema(found: 2, known: 1)) { try store.database.migrate([Store.notes]) }
  }

  @Test func `A migration whose text was changed after it ran is refused`() async throws {
    let store = try Store.open()
    let changed = Migration(version: 1, name: "0001-notes", sql: Store.notes.sql + " ")
    #expect(throws: DatabaseError.changedMigration(version: 1)) { try store.database.migrate([changed]) }
  }

  @Test func `A migration that fails half-way leaves nothing behind`() async throws {
    let store = try Store.open()
    let broken = Migration(
      version: 2, name: "0002-broken", sql: "CREATE TABLE half (id TEXT); CREATE TABLE notes (id TEXT)")
    #expect(throws: DatabaseError.self) { try store.database.migrate([Store.notes, broken]) }
    let tables = try await store.database.read { snapshot in
      try snapshot.count("SELECT COUNT(*) FROM sqlite_master WHERE name = 'half'")
    }
    #expect(tables == 0)
    try store.database.migrate([Store.notes, Self.second])
  }
}
