import Database
import Foundation
import Testing

@testable import Foyer

/// The demo at ten past three in the night, when an ordinary estate sleeps. Filled once for all tests here.
struct DemoTests {
  private struct Filled: Sendable {
    let installation: Installation
    let summary: DemoSummary
    let estate: Estate
  }

  private static let now = Instant(milliseconds: 1_778_785_800_000)

  private static let filling = Task { () -> Filled in
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("foyer-demo-\(UUID().uuidString)")
    let installation = try Installation.open(folder: folder, clock: .fixed(now))
    #expect(try await installation.demoState() == .empty)
    let summary = try await installation.fillDemo(passwords: PasswordHasher(cost: 4))
    let estate = try #require(try await installation.database.read { try $0.estates().first })
    return Filled(installation: installation, summary: summary, estate: estate)
  }

  private func ask<T: Sendable>(_ question: @escaping @Sendable (Snapshot, Estate) throws -> T) async throws -> T {
    let filled = try await Self.filling.value
    return try await filled.installation.database.read { try question($0, filled.estate) }
  }

  @Test func `The demo has residents, weeks of visits and a long record`() async throws {
    let summary = try await Self.filling.value.summary
    #expect((1_000...1_400).contains(summary.residents))
    #expect((2_000...4_000).contains(summary.visits))
    #expect(summary.entries > summary.visits)
  }

  @Test func `Somebody is inside, somebody stays over and somebody waits, even at night`() async throws {
    let open = try await ask { snapshot, estate in try snapshot.openVisits(of: estate.id) }
    #expect(open.filter { $0.state == .inside }.count >= 8)
    #expect(open.filter { $0.isOverstaying(at: Self.now) }.count >= 2)
    #expect(Set(open.filter { $0.state == .waiting }.compactMap(\.reason)) == ["host_answer", "document"])
  }

  @Test func `Hosts are found, sellers are pointed out and one visitor is kept out`() async throws {
    let reasons = try await ask { snapshot, estate in
      try snapshot.rows("SELECT DISTINCT reason FROM visits WHERE estate = ? AND state = 'refused'", estate.id)
        .map { $0.text("reason") }
    }
    #expect(Set(reasons).isSuperset(of: ["sales", "leaflets", "no_match", "host_declined", "document_mismatch"]))
    let unmatched = try await ask { snapshot, estate in
      try snapshot.count("SELECT COUNT(*) FROM visits WHERE estate = ? AND host_match = 'unlisted'", estate.id)
    }
    #expect(unmatched == 0)
  }

  @Test func `Every change stands in the record, in the order in which it happened`() async throws {
    let silent = try await ask { snapshot, _ in
      try snapshot.count(
        """
        SELECT COUNT(*) FROM visits v WHERE (SELECT COUNT(*) FROM journal j
          WHERE j.estate = v.estate AND j.subject = v.id AND j.kind LIKE 'visit.%')
          < CASE WHEN v.state IN ('left', 'closed_no_departure') THEN 2 ELSE 1 END
        """)
    }
    #expect(silent == 0)
    let times = try await ask { snapshot, estate in
      try snapshot.rows("SELECT recorded_at FROM journal WHERE estate = ? ORDER BY seq", estate.id)
        .map { $0.int("recorded_at") }
    }
    let (isOrdered, isPast) = (times == times.sorted(), times.allSatisfy { $0 <= Self.now.milliseconds })
    #expect(isOrdered && isPast)
  }

  @Test func `Most who are inside have a number that a leader may see, and one was seen`() async throws {
    let inside = try await ask { snapshot, estate in try snapshot.openVisits(of: estate.id) }
      .filter { $0.state == .inside }
    #expect(inside.count { $0.document.masked != nil } >= 8)
    #expect(inside.allSatisfy { $0.document.findings.isEmpty })
    #expect(try await ask { snapshot, _ in try snapshot.count("SELECT COUNT(*) FROM reveals") } == 1)
  }

