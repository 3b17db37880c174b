import Synchronization

/// A nudge that something of a kind changed in an estate. It carries ids, never content: who is told reads for himself.
public struct Announcement: Sendable, Equatable {
  public let estate: String
  public let topic: String
  public let ids: [String]

  public init(estate: String, topic: String, ids: [String]) {
    self.estate = estate
    self.topic = topic
    self.ids = ids
  }

  /// Nobody knows what changed: whoever shows or seals something looks again.
  public static let everything = Announcement(estate: "", topic: "everything", ids: [])

  public var isEverything: Bool { self == .everything }
}

/// The estates in which something changed since it was last asked. Nothing is lost to it, however much is announced.
public final class ChangedEstates: Sendable {
  public struct Changes: Sendable {
    public fileprivate(set) var estates: Set<String> = []
    /// In any estate something may have changed.
    public fileprivate(set) var isEverything = false
  }

  private let changes = Mutex(Changes())
  /// Nil: whatever it is about.
  private let topics: Set<String>?

  init(topics: Set<String>?) { self.topics = topics }

  func note(_ announcements: [Announcement]) {
    let wanted = announcements.filter { $0.isEverything || topics?.contains($0.topic) ?? true }
    guard !wanted.isEmpty else { return }
    changes.withLock { changes in
      for announcement in wanted {
        if announcement.isEverything {
          changes.isEverything = true
        } else {
          changes.estates.insert(announcement.estate)
        }
      }
    }
  }

  /// Answers them, and begins anew.
  public func take() -> Changes {
    changes.withLock { changes in
      defer { changes = Changes() }
      return changes
    }
  }
}

/// Hands each announcement to all who listen at that moment. A slow listener loses the oldest, never delays a writer.
final class AnnouncementBoard: Sendable {
  private struct Listeners {
    var next = 0
    var continuations: [Int: AsyncStream<Announcement>.Continuation] = [:]
    var counters: [ChangedEstates] = []
  }

  private let listeners = Mutex(Listeners())

  func listen() -> AsyncStream<Announcement> {
    AsyncStream(bufferingPolicy: .bufferingNewest(256)) { continuation in
      let key = listeners.withLock { listeners in
        listeners.next += 1
        listeners.continuations[listeners.next] = continuation
        return listeners.next
      }
      continuation.onTermination = { [weak self] _ in
        self?.listeners.withLock { _ = $0.continuations.removeValue(forKey: key) }
      }
    }
  }

  func count(about topics: Set<String>?) -> ChangedEstates {
    let counter = ChangedEstates(topics: topics)
    listeners.withLock { $0.counters.append(counter) }
    return counter
  }

  func publish(_ announcements: [Announcement]) {
    guard !announcements.isEmpty else { return }
    let (continuations, counters) = listeners.withLock { (Array($0.continuations.values), $0.counters) }
    for counter in counters { counter.note(announcements) }
    for continuation in continuations {
      for announcement in announcements { continuation.yield(announcement) }
    }
  }

  /// Ends every stream, so that open connections finish when the program stops.
  func finish() {
    let continuations = listeners.withLock { listeners in
      defer { listeners.continuations = [:] }
      return Array(listeners.continuations.values)
    }
    for continuation in continuations { continuation.finish() }
  }
}
