import Foundation
import GRDB

/// The one writer. Transactions that wait are run in order, each in its savepoint, committed with one fsync, and
/// answered after it: at 64 clients one fsync serves dozens of check-ins, and none is acknowledged before it is on disk.
final class SQLiteWriter: Sendable {
  /// More would make the first in a batch wait too long for its answer.
  private static let batchLimit = 128

  private let pool: DatabasePool
  private let columns: ColumnNames
  private let queue = JobQueue<SQLiteConnection>()

  init(pool: DatabasePool, columns: ColumnNames) {
    self.pool = pool
    self.columns = columns
    let thread = Thread { [self] in work() }
    thread.name = "foyer.writer"
    thread.start()
  }

  func commit<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
    try await queue.run { connection in try body(connection) }
  }

  func stop() { queue.stop() }

  private func work() {
    while case let batch = queue.take(atMost: Self.batchLimit), !batch.isEmpty { commit(batch) }
  }

  private func commit(_ batch: [Job<SQLiteConnection>]) {
    do {
      try pool.writeWithoutTransaction { database in
        let connection = SQLiteConnection(database, columns: columns)
        try translatingErrors {
          try database.inTransaction(.immediate) {
            if batch.count == 1 {
              try batch[0].run(connection)
            } else {
              for job in batch { try attempt(job, on: connection) }
            }
            return .commit
          }
        }
      }
      for job in batch { job.settle() }
    } catch {
      for job in batch { job.settle(error) }
    }
  }

  /// Runs one job in its savepoint. A job that throws is undone and answered at once; the others go on.
  private func attempt(_ job: Job<SQLiteConnection>, on connection: SQLiteConnection) throws {
    try connection.run("SAVEPOINT job")
    do {
      try job.run(connection)
      try connection.run("RELEASE job")
    } catch {
      // On a full disk SQLite has given up the whole transaction; then this throws too, and with it the batch.
      try connection.run("ROLLBACK TO job")
      try connection.run("RELEASE job")
      job.settle(error)
    }
  }
}
