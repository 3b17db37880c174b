import Database

/// Verifies the record as it stands in the store, beside a running desk: what is sealed does not change any more.
struct RecordCheck: Sendable {
  private static let longestSeal = 8_000
  private static let estatesAtOnce = 4

  let database: Database
  let judge: SealJudge
  /// By estate. Read before the store, which then has every seal that they tell of.
  let anchors: [String: [Anchor]]

  /// Every entry of every estate.
  func whole() async throws -> RecordReport {
    let estates = try await estates()
    return try await withThrowingTaskGroup(of: ChainCheck.self) { group in
      var (report, waiting) = (RecordReport(), estates[...])
      for estate in waiting.prefix(Self.estatesAtOnce) { group.addTask { try await whole(of: estate) } }
      waiting = waiting.dropFirst(Self.estatesAtOnce)
      while let check = try await group.next() {
        report.add(check)
        if let estate = waiting.popFirst() { group.addTask { try await whole(of: estate) } }
      }
      return report
    }
  }

  /// The last seal of every estate, what it covers and the anchors after it: quick at any size.
  func recent() async throws -> RecordReport {
    var report = RecordReport()
    for estate in try await estates() { report.add(try await recent(of: estate)) }
    return report
  }

  private func estates() async throws -> [String] {
    Set(try await database.read { try $0.recordedEstates() }).union(anchors.keys).sorted()
  }

  func whole(of estate: String) async throws -> ChainCheck {
    var check = ChainCheck(estate: estate, judge: judge, anchors: anchors[estate] ?? [])
    try await RecordWalk(database: database, estate: estate).walk(&check)
    check.finish()
    return check
  }

  private func recent(of estate: String) async throws -> ChainCheck {
    let (last, before, entries) = try await database.read { snapshot in
      let last = try snapshot.lastSeal(of: estate)
      let before = try last.flatMap { try snapshot.seal($0.number &- 1, of: estate) }
      // Not even a garbled seal makes it read everything.
      let entries = try snapshot.recorded(of: estate, after: before?.seq ?? 0, limit: Self.longestSeal)
      return (last, before, entries.filter { $0.seq <= last?.seq ?? 0 })
    }
    let anchors = (anchors[estate] ?? []).filter { $0.number >= last?.number ?? 0 }
    var check = ChainCheck(estate: estate, judge: judge, anchors: anchors, after: before)
    for entry in entries { check.take(entry) }
    if let last { check.take(last) }
    check.finish()
    return check
  }
}

/// A verification that was done, for those who ask later.
struct PastCheck: Sendable, Equatable {
  let estate: String
  let at: Instant
  let entries: Int
  let problems: Int
}

extension Snapshot {
  func lastCheck(of estate: String) throws -> PastCheck? {
    try row("SELECT * FROM record_checks WHERE estate = ? ORDER BY checked_at DESC LIMIT 1", estate).map { row in
      PastCheck(
        estate: estate, at: Instant(milliseconds: row.int("checked_at")), entries: row.int("entries"),
        problems: row.int("problems"))
    }
  }
}

extension Transaction {
  func insert(_ check: ChainCheck, at now: Instant) throws {
    try run(
      """
      INSERT INTO record_checks (estate, checked_at, entries, problems, head) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (estate, checked_at) DO NOTHING
      """, check.estate, now.milliseconds, check.entries, check.problems.count, check.head)
  }
}
