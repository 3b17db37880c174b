import Foundation

/// Announcements between processes, by LISTEN and NOTIFY.
///
/// They are sent after the commit and not within it: a NOTIFY inside a transaction makes all commits of the whole
/// database queue behind one lock. A nudge that is lost with a dying process costs a screen one late refresh.
final class PostgreSQLNotices: @unchecked Sendable {
  private static let channel = "foyer"
  /// PostgreSQL takes at most 8,000 bytes.
  private static let idsAtOnce = 150

  private struct Notice: Codable {
    let process: String
    let estate: String
    let topic: String
    let ids: [String]
  }

  private let address: PostgreSQLAddress
  private let own = UUID().uuidString
  private let outgoing = JobQueue<PostgreSQLConnection>()
  private let lock = NSLock()
  private var stopped = false
  let thread: PostgreSQLThread
  private let listening = DispatchGroup()

  init(address: PostgreSQLAddress) {
    self.address = address
    thread = PostgreSQLThread("foyer.notices", address: address, queue: outgoing, batch: 64) { thread, jobs in
      for job in jobs {
        do {
          try job.run(thread.connected())
        } catch {
          thread.drop()
        }
        job.settle()
      }
    }
  }

  func tell(_ announcements: [Announcement]) {
    let notices = announcements.flatMap(notices)
    guard !notices.isEmpty else { return }
    let outgoing = outgoing
    Task {
      try? await outgoing.run { connection in
        for notice in notices {
          _ = try connection.rows("SELECT pg_notify(?, ?)", [.text(Self.channel), .text(notice)])
        }
      }
    }
  }

  private func notices(of announcement: Announcement) -> [String] {
    let ids = announcement.ids
    let starts = ids.isEmpty ? [0] : Array(stride(from: 0, to: ids.count, by: Self.idsAtOnce))
    return starts.compactMap { start in
      let notice = Notice(
        process: own, estate: announcement.estate, topic: announcement.topic,
        ids: Array(ids[start..<min(ids.count, start + Self.idsAtOnce)]))
      return (try? JSONEncoder().encode(notice)).map { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// Listens on a thread of its own until stopped; a lost connection is made anew.
  func listen(_ hear: @escaping @Sendable ([Announcement]) -> Void) {
    listening.enter()
    let thread = Thread { [self] in
      defer { listening.leave() }
      var isFirst = true
      while !isStopped {
        do {
          try hearAll {
            // What was told while nobody listened is not told again.
            if !isFirst { hear([.everything]) }
            isFirst = false
          } hear: {
            hear($0)
          }
        } catch {
          Thread.sleep(forTimeInterval: 0.5)
        }
      }
    }
    thread.name = "foyer.listener"
    thread.start()
  }

  private func hearAll(begun: () -> Void, hear: ([Announcement]) -> Void) throws {
    let connection = try PostgreSQLConnection(address)
    try connection.script("LISTEN \(Self.channel)")
    begun()
    var asked = Date()
    while !isStopped {
      var socket = pollfd(fd: connection.socket, events: Int16(POLLIN), revents: 0)
      guard poll(&socket, 1, 500) >= 0 else { continue }
      // A server that is silent may be dead, and another one have its place.
      if Date() > asked + 5 {
        try connection.now("SELECT 1")
        asked = Date()
      }
      hear(try connection.notifications().compactMap { announcement($0) })
    }
  }

  private func announcement(_ payload: String) -> Announcement? {
    guard let notice = try? JSONDecoder().decode(Notice.self, from: Data(payload.utf8)), notice.process != own else {
      return nil
    }
    return Announcement(estate: notice.estate, topic: notice.topic, ids: notice.ids)
  }

  private var isStopped: Bool { lock.withLock { stopped } }

  /// Whether the listener, which was stopped, has let its connection go.
  func ended(by deadline: DispatchTime) -> Bool { listening.wait(timeout: deadline) == .success }

  func stop() {
    lock.withLock { stopped = true }
    outgoing.stop()
  }
}
