import Database

extension Snapshot {
  /// Planned shifts in force that touch a period, earliest first.
  func rosterEntries(of estate: String, from: Instant, until: Instant) throws -> [RosterEntry] {
    try rosterRows(of: estate, from: from, until: until, states: "'planned', 'confirmed'")
  }

  /// The same with drafts: what a planner sees.
  func rosterEntriesAndDrafts(of estate: String, from: Instant, until: Instant) throws -> [RosterEntry] {
    try rosterRows(of: estate, from: from, until: until, states: "'draft', 'planned', 'confirmed'")
  }

  /// A person's shifts in force that touch a period.
  func rosterEntries(
    of estate: String, account: String, from: Instant, until: Instant, limit: Int = 1_000
  ) throws -> [RosterEntry] {
    try rows(
      """
      SELECT * FROM roster_entries WHERE estate = ? AND account = ? AND starts_at > ? AND starts_at < ?
        AND ends_at > ? AND state IN ('planned', 'confirmed') ORDER BY starts_at, id LIMIT ?
      """, estate, account, from.milliseconds - RosterEntry.longest, until.milliseconds, from.milliseconds, limit
    ).map(RosterEntry.init(row:))
  }

  func existingRosterEntry(_ id: String, of estate: String) throws -> RosterEntry {
    guard let row = try row("SELECT * FROM roster_entries WHERE estate = ? AND id = ?", estate, id) else {
      throw LobbyError.notFound
    }
    return try RosterEntry(row: row)
  }

  private func rosterRows(of estate: String, from: Instant, until: Instant, states: String) throws -> [RosterEntry] {
    try rows(
      """
      SELECT * FROM roster_entries WHERE estate = ? AND starts_at > ? AND starts_at < ? AND ends_at > ?
        AND state IN (\(states)) ORDER BY starts_at, id
      """, estate, from.milliseconds - RosterEntry.longest, until.milliseconds, from.milliseconds
    ).map(RosterEntry.init(row:))
  }
}

extension RosterEntry.State: ValueConvertible {}
extension RosterEntry.Origin: ValueConvertible {}

extension RosterEntry {
  /// No shift is longer, in milliseconds: the index by its beginning then finds all that touch a period.
  static let longest = 48 * 3_600_000

  init(row: Row) throws {
    guard let state = State(rawValue: row.text("state")), let origin = Origin(rawValue: row.text("origin")) else {
      throw DatabaseError.failed(reason: "unknown state of a planned shift")
    }
    self.init(
      id: row.text("id"), post: row.text("post"), account: row.text("account"), kind: row.text("kind"),
      startsAt: Instant(milliseconds: row.int("starts_at")), endsAt: Instant(milliseconds: row.int("ends_at")),
      state: state, origin: origin, covers: row.optionalText("covers"), note: row.optionalText("note"),
      revision: row.int("revision"))
  }
}

extension Transaction {
  func insert(_ entry: RosterEntry, digest: String, of estate: String, by author: JournalAuthor) throws {
    try run(
      """
      INSERT INTO roster_entries (estate, id, digest, post, account, kind, starts_at, ends_at, state, origin, covers,
        note, created_at, created_by, changed_at, revision)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
      """, estate, entry.id, digest, entry.post, entry.account, entry.kind, entry.startsAt.milliseconds,
      entry.endsAt.milliseconds, entry.state, entry.origin, entry.covers, entry.note, author.at.milliseconds,
      author.account, author.at.milliseconds)
  }

  /// Plans one shift by hand; the same id with the same content answers as the first time.
  func plan(_ entry: RosterEntry, digest: String, of estate: Estate, by author: JournalAuthor) throws {
    if let row = try row("SELECT digest FROM roster_entries WHERE estate = ? AND id = ?", estate.id, entry.id) {
      guard row.text("digest") == digest else { throw LobbyError.conflict(code: "id_taken") }
      return
    }
    var entry = entry
    entry.state = try stateOfNewShifts(at: entry.startsAt, of: estate, by: author)
    try refuseBlockedChange([entry], of: estate)
    try insert(entry, digest: digest, of: estate.id, by: author)
    try recordShift(.rosterShiftAdded, entry, by: author)
  }

  /// A shift of an approved month counts at once.
  func stateOfNewShifts(at start: Instant, of estate: Estate, by author: JournalAuthor) throws
    -> RosterEntry.State
  {
    let month = RosterMonth(holding: start, zone: estate.zone)
    return try ensureRoster(of: estate, month: month, by: author).isApproved ? .planned : .draft
  }

