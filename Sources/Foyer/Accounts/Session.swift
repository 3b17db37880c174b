/// A signed-in browser. Ends after idling, after a shift's length, at sign-out, and when its account is disabled.
struct Session: Sendable {
  let tokenHash: String
  let principal: Principal
  let expiresAt: Instant
  let seenAt: Instant
  /// The enrolled browser that it began on.
  var browser: String?

  /// Who keeps settings and accounts is not meant to stay signed in; the desk is, between two visitors.
  static func idleMinutes(for role: Role) -> Int { role == .administrator ? 15 : 60 }
  /// One long shift and its handover.
  static let absoluteMinutes = 14 * 60

  func isLive(at instant: Instant) -> Bool {
    instant < expiresAt && instant < seenAt.advanced(minutes: Self.idleMinutes(for: principal.role))
  }
}
