/// A signed-in browser. Ends after idling, after a shift's length, at sign-out, and when its account is disabled.
struct Session: Sendable {
  let tokenHash: String
  let principal: Principal
  let expiresAt: Instant
  let seenAt: Instant

  static let idleMinutes = 60
  /// One long shift and its handover.
  static let absoluteMinutes = 14 * 60

  func isLive(at instant: Instant) -> Bool {
    instant < expiresAt && instant < seenAt.advanced(minutes: Self.idleMinutes)
  }
}
