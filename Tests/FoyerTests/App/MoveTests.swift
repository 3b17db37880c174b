import Foundation
import Testing

@testable import Database
@testable import Foyer

/// An installation moves to another store and back, and nothing is different there.
struct MoveTests {
  private struct Origin {
    let folder = SealedHouse.folder()
    let address: String?
    let head: String
    let rows: [String: Set<[Value]>]

    var place: StorePlace { address.map(StorePlace.address) ?? .folder(folder.resolvingSymlinksInPath()) }

    /// Two estates, residents' rows and more than one page of sealed notes.
    init(notes: Int = 2_300) async throws {
      address = try TestEngine.freshAddress()
      let installation = try Installation.open(
        folder: folder, address: address, clock: .fixed(TestLobby.evening))
      let estate = try await installation.addEstate(name: "青梧里", profile: "guard_post", timeZone: "Asia/Shanghai")
      _ = try await installation.addEstate(name: "云栖台", profile: "butler_desk", timeZone: "Asia/Hong_Kong")
      _ = try await installation.createToken(estate: estate, role: "attendant", scopes: [])
      let author = JournalAuthor(estate: estate, post: "", account: "console", name: "console", at: TestLobby.evening)
      try await installation.database.write(in: estate) { tx in
        for number in 0..<notes { _ = try tx.write(NoteRule.Draft(text: "第\(number)条‘’\n\t\\N"), by: author) }
      }
      try await installation.sealRecord()
      head = try await installation.verifyRecord(anchors: nil).head
      rows = try await installation.database.allRows()
      try await installation.close(at: address)
    }
  }

  private func move(_ from: StorePlace, _ to: StorePlace, data: URL) async throws -> MoveSummary {
    try await Move(from: from, to: to, data: data.path, isDamageTaken: false).run()
  }

  private func folder() -> StorePlace { .folder(SealedHouse.folder().resolvingSymlinksInPath()) }

  /// Opens a place as a desk does, and holds it against what was there before.
  private func compare(_ origin: Origin, _ place: StorePlace, data: URL) async throws {
    let installation = try Installation.open(folder: data, address: place.address, clock: .fixed(TestLobby.evening))
    #expect(try await installation.database.allRows() == origin.rows)
    let verdict = try await installation.verifyRecord(anchors: nil)
    #expect(verdict.ok && verdict.head == origin.head && verdict.anchors == 2)
    try await installation.close(at: place.address)
  }

