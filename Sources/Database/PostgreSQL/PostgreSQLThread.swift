import Foundation
import Logging

/// A thread with a connection of its own, which it makes anew when it is lost.
final class PostgreSQLThread: @unchecked Sendable {
  /// How long a job may wait for a server before it is told that there is none.
  private static let patience: TimeInterval = 5
  private static let pause: TimeInterval = 0.2

  private let address: PostgreSQLAddress
  private let queue: JobQueue<PostgreSQLConnection>
  private var connection: PostgreSQLConnection?

  init(
    _ name: String, address: PostgreSQLAddress, queue: JobQueue<PostgreSQLConnection>, batch: Int,
    work: @escaping @Sendable (PostgreSQLThread, [Job<PostgreSQLConnection>]) -> Void
  ) {
    self.address = address
    self.queue = queue
    let thread = Thread { [self] in
      while case let jobs = queue.take(atMost: batch), !jobs.isEmpty { work(self, jobs) }
      connection = nil
    }
    thread.name = name
    thread.start()
  }

  /// The connection, made if need be; throws when no server can be had within the patience of a job.
  func connected() throws -> PostgreSQLConnection {
    if let connection, !connection.isLost { return connection }
    connection = nil
    let limit = Date(timeIntervalSinceNow: Self.patience)
    while true {
      do {
        let made = try PostgreSQLConnection(address)
        connection = made
        return made
      } catch {
        guard Date() < limit else { throw error }
        Thread.sleep(forTimeInterval: Self.pause)
      }
    }
  }

  func drop() { connection = nil }
}
