import Foundation
import GRDB

/// The one writer. Transactions that wait are run in order, each in its savepoint, committed with one fsync, and
/// answered after it: at 64 clients one fsync serves dozens of check-ins, and none is acknowledged before it is on disk.
final class SQLiteWriter: @unchecked Sendable {
  /// One waiting transaction: run it, then answer it, once, when the shared commit is known.
  private final class Job {
    let run: (SQLiteConnection) throws -> Void
    private var answer: ((any Error)?) -> Void

    init(run: @escaping (SQLiteConnection) throws -> Void, answer: @escaping ((any Error)?) -> Void) {
      self.run = run
      self.answer = answer
    }

    func settle(_ error: (any Error)? = nil) {
      answer(error)
      answer = { _ in }
    }
  }

  /// More would make the first in a batch wait too long for its answer.
  private static let batchLimit = 128

  private let pool: DatabasePool
  private let columns: ColumnNames
  private let condition = NSCondition()
  private var waiting: [Job] = []
  private var stopped = false

  init(pool: DatabasePool, columns: ColumnNames) {
    self.pool = pool
    self.columns = columns
    let thread = Thread { [self] in work() }
    thread.name = "foyer.writer"
    thread.start()
  }

  func commit<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<T, any Error>) in
      var answer: Result<T, any Error> = .failure(DatabaseError.unavailable(reason: "not run"))
      enqueue(
        Job(
          run: { connection in answer = .success(try body(connection)) },
          answer: { error in continuation.resume(with: error.map { .failure($0) } ?? answer) }))
    }
  }

  func stop() {
    condition.withLock {
      stopped = true
      condition.signal()
    }
  }

  private func enqueue(_ job: Job) {
    let accepted = condition.withLock {
      guard !stopped else { return false }
      waiting.append(job)
      condition.signal()
      return true
    }
    if !accepted { job.settle(DatabaseError.unavailable(reason: "closed")) }
  }

  private func work() {
    while let batch = nextBatch() {
      commit(batch)
    }
  }

  private func nextBatch() -> [Job]? {
    condition.withLock {
      while waiting.isEmpty && !stopped { condition.wait() }
      guard !waiting.isEmpty else { return nil }
      let batch = Array(waiting.prefix(Self.batchLimit))
      waiting.removeFirst(batch.count)
      return batch
    }
  }

  private func commit(_ batch: [Job]) {
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
  private func attempt(_ job: Job, on connection: SQLiteConnection) throws {
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
