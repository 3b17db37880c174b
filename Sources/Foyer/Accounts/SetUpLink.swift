/// A link that lets one person choose a password, once, within a day. The store keeps only its hash.
struct SetUpLink: Sendable {
  let code: String
  let expiresAt: Instant

  init(at now: Instant) {
    code = Secret.make()
    expiresAt = now.advanced(minutes: Account.setupHours * 60)
  }

  var hash: String { Secret.hash(code) }
  var path: String { "/setup/\(code)" }
}
