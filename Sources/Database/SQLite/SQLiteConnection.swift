import Foundation
import GRDB
import GRDBSQLite
import Synchronization

/// One SQLite connection inside a transaction, seen through the engine-neutral protocol.
///
/// GRDB opens, pools and prepares. Values go in and out by SQLite's own calls: through GRDB's types each costs several
/// times as much, and the one writer's time is what a busy desk waits for.
final class SQLiteConnection: Connection {
  private let database: GRDB.Database
  private let columns: ColumnNames

  init(_ database: GRDB.Database, columns: ColumnNames) {
    self.database = database
    self.columns = columns
  }

  func rows(_ sql: String, _ arguments: [Value]) throws -> [Row] {
    let statement = try prepared(sql, arguments)
    defer { sqlite3_reset(statement) }
    var rows: [Row] = []
    var columns: Columns?
    while try step(statement) {
      let known = columns ?? self.columns.of(statement, sql: sql)
      columns = known
      rows.append(Row(columns: known, values: known.names.indices.map { Self.value(statement, Int32($0)) }))
    }
    return rows
  }

  func run(_ sql: String, _ arguments: [Value]) throws -> Int {
    let statement = try prepared(sql, arguments)
    defer { sqlite3_reset(statement) }
    while try step(statement) {}
    return Int(sqlite3_changes(sqlite3_db_handle(statement)))
  }

  /// A statement without arguments, like those of savepoints.
  func run(_ sql: String) throws { _ = try run(sql, []) }

  func script(_ sql: String) throws {
    try translatingErrors {
      try database.execute(sql: SQLiteDialect.translated(sql))
    }
  }

  private func prepared(_ sql: String, _ arguments: [Value]) throws -> OpaquePointer {
    let statement = try translatingErrors { try database.cachedStatement(sql: sql).sqliteStatement }
    guard sqlite3_bind_parameter_count(statement) == arguments.count else {
      throw DatabaseError.failed(reason: "\(arguments.count) arguments for \(sql)")
    }
    for (index, argument) in arguments.enumerated() {
      try check(try Self.bind(argument, to: statement, at: Int32(index + 1)), statement)
    }
    return statement
  }

  /// True when there is a row to read.
  private func step(_ statement: OpaquePointer) throws -> Bool {
    let code = sqlite3_step(statement)
    if code == SQLITE_ROW { return true }
    try check(code == SQLITE_DONE ? SQLITE_OK : code, statement)
    return false
  }

  private func check(_ code: Int32, _ statement: OpaquePointer) throws {
    guard code != SQLITE_OK else { return }
    let handle = sqlite3_db_handle(statement)
    let message = sqlite3_errmsg(handle).map { String(cString: $0) } ?? ""
    throw DatabaseError(resultCode: sqlite3_extended_errcode(handle), message: message)
  }

  /// SQLite keeps a copy of what is bound.
  private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

  private static func bind(_ value: Value, to statement: OpaquePointer, at index: Int32) throws -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(statement, index)
    case .integer(let integer): return sqlite3_bind_int64(statement, index, integer)
    case .real(let real): return sqlite3_bind_double(statement, index, real)
    case .text(var text):
      return try text.withUTF8 { utf8 in
        // PostgreSQL knows no text with a NUL, and a store must be able to move there.
        if let start = utf8.baseAddress, memchr(start, 0, utf8.count) != nil { throw DatabaseError.invalidText }
        return utf8.withMemoryRebound(to: CChar.self) { bytes in
          // Of an empty text there may be no address at all, which would mean null.
          bytes.baseAddress.map { sqlite3_bind_text(statement, index, $0, Int32(bytes.count), copied) }
            ?? sqlite3_bind_text(statement, index, "", 0, copied)
        }
      }
    case .bytes(let bytes):
      guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(statement, index, 0) }
      return sqlite3_bind_blob(statement, index, bytes, Int32(bytes.count), copied)
    }
  }

  private static func value(_ statement: OpaquePointer, _ column: Int32) -> Value {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, column))
    case SQLITE_TEXT:
      guard let text = sqlite3_column_text(statement, column) else { return .text("") }
      let count = Int(sqlite3_column_bytes(statement, column))
      return .text(String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self))
    case SQLITE_BLOB:
      guard let blob = sqlite3_column_blob(statement, column) else { return .bytes([]) }
      return .bytes([UInt8](UnsafeRawBufferPointer(start: blob, count: Int(sqlite3_column_bytes(statement, column)))))
    default: return .null
    }
  }
}

/// The names of each statement's columns, asked of SQLite once.
final class ColumnNames: Sendable {
  private let known = Mutex<[String: Columns]>([:])

  func of(_ statement: OpaquePointer, sql: String) -> Columns {
    known.withLock { known in
      let count = sqlite3_column_count(statement)
      // A `SELECT *` has other columns after a migration.
      if let columns = known[sql], columns.names.count == Int(count) { return columns }
      let columns = Columns((0..<count).map { sqlite3_column_name(statement, $0).map { String(cString: $0) } ?? "" })
      known[sql] = columns
      return columns
    }
  }
}

enum SQLiteDialect {
  static func translated(_ sql: String) -> String {
    sql.replacing("SERIAL_KEY", with: "INTEGER PRIMARY KEY AUTOINCREMENT").replacing("BYTES", with: "BLOB")
      .replacing(") CLUSTERED;", with: ") WITHOUT ROWID;")
      .replacing(/APPEND_ONLY (\w+);/) { match in appendOnly(String(match.1)) }
  }

  private static func appendOnly(_ table: String) -> String {
    ["UPDATE", "DELETE"].map { change in
      """
      CREATE TRIGGER \(table)_no_\(change.lowercased()) BEFORE \(change) ON \(table)
      BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END;
      """
    }.joined(separator: "\n")
  }
}

/// GRDB's errors carry the SQL's arguments; only the constraint's or the code's words may leave this file.
func translatingErrors<T>(_ body: () throws -> T) throws -> T {
  do {
    return try body()
  } catch let error as GRDB.DatabaseError {
    throw DatabaseError(resultCode: error.extendedResultCode.rawValue, message: error.message ?? "")
  }
}

extension DatabaseError {
  // SQLITE_IOERR_FSYNC and SQLITE_IOERR_DIR_FSYNC: Swift does not see macros that calculate.
  private static let failedSync = SQLITE_IOERR | 4 << 8
  private static let failedFolderSync = SQLITE_IOERR | 5 << 8

  init(resultCode: Int32, message: String) {
    switch resultCode & 0xff {
    case SQLITE_CONSTRAINT: self = .conflict(constraint: message)
    case SQLITE_FULL: self = .full
    // What was to be made durable is written, and nobody knows whether it is on disk: after a crash it may be there.
    case SQLITE_IOERR where [Self.failedSync, Self.failedFolderSync].contains(resultCode): self = .unknownOutcome
    case SQLITE_BUSY, SQLITE_IOERR, SQLITE_READONLY, SQLITE_CANTOPEN:
      self = .unavailable(reason: "SQLite code \(resultCode)")
    default: self = .failed(reason: "SQLite code \(resultCode): \(message)")
    }
  }
}
