import Foundation
import Testing

@testable import Database

/// A table is carried in pieces that fit into memory, however long its files are.
struct TableCopyTests {
  /// Sees how many bytes of files one answer brought.
  private final class Listener: Connection {
    let inner: any Connection
    private(set) var longest = 0
    private(set) var answers = 0

    init(_ inner: any Connection) { self.inner = inner }

    func run(_ sql: String, _ arguments: [Value]) throws -> Int { try inner.run(sql, arguments) }
    func hold(_ tables: [StoredTable]) throws { try inner.hold(tables) }
    func script(_ sql: String) throws { try inner.script(sql) }

    func rows(_ sql: String, _ arguments: [Value]) throws -> [Row] {
      let rows = try inner.rows(sql, arguments)
      answers += 1
      guard !sql.contains("AS length") else { return rows }
      longest = max(longest, rows.reduce(0) { $0 + ($1.optionalBytes("sealed")?.count ?? 0) })
      return rows
    }
  }

  @Test(arguments: Store.kinds)
  func `Pictures are carried a few at a time, thousands of short rows at once, and nothing is left out`(
    kind: Store.Kind
  ) async throws {
    let (source, target) = (try Store.open(kind), try Store.open(kind))
    let table = StoredTable(
      name: "notes", columns: ["seq", "estate", "text", "sealed", "weight"], key: ["seq"], files: ["sealed"])
    try source.engine.exclusively { connection in
      for number in 1...40 {
        let picture: Value = number % 4 == 0 ? .null : .bytes([UInt8](repeating: UInt8(number), count: number * 1_000))
        _ = try connection.run(
          "INSERT INTO notes (estate, text, sealed) VALUES (?, ?, ?)", [.text("a"), .text("\(number)"), picture])
      }
    }
    nonisolated(unsafe) var seen: (longest: Int, answers: Int, same: Bool) = (0, 0, false)
    try source.engine.exclusively { connection in
      nonisolated(unsafe) let (listener, connection) = (Listener(connection), connection)
      try target.engine.exclusively { other in
        let copy = TableCopy(table: table, page: 10, fileBytes: 100_000)
        let carried = try copy.run(from: listener, to: other)
        let (there, here) = (try copy.content(of: other), try copy.content(of: connection))
        seen = (listener.longest, listener.answers, carried.rows == 40 && there == carried && here == carried)
      }
    }
    #expect(seen.same)
    // Never more than was asked for; and not row by row.
    #expect(seen.longest <= 100_000 && seen.longest > 50_000)
    #expect(seen.answers < 40)
  }

  @Test func `A picture that is longer than a page may be is carried alone`() throws {
    let (source, target) = (try Store.open(), try Store.open())
    try source.engine.exclusively { connection in
      for number in 1...3 {
        _ = try connection.run(
          "INSERT INTO notes (estate, text, sealed) VALUES (?, ?, ?)",
          [.text("a"), .text("\(number)"), .bytes([UInt8](repeating: 7, count: 5_000))])
      }
    }
    nonisolated(unsafe) var rows = 0
    try source.engine.exclusively { connection in
      nonisolated(unsafe) let connection = connection
      try target.engine.exclusively { other in
        let table = StoredTable(
          name: "notes", columns: ["seq", "estate", "text", "sealed", "weight"], key: ["seq"], files: ["sealed"])
        rows = try TableCopy(table: table, page: 10, fileBytes: 100).run(from: connection, to: other).rows
      }
    }
    #expect(rows == 3)
  }
}
