/// A table as it is carried from store to store.
struct StoredTable: Sendable {
  let name: String
  let columns: [String]
  /// Columns of the primary key, in its order.
  let key: [String]
}

/// Carries a table's rows to another store of the same schema, whatever engines the two are on.
struct TableCopy {
  private static let page = 500

  let table: StoredTable

  /// Answers how many rows there were.
  @discardableResult
  func run(from source: any Connection, to target: any Connection) throws -> Int {
    var (last, count): ([Value], Int) = ([], 0)
    while true {
      let rows = try source.rows(page(isFirst: last.isEmpty), last + [.integer(Int64(Self.page))])
      for row in rows { _ = try target.run(insertion, row.allValues) }
      count += rows.count
      guard rows.count == Self.page, let end = rows.last else { return count }
      last = table.key.map { end[$0] }
    }
  }

  private func page(isFirst: Bool) -> String {
    let key = Self.list(table.key)
    let after = isFirst ? "" : "WHERE (\(key)) > (\(Self.places(table.key)))"
    return "SELECT \(Self.list(table.columns)) FROM \(table.name) \(after) ORDER BY \(key) LIMIT ?"
  }

  private var insertion: String {
    "INSERT INTO \(table.name) (\(Self.list(table.columns))) VALUES (\(Self.places(table.columns)))"
  }

  private static func list(_ columns: [String]) -> String { columns.map { "\"\($0)\"" }.joined(separator: ", ") }

  private static func places(_ columns: [String]) -> String { columns.map { _ in "?" }.joined(separator: ", ") }
}
