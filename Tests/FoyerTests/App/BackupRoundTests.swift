import Foundation
import Logging
import Testing

@testable import Database
@testable import Foyer

/// Backups that the desk makes by itself.
struct BackupRoundTests {
  private struct Desk {
    let clock = TestClock(TestLobby.evening)
    let installation: Installation
    let estate: String
    let folder = SealedHouse.folder()
    let plan: BackupPlan

    init(everyHours: Int = 6, keep: Int = 3) async throws {
      installation = try Installation.open(
        folder: SealedHouse.folder(), address: try TestEngine.freshAddress(), clock: clock.lobbyClock)
      estate = try await installation.addEstate(name: "青梧里", profile: "guard_post", timeZone: "Asia/Shanghai")
      plan = try BackupPlan(folder: folder.path, everyHours: everyHours, keep: keep, key: nil)
    }

    var rounds: BackupRounds {
      BackupRounds(
        installation: installation, plan: plan,
        logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    }

    func files() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }

    func past() async throws -> [PastBackup] { try await installation.database.read { try $0.pastBackups() } }

    func write() async throws {
      let author = JournalAuthor(estate: estate, post: "", account: "console", name: "console", at: clock.now)
      try await installation.database.write(in: estate) { tx in
        _ = try tx.write(NoteRule.Draft(text: "巡楼"), by: author)
      }
      try await installation.sealRecord()
    }
  }

  @Test func `Every backup of a schedule is restored, with every row and the record's head`() async throws {
    let desk = try await Desk(keep: 10)
    var heads: [String: (head: String, entries: Int)] = [:]
    for _ in 0..<4 {
      try await desk.write()
      let verdict = try await desk.installation.verifyRecord(anchors: nil)
      let made = try #require(try await desk.rounds.makeWhenDue())
      heads[URL(filePath: made.file).lastPathComponent] = (verdict.head, verdict.entries)
      #expect(try await desk.rounds.makeWhenDue() == nil)
      desk.clock.advance(minutes: 6 * 60)
    }
    #expect(try desk.files() == heads.keys.sorted())
    for (name, before) in heads {
      let target = SealedHouse.folder()
      try FileManager.default.copyItem(
        at: desk.installation.keyFolder, to: target.appendingPathComponent("keys"))
      let address = try TestEngine.freshAddress()
      let restored = try await Restore(
        file: desk.folder.appendingPathComponent(name), folder: target, address: address, clock: desk.clock.lobbyClock
      ).run()
      #expect(restored.ok && restored.head == before.head && restored.entries == before.entries)
      let installation = try Installation.open(folder: target, address: address, clock: desk.clock.lobbyClock)
      #expect(try await installation.verifyRecord(anchors: nil).ok)
    }
  }

  @Test func `The oldest go, other files stay, and what killed backups left goes after an hour`() async throws {
    let desk = try await Desk(keep: 2)
    let names = [
      "foyer-letter.txt", "foyer-20200101-000000.foyer.ABCD1234.partial", "foyer.0123ABCD.partial-wal",
      "new.0123ABCD.partial",
    ]
    for name in names {
      let file = desk.folder.appendingPathComponent(name)
      try Data("x".utf8).write(to: file)
      let isOld = !name.hasPrefix("new")
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: isOld ? -7_200 : 0)], ofItemAtPath: file.path)
    }
    for _ in 0..<4 {
      _ = try await desk.rounds.makeWhenDue()
      desk.clock.advance(minutes: 6 * 60)
    }
    let files = try desk.files()
    #expect(files.count { BackupFolder.isOfPlan($0) } == 2)
    #expect(files.contains("foyer-letter.txt") && files.contains("new.0123ABCD.partial") && files.count == 4)
    #expect(BackupFolder.name(at: TestLobby.evening) == "foyer-20260514-134200.foyer")
  }

  @Test func `A backup that fails is remembered, said and tried again after a quarter of an hour`() async throws {
    let desk = try await Desk()
    _ = try await desk.rounds.makeWhenDue()
    desk.clock.advance(minutes: 6 * 60)
    // A file stands where the folder was.
    try FileManager.default.removeItem(at: desk.folder)
    try Data().write(to: desk.folder)
    await #expect(throws: (any Error).self) { _ = try await desk.rounds.makeWhenDue() }
    var standing = BackupStanding(try await desk.past(), at: desk.clock.now)
    #expect(standing.trouble == .failed && standing.last != nil)
    let folder = desk.installation.folder
    let address = (desk.installation.database.engine as? PostgreSQLEngine) == nil ? nil : "postgres://none"
    if address == nil {
      let findings = await Doctor(folder: folder, now: desk.clock.now).examine()
      #expect(findings.first { $0.check == "backup" }?.state == .warning)
    }
    desk.clock.advance(minutes: 10)
    #expect(try await desk.rounds.makeWhenDue() == nil)
    try FileManager.default.removeItem(at: desk.folder)
    desk.clock.advance(minutes: 5)
    #expect(try await desk.rounds.makeWhenDue()?.ok == true)
    standing = BackupStanding(try await desk.past(), at: desk.clock.now)
    #expect(standing.trouble == .none)
    #expect(BackupStanding(try await desk.past(), at: desk.clock.now.advanced(minutes: 13 * 60)).trouble == .late)
  }

  @Test func `What no plan can be is refused`() {
    for (hours, keep, key) in [(0, 3, nil), (721, 3, nil), (24, 0, nil), (24, 3, "xyz")] as [(Int, Int, String?)] {
      #expect(throws: CommandRefusal.self) {
        _ = try BackupPlan(folder: "/tmp", everyHours: hours, keep: keep, key: key)
      }
    }
  }

  @Test func `The page of settings tells of the last backup and the next, and what is wrong`() async throws {
    let house = try await TestLobby.open()
    let manager = try await house.signIn("苏合", as: .propertyManager)
    try await house.story { client in
      let before = try await client.page("/settings", as: manager)
      #expect(before.status == 200 && before.html.contains("还没有做过备份"))
    }
    try await house.lobby.write(in: Lobby.house) { tx in
      try tx.insert(
        PastBackup(
          startedAt: house.clock.now.advanced(minutes: -120), finishedAt: house.clock.now, state: .made,
          file: "/backup/foyer-20260514-114200.foyer", bytes: 5 << 20, head: "", everyHours: 24))
    }
    try await house.story { client in
      let after = try await client.page("/settings", as: manager)
      #expect(after.html.contains("2026-05-14 19:42 · 2小时前 · 5 MB") && after.html.contains("2026-05-15 19:42"))
      #expect(!after.html.contains("id=\"backups\"><h2>备份</h2>\n<p"))
    }
  }
}
