/// One planned shift of one person at one post. Instants, never dates: a night begins on one day and ends on the next.
struct RosterEntry: Sendable, Equatable, Identifiable {
  enum State: String, CaseIterable, Sendable, Codable {
    /// Of a roster that nobody has approved yet.
    case draft
    case planned
    /// The person has said that he knows of it.
    case confirmed
    case cancelled
  }

  /// How it came into the roster.
  enum Origin: String, CaseIterable, Sendable, Codable {
    case rotation, hand, extra, cover, swap
  }

  let id: String
  var post: String
  /// The id of the account that is to be there.
  var account: String
  /// The id of its ``ShiftKind``.
  var kind: String
  /// First moment of the shift, and the first that is no longer in it.
  var startsAt: Instant
  var endsAt: Instant
  var state = State.planned
  var origin = Origin.hand
  /// Whose shift it was before: the account that this person stands in for.
  var covers: String?
  var note: String?
  /// Counts its changes, as a calendar wants to know.
  var revision = 0

  /// Half-open: a shift that ends when the other begins does not touch it.
  func overlaps(_ from: Instant, _ until: Instant) -> Bool { startsAt < until && endsAt > from }

  var minutes: Int { (endsAt.milliseconds - startsAt.milliseconds) / 60_000 }

  /// Somebody is to come: neither a draft nor called off.
  var isInForce: Bool { state == .planned || state == .confirmed }
}
