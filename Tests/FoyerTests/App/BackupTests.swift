import Crypto
import Foundation
import Testing

@testable import Database
@testable import Foyer

/// Every backup that is made here is restored, and compared row by row and head by head.
struct BackupTests {
  /// An installation with two estates, some duty and sealed entries; on PostgreSQL with its address.
  private struct Origin {
    let installation: Installation
    let estates: [String]

    var folder: URL { installation.folder }

    init() async throws {
      installation = try Installation.open(
        folder: SealedHouse.folder(), address: try TestEngine.freshAddress(), clock: .fixed(TestLobby.evening))
      estates = [
        try await installation.addEstate(name: "青梧里", profile: "guard_post", timeZone: "Asia/Shanghai"),
        try await installation.addEstate(name: "云栖台", profile: "butler_desk", timeZone: "Asia/Hong_Kong"),
      ]
      for estate in estates { _ = try await installation.createToken(estate: estate, role: "attendant", scopes: []) }
      try await write(700)
      try await installation.sealRecord()
    }

    /// Notes at the first estate: more than one page of a copy.
    func write(_ count: Int) async throws {
      let author = JournalAuthor(
        estate: estates[0], post: "", account: "console", name: "console", at: TestLobby.evening)
      try await installation.database.write(in: estates[0]) { tx in
        for number in 0..<count { _ = try tx.write(NoteRule.Draft(text: "第\(number)条‘’\n"), by: author) }
      }
    }

    /// An empty folder with the same keys, as on another machine.
    func target() throws -> URL {
      let target = SealedHouse.folder()
      try FileManager.default.copyItem(
        at: installation.keyFolder, to: target.appendingPathComponent("keys"))
      return target
    }

    func file(_ name: String = "backup.foyer") -> URL { SealedHouse.folder().appendingPathComponent(name) }
  }

  private static func restore(_ file: URL, into folder: URL, address: String? = nil, key: String? = nil) async throws
    -> RestoreSummary
  {
    var restore = Restore(file: file, folder: folder, address: address, clock: .fixed(TestLobby.evening))
    restore.key = key
    return try await restore.run()
  }

  /// All is as it was, and the record goes on from there with one entry for each estate.
  private func compare(_ origin: Origin, _ before: [String: Set<[Value]>], _ restored: Installation) async throws {
    let after = try await restored.database.allRows()
    #expect(before.keys == after.keys)
    for (table, rows) in before {
      let added = table == "journal" || table == "seals" ? origin.estates.count : 0
      #expect(after[table]?.count == rows.count + added, "\(table)")
      #expect(rows.subtracting(after[table] ?? []).isEmpty, "\(table)")
    }
    let verdict = try await restored.verifyRecord(anchors: nil)
    #expect(verdict.ok && verdict.unsealed == 0 && verdict.anchors == origin.estates.count)
    for estate in origin.estates {
      let entry = try await restored.database.read { try $0.recorded(of: estate, after: 0, limit: 10_000).last }
      #expect(entry?.kind == "store.restored")
    }
  }

  @Test func `A backup is restored with every row and the record's head`() async throws {
    let origin = try await Origin()
    let file = origin.file()
    let before = try await origin.installation.database.allRows()
    let head = try await origin.installation.verifyRecord(anchors: nil).head
    let made = try await origin.installation.backUp(to: file.path)
    #expect(made.ok && made.estates == 2 && made.head == head && !made.encrypted)
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? NSNumber
    #expect(mode?.intValue == 0o600)
    let left = try FileManager.default.contentsOfDirectory(atPath: file.deletingLastPathComponent().path)
    #expect(left == ["backup.foyer"])
    let target = try origin.target()
    let restored = try await Self.restore(file, into: target)
    #expect(restored.ok && restored.head == head && restored.entries == made.entries)
    let installation = try Installation.open(folder: target, clock: .fixed(TestLobby.evening))
    try await compare(origin, before, installation)
    try installation.close()
    await #expect(throws: Restore.Refusal.self) { _ = try await Self.restore(file, into: target) }
  }

  @Test func `Backups made while people write are consistent, and the record in each verifies`() async throws {
    let origin = try await Origin()
    let writing = Task {
      for _ in 0..<40 { try await origin.write(5) }
    }
    var files: [URL] = []
    for number in 0..<4 {
      files.append(origin.file("\(number).foyer"))
      #expect(try await origin.installation.backUp(to: files[number].path).ok)
    }
    try await writing.value
    for file in files {
      let target = try origin.target()
      #expect(try await Self.restore(file, into: target).ok)
      let installation = try Installation.open(folder: target, clock: .fixed(TestLobby.evening))
      #expect(try await installation.verifyRecord(anchors: nil).ok)
      // Five at a time were written: none of them is there in part.
      let notes = try await installation.database.read {
        try $0.count("SELECT COUNT(*) FROM journal WHERE kind = 'note.written'")
      }
      #expect(notes >= 700 && notes % 5 == 0)
    }
  }

