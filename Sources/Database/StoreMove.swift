/// Moves everything from one store to another, on whichever engines they are: all or nothing, compared before it counts.
///
/// Nobody may use either meanwhile. On SQLite the caller holds the folder's lock; on PostgreSQL whoever is connected is
/// found here, and changes wait.
public struct StoreMove: Sendable {
  public struct Table: Sendable, Equatable {
    public let name: String
    public let rows: Int
  }

  public struct Refusal: Error, CustomStringConvertible {
    public let description: String
  }

  let source: Database
  let target: Database
  let schema: [Migration]
  /// How people call the two; without passwords.
  let names: (from: String, to: String)

  public init(from source: Database, to target: Database, schema: [Migration], names: (from: String, to: String)) {
    (self.source, self.target, self.schema, self.names) = (source, target, schema, names)
  }

  /// - Parameter progress: a table's name, how many of its rows are carried, and how many there are.
  public func run(progress: @Sendable (String, Int, Int) -> Void = { _, _, _ in }) throws -> [Table] {
    try refuseCompany(of: source, named: names.from)
    try refuseCompany(of: target, named: names.to)
    try source.migrate(schema)
    let tables = try SQLiteCopy.tables(of: schema)
    try prepare(tables)
    nonisolated(unsafe) var moved: [Table] = []
    try source.engine.exclusively { [target, names] from in
      try from.hold(tables)
      // Both are used on this thread alone.
      nonisolated(unsafe) let from = from
      try target.engine.exclusively { to in
        moved = try tables.map { try Self.carry($0, from: from, to: to, progress: progress) }
        try StoreMark.take(.unfinished, from: to)
      }
      try StoreMark.set(
        .moved, saying: "this store was moved to \(names.to) and is not used any more (foyer move --reopen)", on: from)
    }
    return moved
  }

  /// Marks the target, so that nobody serves it half full. One that is half full from an earlier try is none the less
  /// empty: what was not finished was not committed.
  func prepare(_ tables: [StoredTable]) throws {
    try target.engine.exclusively { [schema, names] connection in
      try Migrator(migrations: schema, expected: .unfinished).run(on: connection)
      for table in tables where try !connection.rows("SELECT 1 AS it FROM \(table.name) LIMIT 1", []).isEmpty {
        throw Refusal(description: "\(names.to) holds rows already (\(table.name)); nothing is overwritten")
      }
      try StoreMark.set(
        .unfinished, saying: "a move from \(names.from) to this store is not finished: run foyer move again",
        on: connection)
    }
  }

  private static func carry(
    _ table: StoredTable, from source: any Connection, to target: any Connection,
    progress: (String, Int, Int) -> Void
  ) throws -> Table {
    let count = try count(table, source)
    progress(table.name, 0, count)
    let copy = TableCopy(table: table)
    let carried = try copy.run(from: source, to: target) { progress(table.name, $0, count) }
    guard carried.rows == count, try Self.count(table, target) == count, try copy.content(of: target) == carried else {
      throw DatabaseError.failed(reason: "\(table.name) did not arrive as it was; nothing was moved")
    }
    return Table(name: table.name, rows: count)
  }

  private static func count(_ table: StoredTable, _ connection: any Connection) throws -> Int {
    try connection.rows("SELECT COUNT(*) AS count FROM \(table.name)", []).first?.int("count") ?? 0
  }

  private func refuseCompany(of database: Database, named name: String) throws {
    let company = try database.engine.company()
    guard company.isEmpty else {
      throw Refusal(
        description: "somebody is connected to \(name) (\(company.prefix(5).joined(separator: ", "))): "
          + "stop every foyer serve on it first")
    }
  }
}
