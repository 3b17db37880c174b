import Foundation

/// A thread with a connection of its own, which it makes anew when it is lost.
final class PostgreSQLThread: @unchecked Sendable {
  /// How long jobs wait for a server before they are told that there is none.
  private static let patience: TimeInterval = 5
  private static let pause: TimeInterval = 0.2

  private let address: PostgreSQLAddress
  private let queue: JobQueue<PostgreSQLConnection>
  private var connection: PostgreSQLConnection?
  private let running = DispatchGroup()
  /// Since when no server answers, when it was asked last, and what came of it.
  private var silence: (since: Date, asked: Date, error: any Error)?

  init(
    _ name: String, address: PostgreSQLAddress, queue: JobQueue<PostgreSQLConnection>, batch: Int,
    work: @escaping @Sendable (PostgreSQLThread, [Job<PostgreSQLConnection>]) -> Void
  ) {
    self.address = address
    self.queue = queue
    running.enter()
    let thread = Thread { [self] in
      while case let jobs = queue.take(atMost: batch), !jobs.isEmpty { work(self, jobs) }
      connection = nil
      running.leave()
    }
    thread.name = name
    thread.start()
  }

  /// Waits until its queue, which was stopped, is empty and its connection closed. False when that takes too long: a
  /// server that stands still would hold up the end.
  func ended(by deadline: DispatchTime) -> Bool { running.wait(timeout: deadline) == .success }

  /// The connection, made if need be; throws when no server can be had within the patience of a job. The first jobs
  /// wait so long; those that come later, or waited behind them, are told soon, and the first that finds one goes on.
  func connected() throws -> PostgreSQLConnection {
    if let connection, !connection.isLost { return connection }
    drop()
    if let silence, Date() < silence.asked + Self.pause, Date() >= silence.since + Self.patience {
      throw silence.error
    }
    while true {
      do {
        let made = try PostgreSQLConnection(address)
        (connection, silence) = (made, nil)
        return made
      } catch {
        let since = silence?.since ?? Date()
        silence = (since, Date(), error)
        guard Date() < since + Self.patience else { throw error }
        Thread.sleep(forTimeInterval: Self.pause)
      }
    }
  }

  /// Who waited for a server that stood still has waited long enough: the next try to reach one is the last.
  func drop() {
    if connection?.isOfSilentServer == true {
      let error = DatabaseError.unavailable(reason: "PostgreSQL does not answer")
      silence = (Date() - Self.patience, Date(), error)
    }
    connection = nil
  }

  /// Leaves a connection on which nothing is open, or none.
  func rollBack() {
    do {
      try connection?.rollback()
    } catch {
      drop()
    }
  }
}
