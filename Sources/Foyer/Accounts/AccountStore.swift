import Database

extension Snapshot {
  func account(named name: String, of estate: String) throws -> Account? {
    try row("SELECT * FROM accounts WHERE estate = ? AND name = ? AND disabled_at IS NULL", estate, name)
      .flatMap(Account.init(row:))
  }

  func account(_ id: String, of estate: String) throws -> Account? {
    try row("SELECT * FROM accounts WHERE estate = ? AND id = ?", estate, id).flatMap(Account.init(row:))
  }
}

extension Transaction {
  func insert(_ account: Account, of estate: String, setupHash: String?, setupExpires: Instant?, at now: Instant) throws
  {
    try run(
      """
      INSERT INTO accounts (estate, id, name, role, password, pin, setup_hash, setup_expires_at, created_at,
        failed_tries, pin_failed_tries) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)
      """,
      estate, account.id, account.name, account.role.rawValue, account.password, account.pin, setupHash,
      setupExpires?.milliseconds, now.milliseconds)
  }

  /// Counts a wrong try and says until when the account waits.
  func countFailedTry(of account: String, estate: String, at now: Instant) throws {
    let tries =
      try rows(
        "UPDATE accounts SET failed_tries = failed_tries + 1 WHERE estate = ? AND id = ? RETURNING failed_tries",
        estate, account
      ).first?.int("failed_tries") ?? 0
    let seconds = Throttle.blockSeconds(afterTries: tries)
    guard seconds > 0 else { return }
    try run(
      "UPDATE accounts SET blocked_until = ? WHERE estate = ? AND id = ?",
      now.advanced(seconds: seconds).milliseconds, estate, account)
  }

  func clearFailedTries(of account: String, estate: String) throws {
    try run(
      "UPDATE accounts SET failed_tries = 0, blocked_until = NULL WHERE estate = ? AND id = ?", estate, account)
  }

  func insertToken(
    id: String, hash: String, name: String, role: Role, scopes: Set<Permission>, post: String, estate: String,
    by account: String, at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO tokens (estate, id, token_hash, name, role, scopes, post, created_at, created_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      estate, id, hash, name, role.rawValue, scopes.map(\.rawValue).sorted().joined(separator: " "), post,
      now.milliseconds, account)
  }
}

extension Account {
  init?(row: Row) {
    guard let role = Role(rawValue: row.text("role")) else { return nil }
    self.init(
      id: row.text("id"), name: row.text("name"), role: role, password: row.optionalText("password"),
      pin: row.optionalText("pin"), failedTries: row.int("failed_tries"),
      blockedUntil: row.optionalInt("blocked_until").map(Instant.init(milliseconds:)),
      disabledAt: row.optionalInt("disabled_at").map(Instant.init(milliseconds:)))
  }
}
