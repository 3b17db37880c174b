/// A table as it is carried from store to store.
public struct StoredTable: Sendable {
  public let name: String
  let columns: [String]
  /// Columns of the primary key, in its order.
  let key: [String]
  /// Columns that hold pictures and files: of these a few rows may be as long as thousands of others.
  var files: [String] = []

  var insertion: String {
    "INSERT INTO \(name) (\(Self.list(columns))) VALUES (\(Self.places(columns)))"
  }

  static func list(_ columns: [String]) -> String { columns.map { "\"\($0)\"" }.joined(separator: ", ") }

  static func places(_ columns: [String]) -> String { columns.map { _ in "?" }.joined(separator: ", ") }
}

/// Carries a table's rows to another store of the same schema, whatever engines the two are on.
struct TableCopy {
  let table: StoredTable
  /// The most rows, and about the most bytes of files, that are held at a time.
  var page = 2_000
  var fileBytes = 8 << 20

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
      let wanted = try rowsOfPage(after: last, in: source)
      let rows = try source.rows(
        page(of: StoredTable.list(table.columns), isFirst: last.isEmpty), last + [.integer(Int64(wanted))])
      for row in rows { content.add(row) }
      try visit(rows, content)
      guard rows.count == wanted, let end = rows.last else { return content }
      last = table.key.map { end[$0] }
    }
  }

  /// How many rows are read next: fewer where their files are long. Asking for a file's length does not read it.
  private func rowsOfPage(after last: [Value], in source: any Connection) throws -> Int {
    guard !table.files.isEmpty else { return page }
    let length = table.files.map { "COALESCE(CAST(length(\"\($0)\") AS BIGINT), 0)" }.joined(separator: " + ")
    let lengths = try source.rows(
      page(of: "\(length) AS length", isFirst: last.isEmpty), last + [.integer(Int64(page))])
    var (rows, bytes) = (0, 0)
    for row in lengths {
      bytes += row.int("length")
      if bytes > fileBytes, rows > 0 { return rows }
      rows += 1
    }
    return page
  }

  private func page(of columns: String, isFirst: Bool) -> String {
    let key = StoredTable.list(table.key)
    let after = isFirst ? "" : "WHERE (\(key)) > (\(StoredTable.places(table.key)))"
    return "SELECT \(columns) FROM \(table.name) \(after) ORDER BY \(key) LIMIT ?"
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
