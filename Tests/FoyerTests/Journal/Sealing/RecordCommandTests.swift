import Database
import Foundation
import Testing

@testable import Foyer

/// What `foyer journal` and `foyer doctor` do, without the console.
struct RecordCommandTests {
  private func made() async throws -> (Installation, estate: String) {
    let installation = try Installation.open(folder: SealedHouse.folder(), clock: .fixed(TestLobby.evening))
    let estate = try await installation.addEstate(name: "青梧里", profile: "guard_post", timeZone: "Asia/Shanghai")
    return (installation, estate)
  }

  private func tamper(_ installation: Installation) async throws {
    try await installation.database.write(in: nil) { tx in
      try tx.run("DROP TRIGGER journal_no_update")
      try tx.run("UPDATE journal SET account_name = '桑枝' WHERE seq = 2")
    }
  }

  @Test func `A record is sealed, verified, exported and verified again`() async throws {
    let (installation, estate) = try await made()
    _ = try await installation.createToken(estate: estate, role: "attendant", scopes: [])
    #expect(try await installation.verifyRecord(anchors: nil).unsealed == 4)
    try await installation.sealRecord()
    let verdict = try await installation.verifyRecord(anchors: nil)
    #expect(verdict.ok && verdict.entries == 4 && verdict.unsealed == 0 && verdict.anchors == 1)
    let file = installation.folder.appendingPathComponent("record.jsonl").path
    let made = try await installation.exportRecord(to: file, estate: nil)
    #expect(made.entries == 4 && made.seals == 1)
    let anchors = installation.folder.appendingPathComponent("anchors.jsonl").path
    for data in [installation.folder.path, "/nowhere"] {
      let alone = try RecordVerdict.of(file: file, key: try installation.recordKey(), anchors: anchors, data: data)
      #expect(alone.ok && alone.head == verdict.head && alone.entries == 4)
    }
    let verdicts = try IndependentVerifier.verdicts(
      [URL(filePath: file)], key: try installation.recordKey(), anchors: URL(filePath: anchors))
    #expect(verdicts == [true])
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? NSNumber
    #expect(mode?.intValue == 0o600)
  }

  @Test func `A file of another key is not taken for ours`() async throws {
    let (ours, _) = try await made()
    let (theirs, _) = try await made()
    let file = ours.folder.appendingPathComponent("theirs.jsonl").path
    _ = try await theirs.exportRecord(to: file, estate: nil)
    func isTaken(key: String?, data: String) throws -> Bool {
      try RecordVerdict.of(file: file, key: key, anchors: nil, data: data).ok
    }
    #expect(try !isTaken(key: nil, data: ours.folder.path))
    #expect(try !isTaken(key: try ours.recordKey(), data: "/nowhere"))
    #expect(try isTaken(key: try theirs.recordKey(), data: ours.folder.path))
    #expect(try IndependentVerifier.verdicts([URL(filePath: file)], key: try ours.recordKey()) == [false])
  }

  @Test(arguments: [
    "", "{}\n", "no json\n", "{\"type\":\"end\"}\n", "{\"type\":\"header\",\"format\":\"foyer journal 1\"}\n",
  ])
  func `What is no record is refused without a crash`(text: String) throws {
    let file = SealedHouse.folder().appendingPathComponent("file")
    try Data(text.utf8).write(to: file)
    #expect(try !RecordVerdict.of(file: file.path, key: nil, anchors: nil, data: "/nowhere").ok)
    #expect(throws: CommandRefusal.self) {
      try RecordVerdict.of(file: "/nowhere/file", key: nil, anchors: nil, data: "/nowhere")
    }
  }

  @Test func `A tampered record is told by the verification and, in its last seal, by the doctor`() async throws {
    let (installation, _) = try await made()
    try await installation.sealRecord()
    func seals() async -> Doctor.Finding? {
      await Doctor(folder: installation.folder, now: TestLobby.evening).examine().first { $0.check == "seals" }
    }
    #expect(await seals()?.state == .fine)
    try await tamper(installation)
    let verdict = try await installation.verifyRecord(anchors: nil)
    #expect(!verdict.ok && verdict.problems.map(\.kind) == ["entries_changed"])
    #expect(await seals()?.state == .broken)
  }

  @Test func `Keys of the record that are gone are broken, and none are made in their place`() async throws {
    let (installation, _) = try await made()
    try await installation.sealRecord()
    let key = installation.keyFolder.appendingPathComponent("signing.key")
    try FileManager.default.removeItem(at: key)
    let findings = await Doctor(folder: installation.folder, now: TestLobby.evening).examine()
    #expect(findings.first { $0.check == "record keys" }?.state == .broken)
    #expect(!FileManager.default.fileExists(atPath: key.path))
  }
}
