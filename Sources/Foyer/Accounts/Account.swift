/// A member of staff who can sign in.
struct Account: Sendable, Equatable {
  /// Where an account stands. Each is read from who did what and when, never from a flag.
  enum State: String, CaseIterable, Sendable {
    /// Made, and its set-up link can still be used.
    case invited
    /// Made, never set up, and the link has run out.
    case lapsed
    case active
    case disabled
  }

  let id: String
  let name: String
  let role: Role
  /// Scrypt, nil until the set-up link was used.
  let password: String?
  let pin: String?
  let failedTries: Int
  let blockedUntil: Instant?
  let disabledAt: Instant?
  var disabledBy: String?
  var pinTries = 0
  var signedInAt: Instant?
  var setupExpires: Instant?

  /// So many wrong PINs in a row, then only the password opens (six digits could be guessed).
  static let pinTryLimit = 5
  /// How long a set-up link can be used, once.
  static let setupHours = 24

  var isPINBlocked: Bool { pinTries >= Self.pinTryLimit }

  func state(at now: Instant) -> State {
    if disabledAt != nil { return .disabled }
    if password != nil { return .active }
    return setupExpires.map { now < $0 } ?? false ? .invited : .lapsed
  }
}
