import Foundation

@testable import Database

/// A fresh store with two tables: a file, or a database of its own on the server in FOYER_TEST_DATABASE.
struct Store: Sendable {
  enum Kind: String, CaseIterable { case sqlite, postgreSQL }

  let kind: Kind
  /// The file's path or the database's address.
  let place: String
  let engine: any Engine
  let database: Database

  static let server = ProcessInfo.processInfo.environment["FOYER_TEST_DATABASE"]
  static let hasServer = server != nil
  /// What holds for every engine is shown on each of these.
  static let kinds: [Kind] = hasServer ? Kind.allCases : [.sqlite]

  static let notes = Migration(
    version: 1, name: "0001-notes",
    sql: """
      CREATE TABLE notes (seq SERIAL_KEY, estate TEXT NOT NULL, text TEXT NOT NULL, sealed BYTES, weight REAL);
      CREATE UNIQUE INDEX notes_by_text ON notes (estate, text);
      CREATE TABLE record (seq SERIAL_KEY, text TEXT NOT NULL);
      APPEND_ONLY record;
      """)

  static func open(_ kind: Kind = .sqlite, at place: String? = nil) throws -> Store {
    let store = try unmigrated(kind, at: place)
    try store.database.migrate([notes])
    return store
  }

  static func unmigrated(_ kind: Kind, at place: String? = nil) throws -> Store {
    let place = try place ?? fresh(kind)
    let engine: any Engine =
      switch kind {
      case .sqlite: try SQLiteEngine(path: place)
      case .postgreSQL: try PostgreSQLEngine(address: try address(place))
      }
    return Store(kind: kind, place: place, engine: engine, database: Database(engine: engine))
  }

  /// Another program on the same store.
  func another() throws -> Store { try Self.open(kind, at: place) }

  struct NoServer: Error {}

  static func address(_ text: String) throws -> PostgreSQLAddress {
    guard let address = PostgreSQLAddress(text) else { throw NoServer() }
    return address
  }

  private static func fresh(_ kind: Kind) throws -> String {
    if kind == .sqlite {
      return FileManager.default.temporaryDirectory.appendingPathComponent("store-\(UUID()).sqlite").path
    }
    guard let server else { throw NoServer() }
    let name = "store_" + UUID().uuidString.lowercased().filter { $0 != "-" }
    try PostgreSQLConnection(address(server)).script("CREATE DATABASE \(name)")
    // Several writers, as in service.
    return server.replacing("/postgres?", with: "/\(name)?").replacing("pool=2", with: "pool=6")
  }

  /// Ends connections of this store from the server's side, as a failover does; answers how many.
  @discardableResult
  func terminate(where condition: String) throws -> Int {
    let address = try Self.address(place)
    return try PostgreSQLConnection(address).rows(
      """
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND (\(condition))
      """, []
    ).count
  }

  func write(_ text: String) async throws {
    try await database.write(in: nil) { tx in try tx.writeNote(text) }
  }

  func texts() async throws -> [String] {
    try await database.read { try $0.rows("SELECT text FROM notes ORDER BY seq").map { $0.text("text") } }
  }

  /// How many commits the write-ahead log holds: frames whose header says that a commit ends with them.
  func commitsInLog() throws -> Int {
    let log = try Data(contentsOf: URL(filePath: place + "-wal"))
    guard log.count > 32 else { return 0 }
    let pageSize = log[8..<12].reduce(0) { $0 << 8 | Int($1) }
    return stride(from: 32, to: log.count - 24, by: pageSize + 24).count { frame in
      log[frame + 4..<frame + 8].contains { $0 != 0 }
    }
  }
}

extension Transaction {
  func writeNote(_ text: String) throws {
    try run("INSERT INTO notes (estate, text) VALUES ('e', ?)", text)
  }
}

/// Lets a test hold the writer in the middle of a transaction.
final class Gate: @unchecked Sendable {
  private let entered = DispatchSemaphore(value: 0)
  private let opened = DispatchSemaphore(value: 0)

  /// Called inside the transaction: says that it is there, and waits.
  func hold() {
    entered.signal()
    opened.wait()
  }

  /// Begins a transaction that holds, on a thread of its own: it may block the one that asks for it.
  func transaction(
    in store: Store, after body: @escaping @Sendable (Transaction) throws -> Void = { _ in }
  ) -> Task<Void, any Error> {
    Task(executorPreference: OwnThreads()) {
      try await store.database.write(in: nil) { [self] tx in
        try body(tx)
        hold()
      }
    }
  }

  func waitUntilHeld() async {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { [entered] in
        entered.wait()
        continuation.resume()
      }
    }
  }

  func open() { opened.signal() }
}

/// Runs each piece of work on a thread of its own.
private final class OwnThreads: TaskExecutor {
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    Thread.detachNewThread { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
  }
}
