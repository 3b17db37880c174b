/// A token as programs see it; the secret only in the answer that made it.
struct TokenResource: Encodable {
  let id, name, role: String
  let scopes: [String]
  let madeAt, madeBy: String
  let usedAt, revokedAt, revokedBy: String?
  let token: String?

  init(_ token: Token, zone: EstateZone, secret: String? = nil) {
    id = token.id
    name = token.name
    role = token.role.rawValue
    scopes = token.scopes.map(\.rawValue).sorted()
    madeAt = zone.iso(token.madeAt)
    madeBy = token.madeBy
    usedAt = token.usedAt.map(zone.iso)
    revokedAt = token.revokedAt.map(zone.iso)
    revokedBy = token.revokedBy
    self.token = secret
  }
}

struct TokenListResource: Encodable {
  let items: [TokenResource]
}
