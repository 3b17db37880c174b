import Foundation
import GRDB

/// One SQLite connection inside a transaction, seen through the engine-neutral protocol.
final class SQLiteConnection: Connection {
  private let database: GRDB.Database
  private var columns: [ObjectIdentifier: Columns] = [:]

  init(_ database: GRDB.Database) {
    self.database = database
  }

  func rows(_ sql: String, _ arguments: [Value]) throws -> [Row] {
    try translatingErrors {
      let statement = try database.cachedStatement(sql: sql)
      let cursor = try GRDB.Row.fetchCursor(statement, arguments: bound(arguments))
      let columns = Columns(statement.columnNames)
      var rows: [Row] = []
      while let row = try cursor.next() {
        rows.append(Row(columns: columns, values: row.databaseValues.map(neutral)))
      }
      return rows
    }
  }

  func run(_ sql: String, _ arguments: [Value]) throws -> Int {
    try translatingErrors {
      let statement = try database.cachedStatement(sql: sql)
      try statement.execute(arguments: bound(arguments))
      return database.changesCount
    }
  }

  func script(_ sql: String) throws {
    try translatingErrors {
      try database.execute(sql: SQLiteDialect.translated(sql))
    }
  }

  private func bound(_ arguments: [Value]) -> StatementArguments {
    StatementArguments(arguments.map(databaseValue))
  }

  private func databaseValue(_ value: Value) -> DatabaseValue {
    switch value {
    case .null: .null
    case .integer(let integer): integer.databaseValue
    case .real(let real): real.databaseValue
    case .text(let text): text.databaseValue
    case .bytes(let bytes): Data(bytes).databaseValue
    }
  }

  private func neutral(_ value: DatabaseValue) -> Value {
    switch value.storage {
    case .null: .null
    case .int64(let integer): .integer(integer)
    case .double(let real): .real(real)
    case .string(let text): .text(text)
    case .blob(let data): .bytes([UInt8](data))
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
    switch error.resultCode {
    case .SQLITE_CONSTRAINT: throw DatabaseError.conflict(constraint: error.message ?? "constraint")
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN:
      throw DatabaseError.unavailable(reason: error.resultCode.description)
    default: throw DatabaseError.failed(reason: "\(error.extendedResultCode): \(error.message ?? "")")
    }
  }
}
