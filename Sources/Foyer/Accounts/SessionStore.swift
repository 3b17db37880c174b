import Database

extension Snapshot {
  /// The session of a cookie, if its account still serves.
  func session(tokenHash: String) throws -> Session? {
    try row(
      """
      SELECT s.*, a.name, a.role FROM sessions s
      JOIN accounts a ON a.estate = s.estate AND a.id = s.account
      WHERE s.token_hash = ? AND a.disabled_at IS NULL
      """, tokenHash
    ).flatMap(Session.init(row:))
  }
}

extension Transaction {
  func insertSession(tokenHash: String, for principal: Principal, browser: String?, at instant: Instant) throws {
    try run(
      """
      INSERT INTO sessions (estate, token_hash, account, post, created_at, expires_at, seen_at, browser)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      principal.estate, tokenHash, principal.account, principal.post, instant.milliseconds,
      instant.advanced(minutes: Session.absoluteMinutes).milliseconds, instant.milliseconds, browser)
  }

  func touchSession(tokenHash: String, of estate: String, at instant: Instant) throws {
    try run(
      "UPDATE sessions SET seen_at = ? WHERE estate = ? AND token_hash = ?", instant.milliseconds, estate, tokenHash)
  }

  func deleteSession(tokenHash: String, of estate: String) throws {
    try run("DELETE FROM sessions WHERE estate = ? AND token_hash = ?", estate, tokenHash)
  }

  func moveSession(tokenHash: String, of estate: String, to post: String) throws {
    try run("UPDATE sessions SET post = ? WHERE estate = ? AND token_hash = ?", post, estate, tokenHash)
  }

  /// Sessions that ran out are of no use to anybody.
  func deleteExpiredSessions(of estate: String, at now: Instant) throws {
    try run("DELETE FROM sessions WHERE estate = ? AND expires_at < ?", estate, now.milliseconds)
  }

  /// Of one person, at the browsers that stand at a post.
  func deleteSessions(of account: String, at post: String, estate: String) throws {
    try run(
      """
      DELETE FROM sessions WHERE estate = ? AND account = ?
        AND browser IN (SELECT id FROM browsers WHERE estate = ? AND post = ?)
      """, estate, account, estate, post)
  }

  func deleteSessions(of account: String, estate: String) throws {
    try run("DELETE FROM sessions WHERE estate = ? AND account = ?", estate, account)
  }
}

extension Session {
  init?(row: Row) {
    guard let role = Role(rawValue: row.text("role")) else { return nil }
    self.init(
      tokenHash: row.text("token_hash"),
      principal: Principal(
        account: row.text("account"), name: row.text("name"), role: role, estate: row.text("estate"),
        post: row.text("post"), scopes: nil),
      expiresAt: Instant(milliseconds: row.int("expires_at")),
      seenAt: Instant(milliseconds: row.int("seen_at")), browser: row.optionalText("browser"))
  }
}
