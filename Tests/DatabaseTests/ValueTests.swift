import Foundation
import Testing

@testable import Database

struct ValueTests {
  @Test(
    arguments: [
      .text("陆英 🏮 O'Brien; DROP TABLE notes --"), .text(""), .text("line\nbreak\ttab \u{0} end"),
      .integer(.max), .integer(.min), .integer(0), .real(0.1), .real(-1e300), .bytes([0, 255, 10]), .null,
    ] as [Value])
  func `A value comes back as it went in`(_ value: Value) async throws {
    let store = try Store.open()
    let rows = try await store.database.read { try $0.rows("SELECT ? AS it", arguments: [value]) }
    #expect(rows.count == 1 && rows.first?["it"] == value)
  }

  @Test func `Columns of each type are read as what they are`() async throws {
    let store = try Store.open()
    _ = try await store.database.write(in: nil) { tx in
      try tx.run(
        "INSERT INTO notes (estate, text, sealed, weight) VALUES (?, ?, ?, ?)", "e", "note", [1, 2, 3] as [UInt8], 1.5)
    }
    let row = try #require(try await store.database.read { try $0.row("SELECT * FROM notes") })
    #expect(row.text("text") == "note" && row.int("seq") == 1)
    #expect(row.optionalBytes("sealed") == [1, 2, 3] && row["weight"] == .real(1.5))
    #expect(row.optionalInt("text") == nil && row.optionalText("sealed") == nil)
  }

  @Test func `Nothing is written for an absent value`() async throws {
    let store = try Store.open()
    let absent: String? = nil
    #expect(absent.value == .null && (true as Bool?).value == .integer(1))
    #expect(try await store.database.read { try $0.row("SELECT 1 WHERE 1 = 0") } == nil)
    #expect(try await store.database.read { try $0.count("SELECT 1 WHERE 1 = 0") } == 0)
  }

  @Test func `A change tells how many rows it met`() async throws {
    let store = try Store.open()
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
  @Test(arguments: [
    "UPDATE record SET text = 'changed'", "DELETE FROM record", "REPLACE INTO record VALUES (1, 'changed')",
  ])
  func `A row of the record can neither be changed nor taken away`(_ change: String) async throws {
    let store = try Store.open()
    _ = try await store.database.write(in: nil) { tx in try tx.run("INSERT INTO record (text) VALUES ('first')") }
    await #expect(throws: DatabaseError.self) {
      try await store.database.write(in: nil) { tx in try tx.run(change) }
    }
    let texts = try await store.database.read { try $0.rows("SELECT text FROM record").map { $0.text("text") } }
    #expect(texts == ["first"])
  }

  @Test func `Numbers of the record rise and none comes twice`() async throws {
    let store = try Store.open()
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
    #expect(numbers == [1, 2, 3, 4])
  }

  @Test func `A mistake in a statement tells no values`() async throws {
    let store = try Store.open()
    do {
      _ = try await store.database.read { try $0.rows("SELECT nothing FROM notes WHERE text = ?", "陆英") }
      Issue.record("the statement has no such column")
    } catch {
      #expect(!"\(error)".contains("陆英"))
    }
  }
}
