import Foundation

@testable import Database

/// A fresh store with one table, in a folder of its own.
struct Store: Sendable {
  let path: String
  let engine: SQLiteEngine
  let database: Database

  static let notes = Migration(
    version: 1, name: "0001-notes",
    sql: """
      CREATE TABLE notes (seq SERIAL_KEY, estate TEXT NOT NULL, text TEXT NOT NULL, sealed BYTES, weight REAL);
      CREATE UNIQUE INDEX notes_by_text ON notes (estate, text);
      CREATE TABLE record (seq SERIAL_KEY, text TEXT NOT NULL);
      APPEND_ONLY record;
      """)

  static func open(at path: String? = nil) throws -> Store {
    let path = path ?? FileManager.default.temporaryDirectory.appendingPathComponent("store-\(UUID()).sqlite").path
    let engine = try SQLiteEngine(path: path)
    let database = Database(engine: engine)
    try database.migrate([notes])
    return Store(path: path, engine: engine, database: database)
  }

  func write(_ text: String) async throws {
    try await database.write(in: nil) { tx in try tx.writeNote(text) }
  }

  func texts() async throws -> [String] {
    try await database.read { try $0.rows("SELECT text FROM notes ORDER BY seq").map { $0.text("text") } }
  }

  /// How many commits the write-ahead log holds: frames whose header says that a commit ends with them.
  func commitsInLog() throws -> Int {
    let log = try Data(contentsOf: URL(filePath: path + "-wal"))
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
