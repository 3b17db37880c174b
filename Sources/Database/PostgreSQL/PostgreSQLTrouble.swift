import CPostgres

/// What PostgreSQL answered instead of doing what it was asked.
enum PostgreSQLTrouble: Error {
  /// The connection is gone, and with it the transaction that was open on it.
  case lost
  /// Another transaction was faster; the same again may do.
  case again
  /// An earlier statement of the same message failed.
  case aborted

  static func named(in result: OpaquePointer) -> any Error {
    let code = code(of: result)
    // Whatever the reason: the server ends the connection with it.
    if ["FATAL", "PANIC"].contains(field(severity, of: result)) { return PostgreSQLTrouble.lost }
    if isOfStalePlan(result, code: code) { return PostgreSQLTrouble.lost }
    switch code.prefix(2) {
    // Serialisation failures and deadlocks.
    case "40": return PostgreSQLTrouble.again
    // The connection, or the server is going down.
    case "08": return PostgreSQLTrouble.lost
    case "57" where code != "57014": return PostgreSQLTrouble.lost
    // A server that became a standby reads only; another one writes now.
    case "25" where code == "25006": return PostgreSQLTrouble.lost
    // A constraint's name, never the row that broke it.
    case "23":
      return DatabaseError.conflict(constraint: field(constraintName, of: result) ?? code)
    case "22" where code == "22021": return DatabaseError.invalidText
    case "53", "55", "57", "58": return DatabaseError.unavailable(reason: "PostgreSQL code \(code)")
    // A mistake in a statement is named with its columns; other messages can quote a value.
    case "42": return DatabaseError.failed(reason: "PostgreSQL code \(code): \(field(message, of: result) ?? "")")
    default: return DatabaseError.failed(reason: "PostgreSQL code \(code)")
    }
  }

  /// The server does not know a prepared statement any more, or a migration changed its columns: a new connection
  /// prepares it anew.
  private static func isOfStalePlan(_ result: OpaquePointer, code: String) -> Bool {
    code == "26000" || (code == "0A000" && field(sourceFunction, of: result) == "RevalidateCachedQuery")
  }

  static func code(of result: OpaquePointer) -> String { field(sqlState, of: result) ?? "?" }

  private static func field(_ field: UnicodeScalar, of result: OpaquePointer) -> String? {
    PQresultErrorField(result, Int32(field.value)).map { String(cString: $0) }
  }

  // libpq's header names these by macros of characters, which Swift does not see.
  private static let severity: UnicodeScalar = "V"
  private static let sourceFunction: UnicodeScalar = "R"
  private static let sqlState: UnicodeScalar = "C"
  private static let message: UnicodeScalar = "M"
  private static let constraintName: UnicodeScalar = "n"
}

extension PostgreSQLTrouble {
  /// For those who asked, when nothing could be done about it.
  static func told(_ error: any Error) -> any Error {
    switch error {
    case PostgreSQLTrouble.lost: DatabaseError.unavailable(reason: "the connection to PostgreSQL was lost")
    case PostgreSQLTrouble.again: DatabaseError.unavailable(reason: "too many transactions at once")
    case PostgreSQLTrouble.aborted: DatabaseError.failed(reason: "an earlier statement failed")
    default: error
    }
  }
}
