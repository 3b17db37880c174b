import Database
import Foundation
import Testing

@testable import Foyer

/// A house whose record is written and sealed at will, and tampered with below the program.
struct SealedHouse: Sendable {
  let house: TestLobby
  let sealer: Sealer

  var estate: String { house.estate.id }

  static func open(passes: Int = 30) async throws -> SealedHouse {
    try SealedHouse(house: try await TestLobby.open(passes: passes))
  }

  init(house: TestLobby) throws {
    self.house = house
    sealer = Self.sealer(of: house, keys: try .load(in: Self.folder()))
  }

  /// A second one on the same database, as another process would have it.
  func another(keys: SealKeys? = nil) throws -> Sealer {
    Self.sealer(of: house, keys: keys ?? sealer.keys)
  }

  private static func sealer(of house: TestLobby, keys: SealKeys) -> Sealer {
    Sealer(
      database: house.lobby.database, keys: keys,
      anchors: AnchorFile(url: folder().appendingPathComponent("anchors.jsonl")), clock: house.clock.lobbyClock)
  }

  static func folder() -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("foyer-seal-\(UUID().uuidString)")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// Notes, sealed after every few of them.
  func write(_ count: Int, sealingEvery share: Int = 4) async throws {
    let author = house.author
    for number in 0..<count {
      try await house.lobby.write(in: house.estate.id) { tx in
        _ = try tx.write(
          NoteRule.Draft(text: "第\(number)条，“湿滑”\n已放警示牌", room: number % 3 == 0 ? "2-1601" : nil), by: author)
      }
      if number % share == share - 1 { try await sealer.sealAll() }
    }
    try await sealer.sealAll()
  }

  func entries() async throws -> [RecordedEntry] {
    try await house.lobby.read { try $0.recorded(of: estate, after: 0, limit: 1_000) }
  }

  func seals() async throws -> [Seal] {
    try await house.lobby.read { try $0.seals(of: estate, after: 0, limit: 1_000) }
  }

  func verify(anchored: Bool = false, with keys: SealKeys? = nil) async throws -> RecordReport {
    let anchors = anchored ? try sealer.anchors.read().anchors : [:]
    return try await RecordCheck(
      database: house.lobby.database, judge: (keys ?? sealer.keys).judge, anchors: anchors
    ).whole()
  }

  func recent() async throws -> RecordReport {
    try await RecordCheck(database: house.lobby.database, judge: sealer.keys.judge, anchors: [:]).recent()
  }

  func export() async throws -> URL {
    let file = Self.folder().appendingPathComponent("record.jsonl")
    _ = try await JournalExport(database: house.lobby.database, keys: sealer.keys, now: house.clock.now)
      .write(to: file, estate: nil)
    return file
  }

  /// Takes the walls down that keep the program itself from changing what is written.
  func unlock() async throws {
    try await house.lobby.write(in: house.estate.id) { tx in
      for table in ["journal", "seals"] {
        if TestEngine.isPostgreSQL {
          try tx.run("ALTER TABLE \(table) DISABLE TRIGGER USER")
        } else {
          for change in ["update", "delete"] {
            try tx.run("DROP TRIGGER \(table)_no_\(change)\(TestEngine.isPostgreSQL ? " ON \(table)" : "")")
          }
        }
        try tx.run("CREATE TABLE \(table)_kept AS SELECT * FROM \(table)")
      }
    }
  }

  /// Puts everything back as it was at the unlocking.
  func restore() async throws {
    try await house.lobby.write(in: house.estate.id) { tx in
      for table in ["journal", "seals"] {
        try tx.run("DELETE FROM \(table)")
        try tx.run("INSERT INTO \(table) SELECT * FROM \(table)_kept")
      }
    }
  }
}
