import Foundation

/// What a PostgreSQL server says of itself, as far as a store depends on it.
public struct PostgreSQLServer: Sendable {
  /// 150018 is 15.18.
  public let version: Int
  public let encoding: String
  /// `fsync`, `full_page_writes` and `synchronous_commit` as they hold for these connections.
  public let durability: [String: String]
  public let synchronousStandbys: String
  public let connections, connectionsAtMost: Int
  /// What the user may not do in the schema that the tables are made in.
  public let missingPrivileges: [String]
  public let isStandby: Bool
  /// How far the server's clock is ahead of this machine's, in seconds.
  public let secondsAhead: Double

  /// Nil for a store that is not on PostgreSQL.
  public static func of(_ database: Database) async throws -> PostgreSQLServer? {
    guard database.engine is PostgreSQLEngine else { return nil }
    return try await database.read { snapshot in
      guard let row = try snapshot.row(question) else { throw DatabaseError.failed(reason: "no answer") }
      return PostgreSQLServer(row)
    }
  }

  private static let question = """
    SELECT CAST(current_setting('server_version_num') AS BIGINT) AS version,
      current_setting('server_encoding') AS encoding, current_setting('fsync') AS fsync,
      current_setting('full_page_writes') AS full_page_writes,
      current_setting('synchronous_commit') AS synchronous_commit,
      current_setting('synchronous_standby_names') AS standbys,
      (SELECT COUNT(*) FROM pg_stat_activity WHERE backend_type = 'client backend') AS connections,
      CAST(current_setting('max_connections') AS BIGINT) AS connections_at_most,
      has_schema_privilege(current_schema(), 'CREATE') AS may_create,
      EXISTS (SELECT 1 FROM pg_language WHERE lanname = 'plpgsql') AS has_plpgsql,
      pg_is_in_recovery() AS is_standby,
      CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) AS clock
    """

  private init(_ row: Row) {
    version = row.int("version")
    encoding = row.text("encoding")
    durability = Dictionary(
      uniqueKeysWithValues: ["fsync", "full_page_writes", "synchronous_commit"].map { ($0, row.text($0)) })
    synchronousStandbys = row.text("standbys")
    (connections, connectionsAtMost) = (row.int("connections"), row.int("connections_at_most"))
    missingPrivileges =
      (row.bool("may_create") ? [] : ["CREATE on the schema"])
      + (row.bool("has_plpgsql") ? [] : ["the language plpgsql"])
    isStandby = row.bool("is_standby")
    secondsAhead = Double(row.int("clock")) / 1000 - Date().timeIntervalSince1970
  }
}
