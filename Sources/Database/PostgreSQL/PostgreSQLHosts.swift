import Foundation

/// The hosts of an address, in the order in which they are best asked.
///
/// libpq asks them in the order of the address, and each that stands still costs it `connect_timeout`. After a failover
/// every one of our connections would wait so long for the same dead host, one after the other for a single check-in. So
/// what one of them has learnt the others know: who was good comes first, and a silent one is asked by one at a time.
/// Only spans are measured, so on the clock that nobody sets: one that is put back would keep a host out for good.
final class PostgreSQLHosts: @unchecked Sendable {
  struct Host: Equatable {
    let number: Int
    let address: String
  }

  /// So long a host may take to answer; libpq waits for two seconds at least.
  private static let silence = Duration.seconds(1)
  /// A silent host is asked again after this time: it may be the one that takes writes when it wakes.
  private static let pause = Duration.seconds(3)

  private let all: [Host]
  private let lock = NSLock()
  private var best = 0
  /// When a silent host was asked last.
  private var silent: [Int: ContinuousClock.Instant] = [:]

  /// - Parameter addresses: one for each host, one at least.
  init(_ addresses: [String]) {
    all = addresses.enumerated().map { Host(number: $0.offset, address: $0.element) }
  }

  /// Whom to ask now. Somebody is always asked.
  func order(at now: ContinuousClock.Instant = .now) -> [Host] {
    lock.withLock {
      let known = all[best...] + all[..<best]
      let due = known.filter { host in silent[host.number].map { now >= $0 + Self.pause } ?? true }
      // Whoever asks it now, asks for all.
      for host in due where silent[host.number] != nil { silent[host.number] = now }
      guard !due.isEmpty else { return Array(known) }
      return due.filter { silent[$0.number] == nil } + due.filter { silent[$0.number] != nil }
    }
  }

  func learn(_ host: Host, isGood: Bool, after wait: Duration, at now: ContinuousClock.Instant = .now) {
    lock.withLock {
      if isGood {
        best = host.number
        silent[host.number] = nil
      } else {
        silent[host.number] = wait < Self.silence ? nil : now
      }
    }
  }
}