  /// Changes a shift; a draft that was edited stays when the month is made again.
  func change(_ entry: RosterEntry, to changed: RosterEntry, of estate: Estate, by author: JournalAuthor) throws {
    guard entry.state != .cancelled else { throw LobbyError.conflict(code: "shift_cancelled", clause: "C-1") }
    var changed = changed
    changed.state = try stateOfNewShifts(at: changed.startsAt, of: estate, by: author)
    try refuseBlockedChange([changed], of: estate)
    try write([changed], of: estate.id, by: author)
    try recordShift(.rosterShiftChanged, changed, by: author)
  }

  func cancel(_ entry: RosterEntry, of estate: Estate, by author: JournalAuthor) throws {
    guard entry.state != .cancelled else { throw LobbyError.conflict(code: "shift_cancelled", clause: "C-1") }
    try refuseBlockedChange([], without: [entry.id], of: estate, around: entry)
    try cancelRow(entry.id, of: estate.id, by: author)
    try recordShift(.rosterShiftCancelled, entry, by: author)
  }

  func cancelRow(_ id: String, of estate: String, by author: JournalAuthor) throws {
    try run(
      """
      UPDATE roster_entries SET state = 'cancelled', cancelled_at = ?, cancelled_by = ?, changed_at = ?,
        revision = revision + 1 WHERE estate = ? AND id = ? AND state <> 'cancelled'
      """, author.at.milliseconds, author.account, author.at.milliseconds, estate, id)
  }

  func write(_ entries: [RosterEntry], of estate: String, by author: JournalAuthor) throws {
    for entry in entries {
      try run(
        """
        UPDATE roster_entries SET post = ?, account = ?, kind = ?, starts_at = ?, ends_at = ?, state = ?, origin = ?,
          covers = ?, note = ?, changed_at = ?, confirmed_at = NULL, revision = revision + 1
        WHERE estate = ? AND id = ?
        """, entry.post, entry.account, entry.kind, entry.startsAt.milliseconds, entry.endsAt.milliseconds,
        entry.state, entry.origin, entry.covers, entry.note, author.at.milliseconds, estate, entry.id)
    }
  }

  /// The person has seen his shifts up to a moment and will come.
  func confirmShifts(of account: String, until: Instant, estate: String, by author: JournalAuthor) throws -> Int {
    let count = try run(
      """
      UPDATE roster_entries SET state = 'confirmed', confirmed_at = ?, changed_at = ?
      WHERE estate = ? AND account = ? AND starts_at > ? AND starts_at < ? AND state = 'planned'
      """, author.at.milliseconds, author.at.milliseconds, estate, account, author.at.milliseconds, until.milliseconds)
    if count > 0 {
      try record(.init(kind: .rosterShiftsConfirmed, subject: account, payload: ["count": String(count)]), by: author)
    }
    return count
  }

  func refuseBlockedChange(
    _ changed: [RosterEntry], without: Set<String> = [], of estate: Estate, around: RosterEntry? = nil
  ) throws {
    guard !RosterRules(try settings(of: estate)).blocking.isEmpty else { return }
    let plan = try rosterPlan(of: estate, around: changed + [around].compactMap(\.self))
    try refuseBlocked(plan, plan.newFindings(with: changed, without: without))
  }

  func recordShift(_ kind: JournalKind, _ entry: RosterEntry, by author: JournalAuthor) throws {
    guard entry.state != .draft else { return }
    try record(
      .init(
        kind: kind, subject: entry.id,
        payload: ["account": entry.account, "when": try written(entry.startsAt, entry.endsAt, in: author.estate)]),
      by: author)
  }
}

extension Snapshot {
  /// `5-14 23:00–7:00`, as the record tells of a shift.
  func written(_ from: Instant, _ until: Instant, in estate: String) throws -> String {
    let zone = try existingEstate(estate).zone
    return "\(zone.dayAndClock(from))–\(zone.clock(until))"
  }

  /// What a change of some shifts is checked against: the days around them.
  func rosterPlan(of estate: Estate, around entries: [RosterEntry]) throws -> RosterPlan {
    let from = entries.map(\.startsAt).min() ?? Instant(milliseconds: 0)
    let until = entries.map(\.endsAt).max() ?? from
    return try rosterPlan(
      of: estate, from: estate.zone.startOfDay(from, adding: -1), until: estate.zone.startOfDay(until, adding: 2))
  }
}
