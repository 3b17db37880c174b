import Database

extension Snapshot {
  /// Newest first, those that still count before those that were revoked.
  func tokens(of estate: String) throws -> [Token] {
    try rows(
      """
      SELECT * FROM tokens WHERE estate = ?
      ORDER BY CASE WHEN revoked_at IS NULL THEN 0 ELSE 1 END, id DESC
      """, estate
    ).compactMap(Token.init(row:))
  }

  func existingToken(_ id: String, of estate: String) throws -> Token {
    guard let row = try row("SELECT * FROM tokens WHERE estate = ? AND id = ?", estate, id), let token = Token(row: row)
    else { throw LobbyError.notFound }
    return token
  }

  /// Who a bearer token stands for.
  func program(tokenHash: String) throws -> Principal? {
    try row("SELECT * FROM tokens WHERE token_hash = ? AND revoked_at IS NULL", tokenHash).flatMap { row in
      guard let token = Token(row: row) else { return nil }
      return Principal(
        account: token.id, name: token.name, role: token.role, estate: row.text("estate"), post: token.post,
        scopes: token.scopes.isEmpty && token.role != .program ? nil : token.scopes)
    }
  }
}

extension Transaction {
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

  func revokeToken(_ id: String, of estate: String, by author: JournalAuthor) throws {
    try run(
      "UPDATE tokens SET revoked_at = ?, revoked_by = ? WHERE estate = ? AND id = ? AND revoked_at IS NULL",
      author.at.milliseconds, author.account, estate, id)
  }

  func noteTokenUse(_ id: String, of estate: String, at now: Instant) throws {
    try run(
      "UPDATE tokens SET used_at = ? WHERE estate = ? AND id = ? AND (used_at IS NULL OR used_at < ?)",
      now.milliseconds, estate, id, now.milliseconds)
  }
}

extension Token {
  init?(row: Row) {
    guard let role = Role(rawValue: row.text("role")) else { return nil }
    self.init(
      id: row.text("id"), name: row.text("name"), role: role,
      scopes: Set(row.text("scopes").split(separator: " ").compactMap { Permission(rawValue: String($0)) }),
      post: row.text("post"), madeAt: Instant(milliseconds: row.int("created_at")), madeBy: row.text("created_by"),
      usedAt: row.instant("used_at"), revokedAt: row.instant("revoked_at"), revokedBy: row.optionalText("revoked_by"))
  }
}
