import GRDB

/// What the planner is to believe about the tables: that an estate has very many rows, and the rest of a key few.
///
/// Without it SQLite takes ten rows for what shares the first column of a key, reads all of an estate and leaves the
/// index alone. The figures are the same for every store: a plan must not change because a store was measured at a time
/// when it was small.
enum SQLiteStatistics {
  private static let rows = 1_000_000
  /// Of an index that holds some of the rows only.
  private static let partialRows = 10_000
  private static let estates = 20

  /// Writes the figures when the schema has other indexes than they tell of. Other connections read them with the
  /// schema that was changed in the same transaction, or when they are opened.
  static func settle(_ database: GRDB.Database) throws {
    let wanted = try indexes(database)
    // This makes the table of figures if there is none.
    try database.execute(sql: "ANALYZE sqlite_master")
    let found = try GRDB.Row.fetchAll(database, sql: "SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY tbl, idx")
      .map { [$0["tbl"], $0["idx"], $0["stat"]] as [String] }
    guard found != wanted else { return }
    try database.execute(sql: "DELETE FROM sqlite_stat1")
    for figures in wanted {
      try database.execute(
        sql: "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", arguments: StatementArguments(figures))
    }
    try database.execute(sql: "ANALYZE sqlite_master")
  }

  /// Of the indexes that begin with the estate: table, index and figures.
  private static func indexes(_ database: GRDB.Database) throws -> [[String]] {
    let indexes = try GRDB.Row.fetchAll(
      database,
      sql: """
        SELECT t.name AS tbl, i.name AS idx, i."unique" AS is_unique, i.partial AS is_partial, count(*) AS columns
        FROM sqlite_master t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'
          AND EXISTS (SELECT 1 FROM pragma_index_info(i.name) f WHERE f.seqno = 0 AND f.name = 'estate')
        GROUP BY t.name, i.name ORDER BY t.name, i.name
        """)
    return indexes.map { index in
      [
        index["tbl"], index["idx"],
        figures(of: index["columns"], isUnique: index["is_unique"], isPartial: index["is_partial"]),
      ]
    }
  }

  /// How many rows there are, then how many share the first column, the first two, and so on.
  private static func figures(of columns: Int, isUnique: Bool, isPartial: Bool) -> String {
    let rows = isPartial ? partialRows : rows
    var figures = [rows]
    for column in 1...columns {
      let share = column == 1 ? rows / estates : max(10, figures[column - 1] / 100)
      figures.append(column == columns && isUnique ? 1 : share)
    }
    return figures.map(String.init).joined(separator: " ")
  }
}
