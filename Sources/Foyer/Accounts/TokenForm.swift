import Pages

/// A token that is being made: never more than its maker may himself.
struct TokenForm {
  let name: String
  let role: Role
  let scopes: Set<Permission>

  init(_ form: Form, maker: Principal) throws {
    var reader = FieldReader(form)
    let name = reader.text("name", limit: 60, required: true)
    let role = reader.choice("role", as: Role.self, required: true)
    let words = reader.texts("scopes")
    let scopes = Set(words.compactMap(Permission.init(rawValue:)))
    if scopes.count != Set(words).count { reader.errors.add("scopes", "choice") }
    if role == .program, words.isEmpty { reader.errors.add("scopes", "required") }
    try reader.errors.check()
    self.name = name ?? ""
    self.role = role ?? .program
    self.scopes = scopes
    let reach = Token.reach(of: self.role, scopes: scopes)
    guard reach.allSatisfy(maker.may) else { throw FieldErrors("scopes", "beyond_own") }
    guard !reach.isEmpty else { throw FieldErrors("scopes", "nothing") }
  }
}
