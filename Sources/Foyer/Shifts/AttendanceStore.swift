import Database

extension Snapshot {
  /// The roster around now held against who is there. Nothing where the roster is not to be watched.
  func attendance(of estate: Estate, at now: Instant, ahead: Int = 0) throws -> Attendance {
    let settings = try settings(of: estate)
    let entries =
      settings.isOn(.rosterWatched)
      ? try rosterEntries(of: estate.id, from: now.advanced(days: -1), until: now.advanced(minutes: ahead + 1)) : []
    // Without a roster nobody is missing: the desk asks with every page.
    let duties = entries.isEmpty ? [] : try recentDuties(of: estate.id, since: now.advanced(days: -2))
    let settled = entries.isEmpty ? [] : try settledAbsences(of: estate.id, since: now.advanced(days: -3))
    return Attendance(
      entries: entries.filter { !settled.contains($0.id) }, duties: duties,
      lastEnds: Dictionary(
        duties.compactMap { duty in duty.state == .ended ? duty.endedAt.map { (duty.post, $0) } : nil },
        uniquingKeysWith: max),
      limits: Attendance.Limits(settings), at: now)
  }

  /// Everybody who is there, and who came since.
  func recentDuties(of estate: String, since: Instant) throws -> [Duty] {
    try rows(
      """
      SELECT * FROM duties WHERE estate = ? AND ended_at IS NULL
      UNION SELECT * FROM duties WHERE estate = ? AND arrived_at >= ? ORDER BY arrived_at, id
      """, estate, estate, since.milliseconds
    ).map(Duty.init(row:))
  }

  /// Who did not come and has not been written down, the longest ago first. A month back at most: what is older is the
  /// roster's history.
  func absencesToNote(of estate: Estate, at now: Instant) throws -> [RosterEntry] {
    let settings = try settings(of: estate)
    guard settings.isOn(.rosterWatched) else { return [] }
    let looked = try lookedUntil(of: estate.id) ?? now
    let from = max(now.advanced(days: -31), min(looked, now).advanced(days: -1))
    let limits = Attendance.Limits(settings)
    let due = try rosterEntries(of: estate.id, from: from, until: now).filter { entry in
      now >= min(entry.startsAt.advanced(minutes: limits.absentAfter), entry.endsAt)
    }
    guard !due.isEmpty else { return [] }
    let known = Set(
      try rows(
        """
        SELECT roster_entry FROM absences WHERE estate = ? AND planned_from >= ?
        UNION SELECT roster_entry FROM duties WHERE estate = ? AND arrived_at >= ? AND roster_entry IS NOT NULL
          AND (ended_at IS NULL OR started_at IS NOT NULL)
        """, estate.id, from.advanced(days: -3).milliseconds, estate.id, from.advanced(days: -3).milliseconds
      ).map { $0.text("roster_entry") })
    return due.filter { !known.contains($0.id) }
  }

  /// Until when somebody or the clock has looked who did not come.
  func lookedUntil(of estate: String) throws -> Instant? {
    try row("SELECT until FROM attendance_looks WHERE estate = ?", estate)?.instant("until")
  }

  private func settledAbsences(of estate: String, since: Instant) throws -> Set<String> {
    Set(
      try rows(
        "SELECT roster_entry FROM absences WHERE estate = ? AND planned_from >= ? AND settled_at IS NOT NULL", estate,
        since.milliseconds
      ).map { $0.text("roster_entry") })
  }

  /// Absences about which nobody has said anything yet, the oldest first.
  func openAbsences(of estate: String, limit: Int = 100) throws -> [Absence] {
    try rows(
      "SELECT * FROM absences WHERE estate = ? AND settled_at IS NULL ORDER BY planned_from LIMIT ?", estate, limit
    ).map(Absence.init(row:))
  }

  /// Absences from shifts that began in a period.
  func absences(of estate: String, from: Instant, until: Instant) throws -> [Absence] {
    try rows(
      "SELECT * FROM absences WHERE estate = ? AND planned_from >= ? AND planned_from < ? ORDER BY planned_from",
      estate,
      from.milliseconds, until.milliseconds
    ).map(Absence.init(row:))
  }

  func absence(_ entry: String, of estate: String) throws -> Absence? {
    try row("SELECT * FROM absences WHERE estate = ? AND roster_entry = ?", estate, entry).map(Absence.init(row:))
  }

  /// What a kind of shift is called, by its id.
  func shiftNames(of estate: String) throws -> [String: String] {
    let rows = try rows("SELECT id, name FROM shift_kinds WHERE estate = ?", estate)
    return Dictionary(rows.map { ($0.text("id"), $0.text("name")) }, uniquingKeysWith: { first, _ in first })
  }

