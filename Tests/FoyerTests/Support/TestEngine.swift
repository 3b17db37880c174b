import Foundation
import Synchronization

@testable import Database
@testable import Foyer

/// The engine that the tests run on: SQLite, or the PostgreSQL server whose address stands in FOYER_TEST_DATABASE.
enum TestEngine {
  private static let server = ProcessInfo.processInfo.environment["FOYER_TEST_DATABASE"]
  private static let template = "foyer_template"
  private static let isPrepared = Mutex(false)

  static var isPostgreSQL: Bool { server != nil }

  /// Of a database that nobody else has, copied from one with the schema in it; nil for SQLite, which is a fresh file.
  static func freshAddress() throws -> String? {
    guard let server else { return nil }
    return try isPrepared.withLock { isPrepared in
      if !isPrepared {
        try prepare(server)
        isPrepared = true
      }
      let name = "foyer_" + UUID().uuidString.lowercased().filter { $0 != "-" }
      try run("CREATE DATABASE \(name) TEMPLATE \(template)", on: server)
      return address(of: name, on: server)
    }
  }

  private static func prepare(_ server: String) throws {
    try run("DROP DATABASE IF EXISTS \(template)", on: server)
    try run("CREATE DATABASE \(template)", on: server)
    let database = try Installation.database(
      in: FileManager.default.temporaryDirectory, address: address(of: template, on: server))
    try database.migrate(try Schema.migrations(in: try ProductHome.find().schema))
    try database.close()
    // Whoever copies a database must be alone in it.
    while try !isAlone(in: template, on: server) { Thread.sleep(forTimeInterval: 0.02) }
  }

  private static func isAlone(in name: String, on server: String) throws -> Bool {
    try connection(server).rows("SELECT 1 FROM pg_stat_activity WHERE datname = ?", [.text(name)]).isEmpty
  }

  private static func run(_ statement: String, on server: String) throws {
    try connection(server).script(statement)
  }

  private static func connection(_ server: String) throws -> PostgreSQLConnection {
    guard let address = PostgreSQLAddress(server) else { throw Installation.WrongAddress() }
    return try PostgreSQLConnection(address)
  }

  /// `postgres://user@host:port/postgres` with another database.
  private static func address(of name: String, on server: String) -> String {
    server.replacing("/postgres?", with: "/\(name)?")
  }
}
