import Foundation
import GRDB
import GRDBSQLite

/// Copies as SQLite files, of a store on either engine.
enum SQLiteCopy {
  /// The tables in the order in which they were made, so that rows come after those that they refer to.
  static func tables(of connection: any Connection) throws -> [StoredTable] {
    let names = try connection.rows(
      """
      SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' 
      AND name NOT IN ('schema_version', 'store_state')
      ORDER BY rowid
      """, [])
    return try names.map { row in
      let name = row.text("name")
      let columns = try connection.rows("SELECT name, pk, type FROM pragma_table_info(?) ORDER BY cid", [.text(name)])
      let key = columns.filter { $0.int("pk") > 0 }.sorted { $0.int("pk") < $1.int("pk") }
      guard !key.isEmpty else { throw DatabaseError.failed(reason: "table \(name) has no primary key") }
      return StoredTable(
        name: name, columns: columns.map { $0.text("name") }, key: key.map { $0.text("name") },
        files: columns.filter { $0.text("type") == "BLOB" }.map { $0.text("name") })
    }
  }

  /// The tables that a schema makes.
  static func tables(of schema: [Migration]) throws -> [StoredTable] {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("foyer-\(UUID()).sqlite").path
    defer { for end in ["", "-wal", "-shm"] { unlink(path + end) } }
    let engine = try SQLiteEngine(path: path)
    defer { try? engine.close() }
    nonisolated(unsafe) var tables: [StoredTable] = []
    try engine.exclusively { connection in
      try Migrator(migrations: schema).run(on: connection)
      tables = try Self.tables(of: connection)
    }
    return tables
  }

  /// Makes the file anew from everything that a connection sees.
  static func make(_ path: String, schema: [Migration], from source: any Connection) throws {
    // A view that had to be begun again finds what the first one left.
    for end in ["", "-wal", "-shm"] { unlink(path + end) }
    guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
      throw DatabaseError.unavailable(reason: "\(path) cannot be written")
    }
    let engine = try SQLiteEngine(path: path)
    defer { try? engine.close() }
    try engine.exclusively { target in try Migrator(migrations: schema).run(on: target) }
    // Both are used on this thread alone.
    nonisolated(unsafe) let source = source
    try engine.exclusively { target in
      for table in try tables(of: target) { try TableCopy(table: table).run(from: source, to: target) }
    }
  }
}

extension SQLiteEngine {
  /// Brings the whole log into the file, which then is a whole store alone.
  public func bringLogIn() throws {
    let code = pool.writeWithoutTransaction { database in
      sqlite3_wal_checkpoint_v2(database.sqliteConnection, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
    }
    guard code == SQLITE_OK else { throw DatabaseError.unavailable(reason: "SQLite code \(code)") }
  }

  /// In one view, and without what was deleted and still lay in free pages.
  public func copy(to path: String, schema: [Migration]) async throws {
    try await pool.unsafeRead { database in
      try translatingErrors { try database.execute(sql: "VACUUM INTO ?", arguments: [path]) }
    }
  }

  /// What SQLite itself finds wrong with the file; empty when nothing is.
  public var problems: [String] {
    get throws {
      try translatingErrors {
        try pool.read { database in
          let found = try String.fetchAll(database, sql: "PRAGMA integrity_check(20)")
          let strays = try String.fetchAll(database, sql: "PRAGMA foreign_key_check").prefix(20)
          return found.filter { $0 != "ok" } + strays.map { "\($0) refers to a row that is not there" }
        }
      }
    }
  }
}

extension Database {
  /// Writes a consistent copy of everything into a new SQLite file, while the desk works.
  public func copy(to path: String, schema: [Migration]) async throws {
    try await engine.copy(to: path, schema: schema)
  }

  /// Takes over every row of an SQLite file, all or nothing. The schema is there and its tables are empty.
  public func fill(from path: String) async throws {
    let source = try SQLiteEngine(path: path)
    defer { try? source.close() }
    try await source.read { [engine] connection in
      // Both are used on this thread alone.
      nonisolated(unsafe) let connection = connection
      try engine.exclusively { target in
        for table in try SQLiteCopy.tables(of: connection) {
          try TableCopy(table: table).run(from: connection, to: target)
        }
      }
    }
  }
}
