import Foundation
import Testing

@testable import Foyer

/// The schema keeps estates apart and stays inside what SQLite and PostgreSQL share.
struct SchemaTests {
  /// Found by a secret or a serial number before the estate is known.
  private static let withoutEstate: [String: String] = [
    "estates": "the estate itself",
    "backups": "a copy holds every estate",
    "tries": "wrong passwords are counted by name and address, before anything is known",
    "accounts_by_setup": "a set-up link is opened by who is not signed in",
    "sessions_by_token": "a cookie says whose estate it is",
    "browsers_by_token": "an enrolled browser says whose estate it is",
    "tokens_by_hash": "a token says whose estate it is",
    "roster_feeds_by_token": "a calendar program brings only the secret address",
  ]

  private struct Table {
    let name: String
    let definition: String
  }

  private static var text: String {
    SourceTree.schema.map(\.text).joined(separator: "\n").replacing(/--.*/, with: "")
  }

  private static var tables: [Table] {
    text.matches(of: /CREATE TABLE (\w+) \(([^;]*)\);/).map { Table(name: String($0.1), definition: String($0.2)) }
  }

  @Test func `Every key leads with the estate`() {
    for table in Self.tables where Self.withoutEstate[table.name] == nil {
      #expect(table.definition.contains(/PRIMARY KEY \(estate\b/), "\(table.name): its key does not begin with estate")
    }
    for index in Self.text.matches(of: /CREATE (?:UNIQUE )?INDEX (\w+) ON \w+ \((\w+)/) {
      let name = String(index.1)
      #expect(index.2 == "estate" || Self.withoutEstate[name] != nil, "\(name) does not begin with estate")
    }
  }

  /// So no reference crosses the nodes of a PostgreSQL that keeps estates apart (Citus, by `estate`).
  @Test func `What is referred to is of the same estate, and nothing but a key or an index keeps rows apart`() {
    var references = 0
    for table in Self.tables {
      let definition = table.definition.replacing(/\s+/, with: " ")
      for reference in definition.matches(of: /FOREIGN KEY \(([^)]*)\) REFERENCES (\w+) \(([^)]*)\)/) {
        let isWithin = reference.1.hasPrefix("estate") && reference.3.hasPrefix("estate")
        #expect(isWithin || reference.2 == "estates", "\(table.name) refers to \(reference.2) across estates")
      }
      for reference in definition.matches(of: /(\w+) [A-Z ]+? REFERENCES (\w+)/) {
        #expect(reference.1 == "estate" && reference.2 == "estates", "\(table.name).\(reference.1)")
      }
      references += definition.matches(of: /REFERENCES/).count
      #expect(!definition.contains(/\sUNIQUE|SERIAL_KEY/), "\(table.name) has a key without its estate")
    }
    #expect(!Self.tables.isEmpty && references > 0)
  }

  @Test func `Every table and index of the list of exceptions is there`() {
    for name in Self.withoutEstate.keys {
      #expect(Self.text.contains("CREATE TABLE \(name) ") || Self.text.contains(" INDEX \(name) "), "\(name)")
    }
  }

  @Test func `Columns have the types that both engines know`() {
    let types: Set<String> = ["TEXT", "BIGINT", "BYTES", "SERIAL_KEY", "REAL"]
    let clauses: Set<String> = ["PRIMARY", "FOREIGN", "CHECK", "UNIQUE", "CONSTRAINT"]
    for table in Self.tables {
      for line in table.definition.split(separator: "\n") {
        let words = line.trimmingCharacters(in: .whitespaces).split(separator: " ")
        guard words.count >= 2, !clauses.contains(String(words[0])), line.hasPrefix("  "), !line.hasPrefix("   ") else {
          continue
        }
        let type = words[1].trimmingCharacters(in: .punctuationCharacters.subtracting(.init(charactersIn: "_")))
        #expect(types.contains(type), "\(table.name).\(words[0]) is of type \(type)")
      }
    }
  }

  @Test func `No statement uses what only one engine knows`() {
    let only =
      /\b(AUTOINCREMENT|WITHOUT ROWID|IFNULL|GROUP_CONCAT|strftime|datetime\(|julianday|rowid|GLOB|INSERT OR |REPLACE INTO|last_insert_rowid|changes\(\)|PRAGMA|ILIKE|NOW\(\)|::text)/
    let stores = SourceTree.product().filter { $0.name.contains(/Stores?$/) } + SourceTree.schema
    for file in stores {
      for (number, line) in file.lines.enumerated() {
        #expect(!line.contains(only), "\(file.path):\(number + 1)")
      }
    }
  }

  @Test func `Migrations are numbered without a gap in their order`() {
    let numbers = SourceTree.schema.compactMap { Int($0.name.prefix(4)) }
    #expect(numbers.count == SourceTree.schema.count && Set(numbers).count == numbers.count)
  }
}
