import Foundation
import GRDB

/// The one writer. Transactions that wait are run in order, committed with one fsync, and answered after it: at 64
/// clients one fsync serves dozens of check-ins, and none is acknowledged before it is on disk.
final class SQLiteWriter: Sendable {
  /// While one batch goes to disk the next is made ready: with all of 64 clients in one batch nobody would be left to
  /// do it, and the first of many would wait long for its answer.
  private static let batchLimit = 24

  private let pool: DatabasePool
  private let columns: ColumnNames
  private let queue = JobQueue<SQLiteConnection>()
  /// Held while a batch is written.
  private let turn = NSLock()
  private let log: SQLiteLog
  private let files: SQLiteFiles
  /// Until the thread has done what waited when it was told to stop.
  private let running = DispatchGroup()

  init(pool: DatabasePool, columns: ColumnNames, files: SQLiteFiles, isGuest: Bool, guests: GuestGuard?) {
    self.pool = pool
    self.columns = columns
    self.files = files
    log = SQLiteLog(of: pool, isGuest: isGuest, guests: guests)
    running.enter()
    let thread = Thread { [self] in
      work()
      running.leave()
    }
    thread.name = "foyer.writer"
    thread.start()
  }

  func commit<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
    if let outcome = commitAtOnce(body) { return try outcome.get() }
    return try await queue.run { connection in try body(connection) }
  }

  /// With a single core there is a single thread for all requests: none may wait for a disk there.
  private static let mayCommitAtOnce = ProcessInfo.processInfo.activeProcessorCount > 1

  /// When nobody else writes, the caller's own thread does it: waking the writer's thread and being woken by it takes
  /// as long as a commit. One thread at most waits for the disk so; all who come meanwhile wait in the queue.
  ///
  /// Nil when somebody writes, or when the log is to be brought into the file after the answer.
  private func commitAtOnce<T: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> T
  ) -> Result<T, any Error>? {
    guard Self.mayCommitAtOnce, queue.isIdle, !log.isLong, turn.try() else { return nil }
    defer { turn.unlock() }
    var outcome: Result<T, any Error> = .failure(DatabaseError.unavailable(reason: "not run"))
    let job = Job<SQLiteConnection>(
      lane: nil, run: { connection in outcome = .success(try body(connection)) },
      answer: { error in if let error { outcome = .failure(error) } })
    commit([job])
    return outcome
  }

  /// Returns when all that was accepted is on disk and answered.
  func stop() {
    queue.stop()
    running.wait()
    turn.withLock {}
  }

  private func work() {
    while case let batch = queue.take(atMost: Self.batchLimit), !batch.isEmpty {
      turn.withLock {
        commit(batch)
        log.checkpointWhenLong(on: pool)
      }
    }
  }

  /// Savepoints cost a copy of every page that a job touches, and few jobs fail: they are set only when one did.
  private func commit(_ batch: [Job<SQLiteConnection>]) {
    var failures: [(job: Job<SQLiteConnection>, error: any Error)] = []
    do {
      do {
        try inTransaction { connection in for job in batch { try job.run(connection) } }
      } catch  where batch.count > 1 {
        try inTransaction { connection in
          failures = []
          for job in batch {
            if let error = try attempt(job, on: connection) { failures.append((job, error)) }
          }
        }
      }
      // A change that went into a file without a name is lost with the process: nobody is told that it is done.
      try files.check()
      for (job, error) in failures { job.settle(error) }
      for job in batch { job.settle() }
    } catch {
      for job in batch { job.settle(error) }
    }
  }

  private func inTransaction(_ body: (SQLiteConnection) throws -> Void) throws {
    try pool.writeWithoutTransaction { database in
      let connection = SQLiteConnection(database, columns: columns)
      try connection.run("BEGIN IMMEDIATE")
      do {
        try body(connection)
        try connection.run("COMMIT")
      } catch {
        // On some errors SQLite has given the transaction up by itself.
        if database.isInsideTransaction { try? connection.run("ROLLBACK") }
        throw error
      }
    }
  }

  /// Runs one job in its savepoint. A job that throws is undone alone; the others go on. It is answered with them,
  /// after the commit: what it ran into may be a change of this very batch.
  private func attempt(_ job: Job<SQLiteConnection>, on connection: SQLiteConnection) throws -> (any Error)? {
    try connection.run("SAVEPOINT job")
    do {
      try job.run(connection)
      try connection.run("RELEASE job")
      return nil
    } catch {
      // On a full disk SQLite has given up the whole transaction; then this throws too, and with it the batch.
      try connection.run("ROLLBACK TO job")
      try connection.run("RELEASE job")
      return error
    }
  }
}
