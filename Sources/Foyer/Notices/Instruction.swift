/// What a leader passes on to the desk, and who must have read it (A-4.1, C-8). Changed words are asked for again.
struct Instruction: Sendable, Equatable {
  enum State: String, CaseIterable, Sendable, Codable {
    case scheduled
    case inForce = "in_force"
    case over, withdrawn
  }

  enum Reader: Sendable, Hashable {
    case role(Role)
    case person(String)
  }

  struct Details: Sendable, Equatable {
    var title: String
    var body: String
    /// Nil concerns every post.
    var post: String?
    var readers: [Reader]
    var from: Instant
    /// Nil until it is withdrawn.
    var until: Instant?

    /// Who has read the old words has to read the new ones; more readers or another end change nothing for him.
    func asksAgain(instead other: Details) -> Bool { title != other.title || body != other.body || post != other.post }
  }

  let id: String
  let details: Details
  let revision: Int
  /// Since when these words stand.
  let revisedAt: Instant
  let withdrawnAt: Instant?
  let withdrawnBy: String?
  let createdAt: Instant
  let createdBy: String

  func state(at now: Instant) -> State {
    if withdrawnAt != nil { return .withdrawn }
    if now < details.from { return .scheduled }
    return details.until.map { now < $0 } ?? true ? .inForce : .over
  }

  struct Draft: Sendable, Equatable {
    let id: String
    let details: Details
    let digest: String
  }

  /// One who has to read it, and when he did.
  struct Receipt: Sendable, Equatable {
    let account: String
    let name: String
    let role: Role
    let readAt: Instant?
  }

  /// In force, and not everybody has read it.
  struct Unread: Sendable, Equatable {
    let id: String
    let title: String
    let since: Instant
    let missing: Int
    let required: Int
  }
}
