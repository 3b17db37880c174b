/// Who asks: a person at a browser, or a program with a token.
struct Principal: Sendable, Equatable {
  let account: String
  let name: String
  let role: Role
  let estate: String
  let post: String
  /// Nil for a person: his role decides alone. A token may do what its role may, and of that only what it names.
  let scopes: Set<Permission>?

  func may(_ permission: Permission) -> Bool {
    guard role == .program || permission.roles.contains(role) else { return false }
    guard let scopes else { return role != .program }
    return scopes.contains(permission)
  }

  /// Where this person begins: the desk for who serves there, staff for who keeps accounts, else the own page.
  var landing: String {
    if may(.seeVisits) { return "/" }
    if may(.makeRounds) { return "/rounds" }
    return may(.seeStaff) ? "/staff" : "/session"
  }
}
