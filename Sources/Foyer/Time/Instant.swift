import Foundation

/// A moment: milliseconds since 1970 UTC. All storage and arithmetic use it; zones appear only at the edges.
struct Instant: Hashable, Comparable, Sendable, Codable {
  let milliseconds: Int

  init(milliseconds: Int) {
    self.milliseconds = milliseconds
  }

  init(_ date: Date) {
    milliseconds = Int((date.timeIntervalSince1970 * 1000).rounded())
  }

  var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

  func advanced(minutes: Int) -> Instant { Instant(milliseconds: milliseconds + minutes * 60_000) }
  func advanced(seconds: Int) -> Instant { Instant(milliseconds: milliseconds + seconds * 1_000) }
  func advanced(days: Int) -> Instant { Instant(milliseconds: milliseconds + days * 86_400_000) }

  /// Whole minutes from `earlier` to this moment, rounded down.
  func minutes(since earlier: Instant) -> Int {
    Int((Double(milliseconds - earlier.milliseconds) / 60_000).rounded(.down))
  }

  static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }
}

/// The only source of "now". Tests hold it still; nothing else reads the wall clock.
struct LobbyClock: Sendable {
  let now: @Sendable () -> Instant

  static let wall = LobbyClock { Instant(Date()) }

  static func fixed(_ instant: Instant) -> LobbyClock { LobbyClock { instant } }
}
