/// Days off that a person asks for, and what was decided.
struct Leave: Sendable, Equatable, Identifiable {
  enum Kind: String, CaseIterable, Sendable, Codable { case annual, sick, personal, marriage, other }
  enum State: String, CaseIterable, Sendable, Codable {
    case asked, approved, refused, withdrawn
    /// Approved, and taken back later.
    case revoked
  }

  let id: String
  let account: String
  let kind: Kind
  let startsAt, endsAt: Instant
  /// May tell of health: for the person and whoever decides.
  let reason: String?
  let state: State
  let askedAt: Instant
  let askedBy: String
  let decision: RosterDecision?
  /// Who took an approved leave back, and why.
  var revocation: RosterDecision?
}

/// Who decided, when, and in which words.
struct RosterDecision: Sendable, Equatable {
  enum Word: String, CaseIterable, Sendable, Codable { case approved, refused }

  let at: Instant
  let by: String
  let note: String?
}

/// One person takes over another's shift; where both give one, they swap.
struct ShiftTrade: Sendable, Equatable, Identifiable {
  enum State: String, CaseIterable, Sendable, Codable { case asked, accepted, declined, approved, refused, withdrawn }
  enum Answer: String, CaseIterable, Sendable, Codable { case accepted, declined }

  let id: String
  let entry: RosterEntry
  /// Who gives the shift away.
  let account: String
  let otherAccount: String
  let otherEntry: RosterEntry?
  let note: String?
  let state: State
  let askedAt: Instant
  let answeredAt: Instant?
  let decision: RosterDecision?

  var isSwap: Bool { otherEntry != nil }
  var isOpen: Bool { state == .asked || state == .accepted }

  /// Both shifts as they would be; nil when either has changed hands or was called off meanwhile.
  var exchanged: [RosterEntry]? {
    guard entry.isInForce, entry.account == account else { return nil }
    var given = entry
    (given.account, given.covers, given.origin) = (otherAccount, account, isSwap ? .swap : .cover)
    given.state = .planned
    guard let otherEntry else { return [given] }
    guard otherEntry.isInForce, otherEntry.account == otherAccount else { return nil }
    var taken = otherEntry
    (taken.account, taken.covers, taken.origin, taken.state) = (account, otherAccount, .swap, .planned)
    return [given, taken]
  }
}

/// A paper that a person must hold to stand at a post; without a last day it holds on.
struct StaffCertificate: Sendable, Equatable, Identifiable {
  enum Kind: String, CaseIterable, Sendable, Codable {
    /// 保安员证
    case guardLicence = "guard_licence"
    /// 消防设施操作员证
    case fireControl = "fire_control"
    case firstAid = "first_aid"
    case other
  }

  let id: String
  let account: String
  let kind: Kind
  /// The first moment at which it no longer holds.
  let expiresAt: Instant?
}