  @Test func `The record names no visitor`() async throws {
    let named = try await ask { snapshot, _ in
      try snapshot.count(
        """
        SELECT COUNT(*) FROM visits v JOIN journal j ON j.estate = v.estate AND j.subject = v.id
        WHERE v.visitor_name IS NOT NULL AND j.payload LIKE '%' || v.visitor_name || '%'
        """)
    }
    #expect(named == 0)
  }

  @Test func `A pass is with a visit that holds it, and no rack is empty`() async throws {
    let torn = try await ask { snapshot, _ in
      try snapshot.count(
        """
        SELECT COUNT(*) FROM passes p JOIN visits v ON v.estate = p.estate AND v.id = p.visit
        WHERE p.state = 'issued' AND v.pass_number <> p.number
        """)
    }
    #expect(torn == 0)
    let (racks, lost) = try await ask { snapshot, estate in
      (
        try snapshot.posts(of: estate.id).map { try snapshot.passesOnRack(of: $0.id, estate: estate.id) },
        try snapshot.count("SELECT COUNT(*) FROM passes WHERE estate = ? AND state = 'lost'", estate.id)
      )
    }
    #expect(racks.allSatisfy { $0 > 10 })
    #expect(lost > 0)
  }

  @Test func `Everyone has the password and a PIN that fits him`() async throws {
    let filled = try await Self.filling.value
    let accounts = try await ask { snapshot, estate in try snapshot.accounts(of: estate.id) }
    #expect(Set(accounts.map(\.role)) == Set(Role.allCases).subtracting([.program]))
    let hasher = PasswordHasher(cost: 4)
    for account in accounts {
      #expect(try await hasher.verify(DemoStaff.password, against: account.password ?? ""))
      let pin = filled.installation.vault.pepper(DemoStaff.pin, for: account.id)
      #expect(try await hasher.verify(pin, against: account.pin ?? ""))
    }
  }

  @Test func `A store in use is not filled again`() async throws {
    let filled = try await Self.filling.value
    #expect(try await filled.installation.demoState() == .demo(estate: filled.estate.id, daysOld: 0))
    await #expect(throws: Installation.StoreOccupied.self) { try await filled.installation.fillDemo() }
  }

  @Test func `A store of somebody else is not filled at all`() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("foyer-own-\(UUID().uuidString)")
    let installation = try Installation.open(folder: folder, clock: .fixed(Self.now))
    _ = try await installation.addEstate(name: "自家小区", profile: "guard_post", timeZone: "Asia/Shanghai")
    #expect(try await installation.demoState() == .occupied(estates: ["自家小区"]))
    await #expect(throws: Installation.StoreOccupied.self) { try await installation.fillDemo() }
  }
}

struct DemoDiaryTests {
  private func diary(at now: Instant) -> DemoDiary {
    let residents = DemoResidents(rooms: DemoPlace.rooms, seed: 26)
    let visitors = DemoVisitors(residents: residents, seed: 29)
    return DemoDiary(now: now, zone: .shanghai, residents: residents, visitors: visitors)
  }

  @Test func `The same moment tells the same story`() {
    let isSame = diary(at: TestLobby.evening).acts == diary(at: TestLobby.evening).acts
    #expect(isSame)
  }

  @Test(arguments: [0, 6, 12, 18])
  func `Nothing of the diary lies ahead`(hours: Int) {
    let now = TestLobby.evening.advanced(minutes: hours * 60)
    let acts = diary(at: now).acts
    let times = acts.map(\.at)
    #expect(times.count > 4_000)
    #expect(times == times.sorted() && times[times.count - 1] <= now)
  }

  @Test func `Every name is given once and every room can be read`() {
    let residents = DemoResidents(rooms: DemoPlace.rooms, seed: 26)
    #expect(Set(residents.people.map(\.name)).count == residents.people.count)
    let phones = residents.people.compactMap(\.phone)
    #expect(Set(phones).count == phones.count)
    #expect(phones.allSatisfy { $0.hasPrefix("13900000") && $0.count == 11 })
    for room in DemoPlace.rooms {
      let name = RoomName.parse(room.text)
      #expect(name.kind == room.kind && !name.ambiguous, "\(room.text)")
    }
  }
}