  @Test func `An installation moves to a folder with every row, the record's head and the keys`() async throws {
    let origin = try await Origin()
    let target = SealedHouse.folder().resolvingSymlinksInPath()
    let made = try await move(origin.place, .folder(target), data: origin.folder)
    #expect(made.ok && made.head == origin.head && made.estates == 2)
    #expect(made.rows == origin.rows.values.reduce(0) { $0 + $1.count })
    try await compare(origin, .folder(target), data: target)
    // The old store says where everything has gone, and serves nobody.
    #expect(throws: Installation.StoreInUse.self) {
      try Installation.open(folder: origin.folder, address: origin.address, clock: .fixed(TestLobby.evening))
    }
    try Move.reopen(origin.place)
    await #expect(throws: StoreMove.Refusal.self) {
      _ = try await move(origin.place, .folder(target), data: origin.folder)
    }
    try await compare(origin, origin.place, data: origin.folder)
  }

  @Test(.enabled(if: TestEngine.isPostgreSQL))
  func `An installation moves from PostgreSQL to SQLite, back, and to another PostgreSQL`() async throws {
    let origin = try await Origin()
    let target = SealedHouse.folder().resolvingSymlinksInPath()
    _ = try await move(origin.place, .folder(target), data: origin.folder)
    let back = StorePlace.address(try #require(try TestEngine.freshAddress()))
    #expect(try await move(.folder(target), back, data: target).head == origin.head)
    try await compare(origin, back, data: target)
    let other = StorePlace.address(try #require(try TestEngine.freshAddress()))
    #expect(try await move(back, other, data: target).head == origin.head)
    try await compare(origin, other, data: target)
  }

  @Test func `What is served, occupied or the same is refused, and nothing is changed`() async throws {
    let (origin, other) = (try await Origin(notes: 3), try await Origin(notes: 2))
    await #expect(throws: (any Error).self) { _ = try await move(origin.place, other.place, data: origin.folder) }
    await #expect(throws: Move.Refusal.self) { _ = try await move(origin.place, origin.place, data: origin.folder) }
    await #expect(throws: Move.Refusal.self) {
      _ = try await move(folder(), .folder(SealedHouse.folder()), data: SealedHouse.folder())
    }
    let served = try Installation.open(
      folder: origin.folder, address: origin.address, clock: .fixed(TestLobby.evening), toServe: true)
    await #expect(throws: (any Error).self) { _ = try await move(origin.place, folder(), data: origin.folder) }
    try await served.close(at: origin.address)
    try await compare(origin, origin.place, data: origin.folder)
    try await compare(other, other.place, data: other.folder)
  }

  @Test func `A target with other keys is refused`() async throws {
    let (origin, other) = (try await Origin(notes: 3), SealedHouse.folder().resolvingSymlinksInPath())
    _ = try VaultKey.load(in: other.appendingPathComponent("keys"))
    await #expect(throws: Move.Refusal.self) {
      _ = try await move(origin.place, .folder(other), data: origin.folder)
    }
    try await compare(origin, origin.place, data: origin.folder)
  }

  @Test func `A move that stopped half-way leaves a target that nobody serves, and is begun again`() async throws {
    let origin = try await Origin(notes: 40)
    let target = SealedHouse.folder().resolvingSymlinksInPath()
    let schema = try Schema.migrations(in: ProductHome.find().schema)
    let keys = target.appendingPathComponent("keys")
    try FileManager.default.copyItem(at: origin.folder.appendingPathComponent("keys"), to: keys)
    do {
      let half = try Installation.lockedDatabase(in: target, address: nil)
      let source = try Installation.lockedDatabase(in: origin.folder, address: origin.address, name: "half")
      let move = StoreMove(from: source, to: half, schema: schema, names: ("a", "b"))
      try move.prepare(SQLiteCopy.tables(of: schema))
      try half.close()
      try source.close()
    }
    #expect(throws: Installation.StoreInUse.self) {
      try Installation.open(folder: target, clock: .fixed(TestLobby.evening))
    }
    let findings = await Doctor(folder: target, now: TestLobby.evening).examine()
    #expect(findings.contains { $0.check == "store" && $0.state == .broken })
    try await Installation.waitUntilAlone(at: origin.address)
    _ = try await move(origin.place, .folder(target), data: origin.folder)
    try await compare(origin, .folder(target), data: target)
  }

  @Test func `A place is named without its password`() throws {
    #expect(
      try StorePlace("postgres://foyer:geheim@db1,db2:5433/foyer?pool=4", address: nil).name
        == "postgres://db1,db2:5433/foyer")
    #expect(try StorePlace("FOYER_DATABASE", address: "postgres://a/b").name == "postgres://a/b")
    #expect(throws: CommandRefusal.self) { _ = try StorePlace("FOYER_DATABASE", address: nil) }
  }
}

extension Installation {
  /// Connections that were closed stay a moment with the server.
  fileprivate func close(at address: String?) async throws {
    try close()
    try await Self.waitUntilAlone(at: address)
  }

  fileprivate static func waitUntilAlone(at address: String?) async throws {
    guard let known = address.flatMap({ PostgreSQLAddress($0, name: "waiting") }) else { return }
    let engine = try PostgreSQLEngine(address: known)
    for _ in 0..<100 where try !engine.company().isEmpty { try await Task.sleep(for: .milliseconds(50)) }
    try engine.close()
    // This one's own.
    try await Task.sleep(for: .milliseconds(300))
  }
}
