import Synchronization

/// The set-up link of an installation without anybody in it: printed on the console at the start, kept in memory only,
/// void as soon as anybody has a password.
final class FirstRun: Sendable {
  private let link = Mutex<(hash: String, expiresAt: Instant)?>(nil)

  func open(at now: Instant) -> SetUpLink {
    let made = SetUpLink(at: now)
    link.withLock { $0 = (made.hash, made.expiresAt) }
    return made
  }

  var isOpen: Bool { link.withLock { $0 != nil } }

  func accepts(_ code: String, at now: Instant) -> Bool {
    guard let link = link.withLock({ $0 }) else { return false }
    return Secret.matches(link.hash, Secret.hash(code)) && now < link.expiresAt
  }

  func close() { link.withLock { $0 = nil } }
}
