import Database
import Synchronization

/// Remembers who a cookie or token stands for, so that a busy desk does not ask storage on every request.
///
/// Any change of accounts, sessions or tokens empties it at once in this process; what another process
/// changed is seen within ``maximumAgeSeconds``.
final class PrincipalCache: Sendable {
  private struct Entry {
    let caller: LobbyContext.Caller
    let readAt: Instant
  }

  static let maximumAgeSeconds = 1
  private static let limit = 4096

  private let database: Database
  private let entries = Mutex<[String: Entry]>([:])
  private let uses = Mutex<[String: Instant]>([:])

  init(database: Database) {
    self.database = database
  }

  func program(token: String, at now: Instant) async throws -> LobbyContext.Caller {
    let caller = try await caller(Secret.hash(token), at: now) { snapshot, hash in
      try snapshot.program(tokenHash: hash).map { .program($0) }
    }
    if case .program(let principal) = caller { await noteUse(of: principal, at: now) }
    return caller
  }

  /// When a token was last used, at most once a minute. A store that cannot be written still answers questions.
  private func noteUse(of principal: Principal, at now: Instant) async {
    let isDue = uses.withLock { uses in
      if let last = uses[principal.account], now < last.advanced(minutes: 1) { return false }
      if uses.count >= Self.limit { uses.removeAll() }
      uses[principal.account] = now
      return true
    }
    guard isDue else { return }
    try? await database.write(in: principal.estate) {
      try $0.noteTokenUse(principal.account, of: principal.estate, at: now)
    }
  }

  func person(cookie: String, at now: Instant) async throws -> LobbyContext.Caller {
    let caller = try await caller(Secret.hash(cookie), at: now) { snapshot, hash in
      try snapshot.session(tokenHash: hash).map { .person($0) }
    }
    guard case .person(let session) = caller, session.isLive(at: now) else { return .anonymous }
    await touch(session, at: now)
    return caller
  }

  func clear() {
    entries.withLock { $0.removeAll() }
  }

  private func caller(
    _ hash: String, at now: Instant, read: @escaping @Sendable (Snapshot, String) throws -> LobbyContext.Caller?
  ) async throws -> LobbyContext.Caller {
    let remembered = entries.withLock { $0[hash] }
    if let remembered, now < remembered.readAt.advanced(seconds: Self.maximumAgeSeconds), now >= remembered.readAt {
      return remembered.caller
    }
    guard let caller = try await database.read({ try read($0, hash) }) else { return .anonymous }
    entries.withLock { entries in
      if entries.count >= Self.limit { entries.removeAll() }
      entries[hash] = Entry(caller: caller, readAt: now)
    }
    return caller
  }

  /// Idling is counted in minutes; writing each request down would make reading pages a write. A store that cannot be
  /// written still shows its pages; it seems then that the person idled.
  private func touch(_ session: Session, at now: Instant) async {
    guard now >= session.seenAt.advanced(minutes: 1) else { return }
    try? await database.write(in: session.principal.estate) { tx in
      try tx.touchSession(tokenHash: session.tokenHash, of: session.principal.estate, at: now)
    }
    entries.withLock { _ = $0.removeValue(forKey: session.tokenHash) }
  }
}