  @Test func `A sealed backup opens with its private key alone, and only when it is whole`() async throws {
    let origin = try await Origin()
    let folder = SealedHouse.folder()
    let (key, other) = (
      folder.appendingPathComponent("backup.key").path, folder.appendingPathComponent("other.key").path
    )
    let publicKey = try BackupKey.make(in: key)
    _ = try BackupKey.make(in: other)
    #expect(throws: CommandRefusal.self) { try BackupKey.make(in: key) }
    let file = origin.file()
    let before = try await origin.installation.database.allRows()
    #expect(try await origin.installation.backUp(to: file.path, key: publicKey).encrypted)
    let data = try Data(contentsOf: file)
    #expect(data.range(of: Data("青梧里".utf8)) == nil)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: origin.folder.path).allSatisfy { !$0.hasSuffix("partial") })
    let target = try origin.target()
    await #expect(throws: Restore.Refusal.self) { _ = try await Self.restore(file, into: target) }
    await #expect(throws: BackupEnvelope.Broken.self) { _ = try await Self.restore(file, into: target, key: other) }
    for damaged in [data.dropLast(), data.dropLast(1_000), data + [0], data.prefix(40), flipped(data)] {
      let broken = origin.file()
      try Data(damaged).write(to: broken)
      await #expect(throws: BackupEnvelope.Broken.self) { _ = try await Self.restore(broken, into: target, key: key) }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: target.path).sorted() == ["keys", "serve.lock"])
    _ = try await Self.restore(file, into: target, key: key)
    try await compare(origin, before, try Installation.open(folder: target, clock: .fixed(TestLobby.evening)))
  }

  private func flipped(_ data: Data) -> Data {
    var data = data
    data[data.count / 2] ^= 1
    return data
  }

  @Test func `Anchors of later days are set aside, and a changed record is refused`() async throws {
    let origin = try await Origin()
    let file = origin.file()
    _ = try await origin.installation.backUp(to: file.path)
    try await origin.write(3)
    try await origin.installation.sealRecord()
    let target = try origin.target()
    let anchors = target.appendingPathComponent("anchors.jsonl")
    try FileManager.default.copyItem(at: origin.folder.appendingPathComponent("anchors.jsonl"), to: anchors)
    _ = try await Self.restore(file, into: target)
    #expect(try await Installation.open(folder: target, clock: .fixed(TestLobby.evening)).verifyRecord(anchors: nil).ok)
    let names = try FileManager.default.contentsOfDirectory(atPath: target.path)
    #expect(names.contains { $0.hasPrefix("anchors-before-") })
    let forged = Database(engine: try SQLiteEngine(path: file.path))
    try await forged.write(in: nil) { tx in
      try tx.run("DROP TRIGGER journal_no_update")
      try tx.run("UPDATE journal SET account_name = '桑枝' WHERE seq = 2")
    }
    try forged.close()
    let another = try origin.target()
    await #expect(throws: Restore.Refusal.self) { _ = try await Self.restore(file, into: another) }
  }

  @Test func `What is no backup is refused and leaves nothing behind`() async throws {
    let origin = try await Origin()
    let file = origin.file()
    for text in ["", "no backup at all", String(repeating: "x", count: 10_000)] {
      try Data(text.utf8).write(to: file)
      let target = try origin.target()
      await #expect(throws: (any Error).self) { _ = try await Self.restore(file, into: target) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: target.path).sorted() == ["keys", "serve.lock"])
    }
    await #expect(throws: Restore.Refusal.self) { _ = try await Self.restore(file, into: SealedHouse.folder()) }
    await #expect(throws: CommandRefusal.self) {
      _ = try await origin.installation.backUp(to: origin.folder.appendingPathComponent("foyer.sqlite").path)
    }
  }

  @Test(.enabled(if: TestEngine.isPostgreSQL))
  func `A backup of PostgreSQL is restored into PostgreSQL`() async throws {
    let origin = try await Origin()
    let file = origin.file()
    let before = try await origin.installation.database.allRows()
    _ = try await origin.installation.backUp(to: file.path)
    let (target, address) = (try origin.target(), try TestEngine.freshAddress())
    _ = try await Self.restore(file, into: target, address: address)
    let restored = try Installation.open(folder: target, address: address, clock: .fixed(TestLobby.evening))
    try await compare(origin, before, restored)
    await #expect(throws: Restore.Refusal.self) { _ = try await Self.restore(file, into: target, address: address) }
  }
}
