import Database

extension Database {
  /// Every row of every table of the schema, to compare two stores by.
  func allRows() async throws -> [String: Set<[Value]>] {
    let tables = SourceTree.schema.flatMap { $0.text.matches(of: #/CREATE TABLE (\w+) /#).map { String($0.1) } }
    return try await read { snapshot in
      var all: [String: Set<[Value]>] = [:]
      for table in tables { all[table] = Set(try snapshot.rows("SELECT * FROM \(table)").map(\.allValues)) }
      return all
    }
  }
}
