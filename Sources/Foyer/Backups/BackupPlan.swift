import Foundation

/// How often the desk makes a backup by itself, where, and how many it keeps.
public struct BackupPlan: Sendable {
  let folder: URL
  let everyHours: Int
  let keep: Int
  /// A public key to which each is sealed.
  let key: String?

  public init(folder: String, everyHours: Int, keep: Int, key: String?) throws {
    guard (1...720).contains(everyHours) else {
      throw CommandRefusal("backup-every", String(everyHours), "is not between 1 and 720 hours")
    }
    guard (1...1_000).contains(keep) else {
      throw CommandRefusal("backup-keep", String(keep), "is not between 1 and 1000")
    }
    if let key, !BackupKey.isPublicKey(key) { throw CommandRefusal("backup-key", key, "is no public key") }
    self.folder = URL(filePath: folder)
    (self.everyHours, self.keep, self.key) = (everyHours, keep, key)
  }

  /// One that failed is tried again after so many minutes.
  private static let again = 15

  /// - Parameter past: the newest first.
  func isDue(after past: [PastBackup], at now: Instant) -> Bool {
    guard let last = past.first else { return true }
    if last.state == .failed { return last.startedAt <= now.advanced(minutes: -Self.again) }
    return last.startedAt <= now.advanced(minutes: -everyHours * 60)
  }
}

/// A backup that was made, or tried.
struct PastBackup: Sendable, Equatable {
  enum State: String, Sendable {
    case made
    /// The copy is there, but its record is not as it was sealed.
    case damaged
    case failed
  }

  let startedAt, finishedAt: Instant
  let state: State
  let file: String
  let bytes: Int
  let head: String
  /// Nil when it was made by hand.
  let everyHours: Int?
}

/// What is to be said about the backups of an installation.
struct BackupStanding: Sendable, Equatable {
  enum Trouble: String, Sendable {
    case none, never, failed, damaged, late
  }

  /// The newest one that can be restored.
  let last: PastBackup?
  let next: Instant?
  let trouble: Trouble

  /// A hand that makes them without a schedule has so many hours.
  static let handHours = 7 * 24

  /// - Parameter past: the newest first.
  init(_ past: [PastBackup], at now: Instant) {
    let last = past.first { $0.state != .failed }
    let every = past.lazy.compactMap(\.everyHours).first
    self.last = last
    next = every.flatMap { hours in past.first.map { $0.startedAt.advanced(minutes: hours * 60) } }
    if let newest = past.first, newest.state != .made {
      trouble = newest.state == .failed ? .failed : .damaged
    } else if let last {
      let hours = every.map { $0 * 2 } ?? Self.handHours
      trouble = last.startedAt < now.advanced(minutes: -hours * 60) ? .late : .none
    } else {
      trouble = .never
    }
  }
}
