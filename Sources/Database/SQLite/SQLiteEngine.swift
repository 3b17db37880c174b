import Foundation
import GRDB

/// The embedded engine: WAL with `synchronous=FULL`, one writer that commits waiting transactions together, and
/// readers beside it. Only the writer's connection checkpoints (SQLite before 3.51.3 can corrupt a WAL otherwise).
public final class SQLiteEngine: Engine {
  private let pool: DatabasePool
  private let writer: SQLiteWriter
  private let columns = ColumnNames()

  /// Opens or makes the store at `path`.
  public init(path: String) throws {
    var configuration = Configuration()
    configuration.maximumReaderCount = 4
    configuration.busyMode = .timeout(5)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { database in
      // Without recursive triggers a REPLACE would take a row of an append-only table away unseen.
      try database.execute(
        sql: "PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY; PRAGMA recursive_triggers = ON")
    }
    let pool = try translatingErrors { try DatabasePool(path: path, configuration: configuration) }
    // GRDB sets NORMAL on the writer when it turns WAL on; a power cut would then lose acknowledged check-ins.
    try pool.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA cache_size = -16000")
    }
    self.pool = pool
    writer = SQLiteWriter(pool: pool, columns: columns)
  }

  public func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
    try await pool.read { [columns] database in try body(SQLiteConnection(database, columns: columns)) }
  }

  /// There is one writer, so all lanes are one.
  public func write<T: Sendable>(
    in lane: String?, _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    try await writer.commit(body)
  }

  // One process serves a file: nobody else is to be told, and every duty is its own.
  public func tell(_ announcements: [Announcement]) {}
  public func listen(_ hear: @escaping @Sendable ([Announcement]) -> Void) {}
  public func holds(duty: String) async -> Bool { true }

  public func exclusively(_ body: @Sendable (any Connection) throws -> Void) throws {
    try pool.writeWithoutTransaction { database in
      try database.inTransaction(.immediate) {
        try body(SQLiteConnection(database, columns: columns))
        return .commit
      }
    }
  }

  public var version: String {
    get throws {
      try pool.read { database in
        "SQLite " + (try String.fetchOne(database, sql: "SELECT sqlite_version()") ?? "unknown")
      }
    }
  }

  /// The writer's `synchronous` setting as SQLite reports it: 2 is FULL.
  public var writerSynchronous: Int {
    get throws {
      try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1 }
    }
  }

  public func close() throws {
    writer.stop()
    try pool.close()
  }
}
