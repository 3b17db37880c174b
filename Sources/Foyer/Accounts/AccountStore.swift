import Database

extension Snapshot {
  func account(named name: String, of estate: String) throws -> Account? {
    try row("SELECT * FROM accounts WHERE estate = ? AND name = ? AND disabled_at IS NULL", estate, name)
      .flatMap(Account.init(row:))
  }

  func account(_ id: String, of estate: String) throws -> Account? {
    try row("SELECT * FROM accounts WHERE estate = ? AND id = ?", estate, id).flatMap(Account.init(row:))
  }

  func existingAccount(_ id: String, of estate: String) throws -> Account {
    guard let account = try account(id, of: estate) else { throw LobbyError.notFound }
    return account
  }

  /// Everybody, who serves first and then who no longer does, in the order they were added.
  func accounts(of estate: String) throws -> [Account] {
    try rows(
      """
      SELECT * FROM accounts WHERE estate = ?
      ORDER BY CASE WHEN disabled_at IS NULL THEN 0 ELSE 1 END, id
      """, estate
    ).compactMap(Account.init(row:))
  }

  /// For "changed by": who an id was, also when he no longer serves.
  func accountNames(of estate: String) throws -> [String: String] {
    let rows = try rows("SELECT id, name FROM accounts WHERE estate = ?", estate)
    return Dictionary(rows.map { ($0.text("id"), $0.text("name")) }, uniquingKeysWith: { first, _ in first })
  }

  /// Those who can take over a desk with their PIN, in a fixed order: their keys are learnt by heart.
  func accountsWithPIN(of estate: String) throws -> [Account] {
    try rows(
      "SELECT * FROM accounts WHERE estate = ? AND pin IS NOT NULL AND disabled_at IS NULL ORDER BY id", estate
    ).compactMap(Account.init(row:))
  }

  /// Whether anybody can sign in with a password: before that, the installation is not set up.
  func isSetUp() throws -> Bool {
    try count("SELECT COUNT(*) FROM (SELECT id FROM accounts WHERE password IS NOT NULL LIMIT 1) AS found") > 0
  }

  /// The account that a set-up link is for, if the link still counts.
  func invitation(setupHash: String, at now: Instant) throws -> (estate: String, account: Account)? {
    try row(
      "SELECT * FROM accounts WHERE setup_hash = ? AND setup_expires_at > ? AND disabled_at IS NULL", setupHash,
      now.milliseconds
    ).flatMap { row in Account(row: row).map { (row.text("estate"), $0) } }
  }
}

extension Transaction {
  func insert(
    _ account: Account, of estate: String, setupHash: String?, setupExpires: Instant?, by author: String? = nil,
    at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO accounts (estate, id, name, role, password, pin, setup_hash, setup_expires_at, created_at, created_by,
        failed_tries, pin_failed_tries) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)
      """,
      estate, account.id, account.name, account.role.rawValue, account.password, account.pin, setupHash,
      setupExpires?.milliseconds, now.milliseconds, author)
  }

  /// Name and role; a session reads both from here, so that a change counts at once.
  func rename(_ account: String, of estate: String, to name: String, role: Role) throws {
    try run("UPDATE accounts SET name = ?, role = ? WHERE estate = ? AND id = ?", name, role.rawValue, estate, account)
  }

  func keepSetUp(hash: String, until end: Instant, for account: String, of estate: String) throws {
    try run(
      "UPDATE accounts SET setup_hash = ?, setup_expires_at = ? WHERE estate = ? AND id = ?", hash, end.milliseconds,
      estate, account)
  }

  /// A new password: the set-up link is spent and every count of wrong tries starts afresh.
  func keepPassword(_ hash: String, for account: String, of estate: String) throws {
    try run(
      "UPDATE accounts SET password = ?, setup_hash = NULL, setup_expires_at = NULL WHERE estate = ? AND id = ?",
      hash, estate, account)
    try clearFailedTries(of: account, estate: estate)
  }

  func keepPIN(_ hash: String?, for account: String, of estate: String) throws {
    try run(
      "UPDATE accounts SET pin = ?, pin_failed_tries = 0 WHERE estate = ? AND id = ?", hash, estate, account)
  }

  func noteSignIn(of account: String, estate: String, at now: Instant) throws {
    try run("UPDATE accounts SET signed_in_at = ? WHERE estate = ? AND id = ?", now.milliseconds, estate, account)
  }

  /// Ends all ways in: sessions, PIN, set-up link, and the tokens that he made and could have copied.
  func disable(_ account: String, of estate: String, by author: JournalAuthor) throws {
    try run(
      """
      UPDATE accounts SET disabled_at = ?, disabled_by = ?, pin = NULL, setup_hash = NULL, setup_expires_at = NULL
      WHERE estate = ? AND id = ?
      """, author.at.milliseconds, author.account, estate, account)
    try deleteSessions(of: account, estate: estate)
    try run(
      "UPDATE tokens SET revoked_at = ?, revoked_by = ? WHERE estate = ? AND created_by = ? AND revoked_at IS NULL",
      author.at.milliseconds, author.account, estate, account)
  }

  /// Lets him in again with the password he had; the PIN is to be set anew.
  func enable(_ account: String, of estate: String) throws {
    try run("UPDATE accounts SET disabled_at = NULL, disabled_by = NULL WHERE estate = ? AND id = ?", estate, account)
  }
}

extension Account {
  init?(row: Row) {
    guard let role = Role(rawValue: row.text("role")) else { return nil }
    self.init(
      id: row.text("id"), name: row.text("name"), role: role, password: row.optionalText("password"),
      pin: row.optionalText("pin"), failedTries: row.int("failed_tries"), blockedUntil: row.instant("blocked_until"),
      disabledAt: row.instant("disabled_at"), disabledBy: row.optionalText("disabled_by"),
      pinTries: row.int("pin_failed_tries"), signedInAt: row.instant("signed_in_at"),
      setupExpires: row.optionalText("setup_hash") == nil ? nil : row.instant("setup_expires_at"))
  }
}

extension Row {
  /// A moment, or nil where the column holds none.
  func instant(_ name: String) -> Instant? { optionalInt(name).map(Instant.init(milliseconds:)) }
}
