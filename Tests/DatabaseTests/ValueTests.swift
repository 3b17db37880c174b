import Foundation
import Testing

@testable import Database

struct ValueTests {
  private static let values: [Value] = [
    .text("陆英 🏮 𠮷 O'Brien; DROP TABLE notes -- ?"), .text(""), .text("line\nbreak\ttab"), .integer(.max),
    .integer(.min), .integer(0), .real(0.1), .real(-1e300), .bytes([0, 255, 10]), .bytes([]), .null,
  ]

  @Test(arguments: Store.kinds) func `A value comes back as it went in`(_ kind: Store.Kind) async throws {
    let store = try Store.open(kind)
    for value in Self.values {
      let rows = try await store.database.read { try $0.rows("SELECT ? AS it", arguments: [value]) }
      #expect(rows.count == 1 && rows.first?["it"] == value)
    }
  }

  @Test(arguments: Store.kinds) func `A text with a NUL in it is refused, and the next one is not`(
    _ kind: Store.Kind
  ) async throws {
    let store = try Store.open(kind)
    await #expect(throws: DatabaseError.invalidText) { try await store.write("a\u{0}b") }
    await #expect(throws: DatabaseError.self) {
      try await store.database.read { try $0.rows("SELECT ? AS it", "\u{0}") }
    }
    try await store.write("after")
    #expect(try await store.texts() == ["after"])
  }

  @Test(arguments: Store.kinds) func `Sums, counts and the largest are integers, however big`(
    _ kind: Store.Kind
  ) async throws {
    let store = try Store.open(kind)
    for sum in [0, 1, -1, 9_999, 10_000, 100_000_000, 1_778_766_120_000, 9_007_199_254_740_993, Int.max, Int.min] {
      let row = try await store.database.read { snapshot in
        try snapshot.row(
          "SELECT SUM(n) AS sum, MAX(n) AS largest, COUNT(*) AS count FROM (SELECT ? AS n UNION ALL SELECT ?) AS two",
          sum, 0)
      }
      #expect(row?["sum"] == .integer(Int64(sum)) && row?.int("largest") == max(sum, 0) && row?.int("count") == 2)
    }
    let half = try await store.database.read {
      try $0.row("SELECT AVG(n) AS it FROM (SELECT 2 AS n UNION SELECT 3) AS a")
    }
    #expect(half?["it"] == .real(2.5))
  }

  @Test(arguments: Store.kinds) func `Lists of any length can be asked for, one after another`(
    _ kind: Store.Kind
  ) async throws {
    let store = try Store.open(kind)
    try await store.database.write(in: "e") { tx in
      for length in 1...1200 {
        let marks = Array(repeating: "?", count: length).joined(separator: ", ")
        let found = try tx.rows(
          "SELECT \(length) AS it WHERE 1 IN (\(marks))", arguments: (1...length).map { .integer(Int64($0)) })
        guard found.first?.int("it") == length else { throw DatabaseError.failed(reason: "\(length)") }
      }
    }
  }

  @Test(arguments: Store.kinds) func `Columns of each type are read as what they are`(_ kind: Store.Kind) async throws {
    let store = try Store.open(kind)
    _ = try await store.database.write(in: nil) { tx in
      try tx.run(
        "INSERT INTO notes (estate, text, sealed, weight) VALUES (?, ?, ?, ?)", "e", "note", [1, 2, 3] as [UInt8], 1.5)
    }
    let row = try #require(try await store.database.read { try $0.row("SELECT * FROM notes") })
    #expect(row.text("text") == "note" && row.int("seq") == 1)
    #expect(row.optionalBytes("sealed") == [1, 2, 3] && row["weight"] == .real(1.5))
    #expect(row.optionalInt("text") == nil && row.optionalText("sealed") == nil)
  }

  @Test(arguments: Store.kinds) func `Nothing is written for an absent value`(_ kind: Store.Kind) async throws {
    let store = try Store.open(kind)
    let absent: String? = nil
    #expect(absent.value == .null && (true as Bool?).value == .integer(1))
    #expect(try await store.database.read { try $0.row("SELECT 1 WHERE 1 = 0") } == nil)
    #expect(try await store.database.read { try $0.count("SELECT 1 WHERE 1 = 0") } == 0)
  }

  @Test(arguments: Store.kinds) func `A change tells how many rows it met`(_ kind: Store.Kind) async throws {
    let store = try Store.open(kind)
    for number in 1...3 { try await store.write("note \(number)") }
    let (met, missed) = try await store.database.write(in: nil) { tx in
      (
        try tx.run("UPDATE notes SET weight = 1 WHERE seq <= ?", 2),
        try tx.run("UPDATE notes SET weight = 1 WHERE seq > ?", 99)
      )
    }
    #expect(met == 2 && missed == 0)
  }
}

struct AppendOnlyTests {
  @Test(arguments: Store.kinds)
  func `A row of the record can neither be changed nor taken away`(_ kind: Store.Kind) async throws {
    let store = try Store.open(kind)
    _ = try await store.database.write(in: nil) { tx in try tx.run("INSERT INTO record (text) VALUES ('first')") }
    let last = kind == .sqlite ? "REPLACE INTO record VALUES (1, 'changed')" : "TRUNCATE record"
    for change in ["UPDATE record SET text = 'changed'", "DELETE FROM record", last] {
      await #expect(throws: DatabaseError.conflict(constraint: "record is append-only"), "\(change)") {
        try await store.database.write(in: nil) { tx in try tx.run(change) }
      }
    }
    let texts = try await store.database.read { try $0.rows("SELECT text FROM record").map { $0.text("text") } }
    #expect(texts == ["first"])
  }

  @Test(arguments: Store.kinds) func `Numbers of the record rise and none comes twice`(_ kind: Store.Kind) async throws
  {
    let store = try Store.open(kind)
    for _ in 1...3 {
      _ = try await store.database.write(in: nil) { tx in try tx.run("INSERT INTO record (text) VALUES ('x')") }
    }
    struct Undone: Error {}
    try? await store.database.write(in: nil) { tx in
      try tx.run("INSERT INTO record (text) VALUES ('undone')")
      throw Undone()
    }
    _ = try await store.database.write(in: nil) { tx in try tx.run("INSERT INTO record (text) VALUES ('last')") }
    let numbers = try await store.database.read {
      try $0.rows("SELECT seq FROM record ORDER BY seq").map { $0.int("seq") }
    }
    // SQLite gives an undone number again, PostgreSQL leaves it out.
    #expect(numbers == (kind == .sqlite ? [1, 2, 3, 4] : [1, 2, 3, 5]))
  }

  @Test(arguments: Store.kinds) func `A value that does not fit is not told`(_ kind: Store.Kind) async throws {
    let store = try Store.open(kind)
    do {
      _ = try await store.database.write(in: nil) {
        try $0.run("INSERT INTO notes (estate, text, seq) VALUES ('e', 'a', CAST(? AS TEXT))", "陆英")
      }
      Issue.record("the column is a number")
    } catch {
      #expect(!"\(error)".contains("陆英"))
    }
  }

  @Test(arguments: Store.kinds) func `A mistake in a statement tells no values`(_ kind: Store.Kind) async throws {
    let store = try Store.open(kind)
    do {
      _ = try await store.database.read { try $0.rows("SELECT nothing FROM notes WHERE text = ?", "陆英") }
      Issue.record("the statement has no such column")
    } catch {
      #expect(!"\(error)".contains("陆英"))
    }
  }
}
