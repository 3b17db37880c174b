import CSQLite
import Foundation
import GRDB

/// The embedded engine: WAL with `synchronous=FULL`, one writer that commits waiting transactions together, and
/// readers beside it. Only the writer's connection checkpoints (SQLite before 3.51.3 can corrupt a WAL otherwise).
public final class SQLiteEngine: Engine {
  let pool: DatabasePool
  private let writer: SQLiteWriter
  private let columns = ColumnNames()
  private let files: SQLiteFiles
  private let isGuest: Bool
  private let lock: StoreLock?
  private let guests: GuestGuard?

  /// Opens or makes the store at `path`.
  ///
  /// - Parameters:
  ///   - isGuest: another process keeps the store. Then nothing is ever brought from the log into the file from here.
  ///   - lock: held until the store is closed.
  public init(path: String, isGuest: Bool = false, lock: StoreLock? = nil) throws {
    _ = Self.isConfigured
    self.lock = lock
    // Before the store is opened: a checkpoint that is under way must not meet us.
    guests = isGuest ? GuestGuard.ofGuest(store: path) : lock.flatMap { _ in GuestGuard.ofKeeper(store: path) }
    var configuration = Configuration()
    configuration.maximumReaderCount = 4
    configuration.busyMode = .timeout(5)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { database in
      // Before anything is read: see SQLiteClosing.
      database.mayTakeLogAway(false)
      // Without recursive triggers a REPLACE would take a row of an append-only table away unseen.
      try database.execute(
        sql: "PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY; PRAGMA recursive_triggers = ON")
    }
    let pool = try translatingErrors { try DatabasePool(path: path, configuration: configuration) }
    // GRDB sets NORMAL on the writer when it turns WAL on; a power cut would then lose acknowledged check-ins.
    try translatingErrors {
      try pool.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA cache_size = -16000")
        if !isGuest { try database.requireWriting() }
      }
    }
    self.pool = pool
    self.isGuest = isGuest
    files = SQLiteFiles(store: path)
    writer = SQLiteWriter(pool: pool, columns: columns, files: files, isGuest: isGuest, guests: guests)
  }

  /// SQLite counts every allocation under a lock that all connections share; nobody reads the figures.
  private static let isConfigured = foyer_no_memory_statistics() == SQLITE_OK

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
        try SQLiteStatistics.settle(database)
        return .commit
      }
    }
  }

  public func examine() throws { try files.check() }

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
    defer {
      guests?.release()
      lock?.release()
    }
    // The log of a store whose files were taken away belongs to nobody whom we know.
    if !isGuest, (try? files.check()) != nil { pool.bringLogInToClose(unless: guests) }
    try pool.close()
  }
}
