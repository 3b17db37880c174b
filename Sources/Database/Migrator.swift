/// One forward step of the schema: a numbered SQL script in the shared subset.
///
/// Four words are translated by the engine: `SERIAL_KEY` (an integer key that rises with each insert), `BYTES`,
/// `) CLUSTERED;` (rows lie in the order of their primary key, where the engine knows how), and the statement
/// `APPEND_ONLY table;` (rows of the table can neither be updated nor deleted).
public struct Migration: Sendable {
  public let version: Int
  public let name: String
  public let sql: String

  public init(version: Int, name: String, sql: String) {
    self.version = version
    self.name = name
    self.sql = sql
  }

  /// Enough to notice an edited script.
  var fingerprint: String { String(FNV1a.hash(sql), radix: 16) }
}

struct Migrator {
  let migrations: [Migration]
  /// A mark that does not keep the schema from being made.
  var expected: StoreMark?

  func run(on connection: any Connection) throws {
    try connection.script(
      """
      CREATE TABLE IF NOT EXISTS schema_version (
        version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, fingerprint TEXT NOT NULL)
      """)
    try connection.script(StoreMark.definition)
    try StoreMark.refuse(connection, but: expected)
    let applied = try appliedFingerprints(on: connection)
    try refuseNewer(applied)
    for migration in migrations.sorted(by: { $0.version < $1.version }) {
      if let fingerprint = applied[migration.version] {
        guard fingerprint == migration.fingerprint else {
          throw DatabaseError.changedMigration(version: migration.version)
        }
      } else {
        try apply(migration, on: connection)
      }
    }
  }

  private func appliedFingerprints(on connection: any Connection) throws -> [Int: String] {
    let rows = try connection.rows("SELECT version, fingerprint FROM schema_version", [])
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.int("version"), $0.text("fingerprint")) })
  }

  private func refuseNewer(_ applied: [Int: String]) throws {
    let known = migrations.map(\.version).max() ?? 0
    guard let found = applied.keys.max(), found > known else { return }
    throw DatabaseError.newerSchema(found: found, known: known)
  }

  private func apply(_ migration: Migration, on connection: any Connection) throws {
    try connection.script(migration.sql)
    _ = try connection.run(
      "INSERT INTO schema_version (version, name, fingerprint) VALUES (?, ?, ?)",
      [.integer(Int64(migration.version)), .text(migration.name), .text(migration.fingerprint)])
  }
}
