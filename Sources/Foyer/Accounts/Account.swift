/// A member of staff who can sign in.
struct Account: Sendable, Equatable {
  let id: String
  let name: String
  let role: Role
  /// Scrypt, nil until the set-up link was used.
  let password: String?
  let pin: String?
  let failedTries: Int
  let blockedUntil: Instant?
  let disabledAt: Instant?
}

/// How long an account waits after wrong tries: nothing for the first five, then doubling from 30 seconds to 15 minutes.
enum Throttle {
  static func blockSeconds(afterTries tries: Int) -> Int {
    guard tries >= 5 else { return 0 }
    return min(30 << min(tries - 5, 10), 900)
  }
}
