/// A program's key: what it may is its role's line, and of that only what its scopes name.
struct Token: Sendable, Equatable {
  let id: String
  let name: String
  let role: Role
  /// Empty: all that the role may. A `program` has no line of its own and may what its scopes name.
  let scopes: Set<Permission>
  let post: String
  let madeAt: Instant
  let madeBy: String
  let usedAt: Instant?
  let revokedAt: Instant?
  let revokedBy: String?

  /// Everything that a token of this role and these scopes may do.
  static func reach(of role: Role, scopes: Set<Permission>) -> Set<Permission> {
    let line = role == .program ? Set(Permission.allCases) : role.permissions
    return scopes.isEmpty && role != .program ? line : line.intersection(scopes)
  }
}
