/// What a store says to whoever would use it, until it is taken away: that it is half moved here, or moved away.
public enum StoreMark: String, Sendable, CaseIterable {
  case unfinished, moved

  static let table = "store_state"
  static let definition = "CREATE TABLE IF NOT EXISTS \(table) (state TEXT NOT NULL PRIMARY KEY, says TEXT NOT NULL)"

  static func set(_ mark: StoreMark, saying says: String, on connection: any Connection) throws {
    try take(mark, from: connection)
    _ = try connection.run("INSERT INTO \(table) (state, says) VALUES (?, ?)", [.text(mark.rawValue), .text(says)])
  }

  static func take(_ mark: StoreMark, from connection: any Connection) throws {
    _ = try connection.run("DELETE FROM \(table) WHERE state = ?", [.text(mark.rawValue)])
  }

  /// Throws what a mark says, but for the one that is expected.
  static func refuse(_ connection: any Connection, but expected: StoreMark?) throws {
    let rows = try connection.rows("SELECT state, says FROM \(table)", [])
    if let row = rows.first(where: { $0.text("state") != expected?.rawValue }) {
      throw DatabaseError.notInService(reason: row.text("says"))
    }
  }
}

extension Database {
  /// What the store's mark says; nil when it is in service. Writes nothing.
  public func mark() async throws -> String? {
    do {
      return try await engine.read { connection in
        try connection.rows("SELECT says FROM \(StoreMark.table)", []).first?.text("says")
      }
    } catch DatabaseError.failed {
      // A store that no program with marks has opened yet.
      return nil
    }
  }

  /// Uses a store again from which another was made.
  public func reopen() throws {
    try engine.exclusively { connection in
      try connection.script(StoreMark.definition)
      try StoreMark.take(.moved, from: connection)
    }
  }
}
