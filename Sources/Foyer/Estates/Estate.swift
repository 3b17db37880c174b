/// A residential estate, its profile and its time zone.
struct Estate: Sendable, Equatable {
  /// The rules in which the procedure's documents differ: (b) the butlers' desk, (c) the guards' post.
  enum Profile: String, CaseIterable, Sendable, Codable {
    case guardPost = "guard_post"
    case butlerDesk = "butler_desk"
  }

  let id: String
  let name: String
  let profile: Profile
  let zone: EstateZone
}

/// A place on duty: a lobby with its own rack of passes.
struct Post: Sendable, Equatable {
  let id: String
  let name: String
}
