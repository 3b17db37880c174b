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
