/// A notice to residents: drafted at the desk, published by who may, in force from one day to another (form 2.18).
struct Notice: Sendable, Equatable {
  enum State: String, CaseIterable, Sendable, Codable { case draft, returned, published, withdrawn }

  /// What a reader calls it at a moment.
  enum Stage: String, CaseIterable, Sendable, Codable {
    case draft, returned, scheduled
    case inForce = "in_force"
    case over, withdrawn
  }

  struct Details: Sendable, Equatable {
    var title: String
    var body: String
    var area: NoticeArea
    var issuer: String?
    /// What visitors and callers are told.
    var say: String?
    /// The first moment of its first day.
    var from: Instant
    /// The end of its last day.
    var until: Instant
  }

  let id: String
  let details: Details
  let state: State
  let revision: Int
  /// Why it was given back, or withdrawn.
  let reason: String?
  let publishedAt: Instant?
  let publishedBy: String?
  let withdrawnAt: Instant?
  let withdrawnBy: String?
  let createdAt: Instant
  let createdBy: String

  func stage(at now: Instant) -> Stage {
    switch state {
    case .draft: .draft
    case .returned: .returned
    case .withdrawn: .withdrawn
    case .published: now < details.from ? .scheduled : now < details.until ? .inForce : .over
    }
  }

  enum Act: Sendable { case change, publication, refusal, withdrawal }

  /// The states that an act may begin from.
  static func states(before act: Act) -> [State] {
    switch act {
    case .change: [.draft, .returned, .published]
    case .publication: [.draft, .returned]
    case .refusal: [.draft]
    case .withdrawal: [.draft, .returned, .published]
    }
  }

  /// A draft is changed by whoever may write one; what hangs on the board only by who may publish.
  func changing() -> Permission { state == .published ? .decideNotices : .draftNotices }

  struct Draft: Sendable, Equatable {
    let id: String
    let details: Details
    let digest: String
  }
}
