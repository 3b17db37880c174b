/// A table as it is carried from store to store.
public struct StoredTable: Sendable {
  public let name: String
  let columns: [String]
  /// Columns of the primary key, in its order.
  let key: [String]

  var insertion: String {
    "INSERT INTO \(name) (\(Self.list(columns))) VALUES (\(Self.places(columns)))"
  }

  static func list(_ columns: [String]) -> String { columns.map { "\"\($0)\"" }.joined(separator: ", ") }

  static func places(_ columns: [String]) -> String { columns.map { _ in "?" }.joined(separator: ", ") }
}

/// Carries a table's rows to another store of the same schema, whatever engines the two are on.
struct TableCopy {
  private static let page = 2_000

  let table: StoredTable

  /// Answers what was carried.
  ///
  /// - Parameter step: is told how many rows have been carried so far.
  @discardableResult
  func run(
    from source: any Connection, to target: any Connection, step: (Int) -> Void = { _ in }
  ) throws -> TableContent {
    try walk(source) { rows, content in
      try target.insert(rows, into: table)
      step(content.rows)
    }
  }

  /// What is in the table: the same for the same rows, on whichever engine they lie.
  func content(of connection: any Connection) throws -> TableContent { try walk(connection) { _, _ in } }

  /// Shows all rows in the order of their key, page by page.
  private func walk(_ source: any Connection, _ visit: ([Row], TableContent) throws -> Void) throws -> TableContent {
    var (last, content) = ([Value](), TableContent())
    while true {
      let rows = try source.rows(page(isFirst: last.isEmpty), last + [.integer(Int64(Self.page))])
      for row in rows { content.add(row) }
      try visit(rows, content)
      guard rows.count == Self.page, let end = rows.last else { return content }
      last = table.key.map { end[$0] }
    }
  }

  private func page(isFirst: Bool) -> String {
    let key = StoredTable.list(table.key)
    let after = isFirst ? "" : "WHERE (\(key)) > (\(StoredTable.places(table.key)))"
    return "SELECT \(StoredTable.list(table.columns)) FROM \(table.name) \(after) ORDER BY \(key) LIMIT ?"
  }
}

/// How many rows a table has, and a sum over every value of them.
struct TableContent: Equatable, Sendable {
  private(set) var rows = 0
  private var sum = FNV1a()

  mutating func add(_ row: Row) {
    rows += 1
    for value in row.allValues { add(value) }
  }

  private mutating func add(_ value: Value) {
    switch value {
    case .null: sum.add(byte: 0)
    case .integer(let integer): add(1, word: UInt64(bitPattern: integer))
    case .real(let real): add(2, word: real.bitPattern)
    case .text(let text): add(3, text.utf8)
    case .bytes(let bytes): add(4, bytes)
    }
  }

  private mutating func add(_ kind: UInt8, word: UInt64) {
    sum.add(byte: kind)
    sum.add(word: word)
  }

  private mutating func add(_ kind: UInt8, _ bytes: some Collection<UInt8>) {
    add(kind, word: UInt64(bytes.count))
    for byte in bytes { sum.add(byte: byte) }
  }
}
