/// A member of staff as programs see him.
struct StaffResource: Encodable {
  struct SetUp: Encodable { let link, code, expiresAt: String }

  let id, name, role, state: String
  let signedInAt, disabledAt, disabledBy: String?
  let hasPin: Bool
  let failedTries: Int
  /// Only in the answer that made the link.
  let setUp: SetUp?

  init(_ account: Account, zone: EstateZone, at now: Instant, link: (SetUpLink, base: String)? = nil) {
    id = account.id
    name = account.name
    role = account.role.rawValue
    state = account.state(at: now).rawValue
    signedInAt = account.signedInAt.map(zone.iso)
    disabledAt = account.disabledAt.map(zone.iso)
    disabledBy = account.disabledBy
    hasPin = account.pin != nil
    failedTries = account.failedTries
    setUp = link.map { link, base in
      SetUp(link: base + link.path, code: link.code, expiresAt: zone.iso(link.expiresAt))
    }
  }
}

struct StaffListResource: Encodable {
  let items: [StaffResource]
}
