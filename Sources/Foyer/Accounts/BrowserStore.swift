import Database

extension Snapshot {
  /// The enrolled browser of a cookie, unless it was revoked.
  func browser(tokenHash: String) throws -> EnrolledBrowser? {
    try row("SELECT * FROM browsers WHERE token_hash = ? AND revoked_at IS NULL", tokenHash)
      .map(EnrolledBrowser.init(row:))
  }

  func browsers(of estate: String) throws -> [EnrolledBrowser] {
    try rows(
      """
      SELECT * FROM browsers WHERE estate = ?
      ORDER BY CASE WHEN revoked_at IS NULL THEN 0 ELSE 1 END, id DESC
      """, estate
    ).map(EnrolledBrowser.init(row:))
  }

  func existingBrowser(_ id: String, of estate: String) throws -> EnrolledBrowser {
    guard let row = try row("SELECT * FROM browsers WHERE estate = ? AND id = ?", estate, id) else {
      throw LobbyError.notFound
    }
    return EnrolledBrowser(row: row)
  }
}

extension Transaction {
  func insert(_ browser: EnrolledBrowser, tokenHash: String) throws {
    try run(
      """
      INSERT INTO browsers (estate, id, token_hash, post, name, enrolled_at, enrolled_by) VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      browser.estate, browser.id, tokenHash, browser.post, browser.name, browser.enrolledAt.milliseconds,
      browser.enrolledBy)
  }

  /// Whoever is signed in there is signed out too, unless the browser only gets another post or name.
  func revokeBrowser(_ id: String, of estate: String, by author: JournalAuthor, keepingSessions: Bool) throws {
    try run(
      "UPDATE browsers SET revoked_at = ?, revoked_by = ? WHERE estate = ? AND id = ? AND revoked_at IS NULL",
      author.at.milliseconds, author.account, estate, id)
    if !keepingSessions { try run("DELETE FROM sessions WHERE estate = ? AND browser = ?", estate, id) }
  }
}

extension EnrolledBrowser {
  init(row: Row) {
    self.init(
      id: row.text("id"), estate: row.text("estate"), name: row.text("name"), post: row.text("post"),
      enrolledAt: Instant(milliseconds: row.int("enrolled_at")), enrolledBy: row.text("enrolled_by"),
      revokedAt: row.instant("revoked_at"), revokedBy: row.optionalText("revoked_by"))
  }
}
