import Database

/// Whose calendar a secret address opens.
struct CalendarOwner: Sendable {
  let estate, account: String
}

extension Snapshot {
  func calendarOwner(tokenHash: String) throws -> CalendarOwner? {
    try row(
      """
      SELECT roster_feeds.estate, roster_feeds.account FROM roster_feeds
        JOIN accounts ON accounts.estate = roster_feeds.estate AND accounts.id = roster_feeds.account
      WHERE roster_feeds.token_hash = ? AND accounts.disabled_at IS NULL
      """, tokenHash
    ).map { CalendarOwner(estate: $0.text("estate"), account: $0.text("account")) }
  }

  /// When the person's address was made; nil while he has none.
  func calendarMade(for account: String, of estate: String) throws -> Instant? {
    try row("SELECT made_at FROM roster_feeds WHERE estate = ? AND account = ?", estate, account)
      .map { Instant(milliseconds: $0.int("made_at")) }
  }

  /// Shifts with the moment of their last change, as calendars want it.
  func calendarEntries(of owner: CalendarOwner, from: Instant) throws -> [(entry: RosterEntry, changedAt: Instant)] {
    try rows(
      """
      SELECT * FROM roster_entries WHERE estate = ? AND account = ? AND starts_at > ?
        AND state IN ('planned', 'confirmed') ORDER BY starts_at, id LIMIT 1000
      """, owner.estate, owner.account, from.milliseconds
    ).map { (try RosterEntry(row: $0), Instant(milliseconds: $0.int("changed_at"))) }
  }
}

extension Transaction {
  /// A new address; the one before no longer opens anything.
  func keepCalendar(tokenHash: String, by author: JournalAuthor) throws {
    try run(
      """
      INSERT INTO roster_feeds (estate, account, token_hash, made_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (estate, account) DO UPDATE SET token_hash = excluded.token_hash, made_at = excluded.made_at
      """, author.estate, author.account, tokenHash, author.at.milliseconds)
    try record(.init(kind: .calendarMade, subject: author.account), by: author)
  }

  func revokeCalendar(by author: JournalAuthor) throws {
    let count = try run(
      "DELETE FROM roster_feeds WHERE estate = ? AND account = ?", author.estate, author.account)
    guard count == 1 else { throw LobbyError.notFound }
    try record(.init(kind: .calendarRevoked, subject: author.account), by: author)
  }
}
