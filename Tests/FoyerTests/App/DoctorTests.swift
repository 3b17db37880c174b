import Foundation
import Testing

@testable import Foyer

struct DoctorTests {
  private func examined(_ folder: URL) async -> [String: Doctor.Finding] {
    let findings = await Doctor(folder: folder, now: TestLobby.evening).examine()
    return Dictionary(findings.map { ($0.check, $0) }, uniquingKeysWith: { $1 })
  }

  private func made() async throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("foyer-doctor-\(UUID().uuidString)")
    let installation = try Installation.open(folder: folder, clock: .fixed(TestLobby.evening))
    _ = try await installation.addEstate(name: "青梧里", profile: "guard_post", timeZone: "Asia/Shanghai")
    return folder
  }

  private func setMode(_ mode: Int, of file: URL) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
  }

  @Test func `A sound installation has nothing broken`() async throws {
    let findings = await examined(try await made())
    #expect(findings.values.allSatisfy { $0.state != .broken })
    #expect(findings["record"]?.says.hasPrefix("1 estates, 3 lines") == true)
  }

  @Test func `A key that others can read is broken and says what mends it`() async throws {
    let folder = try await made()
    try setMode(0o644, of: folder.appendingPathComponent("keys/vault.key"))
    let finding = await examined(folder)["key"]
    #expect(finding?.state == .broken)
    #expect(finding?.mend?.hasPrefix("chmod 600") == true)
  }

  @Test func `A missing key is broken, and none is made in its place`() async throws {
    let folder = try await made()
    let key = folder.appendingPathComponent("keys/vault.key")
    try FileManager.default.removeItem(at: key)
    #expect(await examined(folder)["key"]?.state == .broken)
    #expect(!FileManager.default.fileExists(atPath: key.path))
  }

  @Test func `A folder that is not there is not made`() async {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("foyer-none-\(UUID().uuidString)")
    #expect(await examined(folder)["data folder"]?.state == .broken)
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test func `A record from the future tells of a wrong clock`() async throws {
    let folder = try await made()
    let findings = await Doctor(folder: folder, now: TestLobby.evening.advanced(minutes: -60)).examine()
    #expect(findings.first { $0.check == "record" }?.state == .broken)
  }

  @Test(arguments: [
    ("SQLite 3.40.1", Doctor.Finding.State.warning), ("SQLite 3.51.2", .warning), ("SQLite 3.50.6", .warning),
    ("SQLite 3.44.6", .fine), ("SQLite 3.50.7", .fine), ("SQLite 3.51.3", .fine), ("SQLite 3.53.0", .fine),
    ("PostgreSQL 15.6", .fine),
  ])
  func `The SQLite versions with the WAL-reset fault are named`(engine: String, state: Doctor.Finding.State) {
    #expect(Doctor.judge(engine: engine).state == state)
  }
}