  func unmannedMinutes(of estate: String, from: Instant, until: Instant) throws -> Int {
    try count(
      "SELECT CAST(COALESCE(SUM(until - since), 0) AS BIGINT) FROM unmanned_times WHERE estate = ? AND since >= ? AND since < ?",
      estate, from.milliseconds, until.milliseconds) / 60_000
  }
}

extension Transaction {
  /// Writes down who did not come, once each: so that it stays open until somebody says what became of it. Looks back to
  /// when it was looked last, so that a night on which the program was down is not forgotten.
  func noteAbsences(of estate: Estate, by author: JournalAuthor) throws {
    let absent = try absencesToNote(of: estate, at: author.at)
    if !absent.isEmpty {
      let (names, shifts) = (try accountNames(of: estate.id), try shiftNames(of: estate.id))
      for entry in absent {
        try insert(Absence(entry), noted: author)
        try record(
          .init(
            kind: .absenceNoted, subject: entry.id, important: true,
            payload: [
              "planned": "\(estate.zone.monthAndDay(entry.startsAt)) \(estate.zone.span(entry.startsAt, entry.endsAt))"
            ].adding([
              "who": names[entry.account], "shift": shifts[entry.kind],
            ])), by: author)
      }
    }
    try run(
      """
      INSERT INTO attendance_looks (estate, until) VALUES (?, ?)
      ON CONFLICT (estate) DO UPDATE SET until = excluded.until
      """, estate.id, author.at.milliseconds)
  }

  private func insert(_ absence: Absence, noted author: JournalAuthor) throws {
    try run(
      """
      INSERT INTO absences (estate, roster_entry, post, account, planned_from, planned_until, noted_at)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (estate, roster_entry) DO NOTHING
      """,
      author.estate, absence.entry, absence.post, absence.account, absence.from.milliseconds,
      absence.until.milliseconds, author.at.milliseconds)
  }

  /// The leader says what became of it.
  func settle(_ absence: Absence, as outcome: Absence.Outcome, reason: String, by author: JournalAuthor) throws {
    try insert(absence, noted: author)
    let changed = try run(
      """
      UPDATE absences SET settled_at = ?, settled_by = ?, outcome = ?, reason = ?
      WHERE estate = ? AND roster_entry = ? AND settled_at IS NULL
      """,
      author.at.milliseconds, author.account, outcome.rawValue, reason, author.estate, absence.entry)
    guard changed == 1 else { throw LobbyError.conflict(code: "absence_settled", clause: "C-1") }
    let who = try account(absence.account, of: author.estate)?.name
    try record(
      .init(
        kind: .absenceSettled, subject: absence.entry,
        payload: ["outcome": outcome.rawValue, "reason": reason].adding(["who": who])), by: author)
  }

  /// Somebody begins where the roster had somebody and nobody was: how long stands in the record.
  func noteUnmannedTime(at post: String, of estate: Estate, by author: JournalAuthor) throws {
    guard let gap = try attendance(of: estate, at: author.at).gaps.first(where: { $0.post == post }) else { return }
    let changed = try run(
      """
      INSERT INTO unmanned_times (estate, post, since, until, ended_by) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (estate, post, since) DO NOTHING
      """, estate.id, post, gap.since.milliseconds, author.at.milliseconds, author.account)
    guard changed == 1 else { return }
    let payload = [
      "minutes": String(author.at.minutes(since: gap.since)), "from": estate.zone.clock(gap.since),
      "until": estate.zone.clock(author.at),
    ]
    try record(
      .init(kind: .postUnmanned, subject: post, important: true, payload: payload), by: author, happened: gap.since)
  }
}

extension Absence {
  init(_ entry: RosterEntry) {
    self.init(
      entry: entry.id, post: entry.post, account: entry.account, from: entry.startsAt, until: entry.endsAt)
  }

  init(row: Row) {
    self.init(
      entry: row.text("roster_entry"), post: row.text("post"), account: row.text("account"),
      from: Instant(milliseconds: row.int("planned_from")), until: Instant(milliseconds: row.int("planned_until")),
      outcome: row.optionalText("outcome").flatMap(Outcome.init), settledAt: row.instant("settled_at"),
      reason: row.optionalText("reason"))
  }
}

extension EstateZone {
  /// `23:00–07:00`
  func span(_ from: Instant, _ until: Instant) -> String { "\(clock(from))–\(clock(until))" }
}

extension [String: String] {
  /// With those facts that are there.
  func adding(_ facts: [String: String?]) -> [String: String] {
    merging(facts.compactMapValues { $0 }) { own, _ in own }
  }
}
