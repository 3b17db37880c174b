import Foundation

/// Changes that are committed together, each answered after the commit that made it durable.
struct PostgreSQLBatch {
  private static let attempts = 5

  let jobs: [Job<PostgreSQLConnection>]

  init(_ jobs: [Job<PostgreSQLConnection>]) { self.jobs = jobs }

  func commit(on thread: PostgreSQLThread) {
    var isCareful = false
    for attempt in 1...Self.attempts {
      do {
        // Nothing is rolled back where no connection could be had: that would only wait for one again.
        let connection = try thread.connected()
        return settle(try commit(on: connection, carefully: isCareful))
      } catch PostgreSQLTrouble.again where attempt < Self.attempts {
        thread.rollBack()
        Thread.sleep(forTimeInterval: 0.01 * Double(attempt))
      } catch PostgreSQLTrouble.lost where attempt < Self.attempts {
        // Nothing was committed: the connection broke before it was asked to.
        thread.drop()
      } catch DatabaseError.unknownOutcome {
        thread.drop()
        return settle(DatabaseError.unknownOutcome)
      } catch let error where isOfOneJob(error) && !isCareful && attempt < Self.attempts {
        thread.rollBack()
        isCareful = true
      } catch {
        thread.rollBack()
        return settle(PostgreSQLTrouble.told(error))
      }
    }
  }

  /// Without a server, or without the lanes, no job would fare better alone.
  private func isOfOneJob(_ error: any Error) -> Bool {
    if case DatabaseError.unavailable = error { return false }
    return jobs.count > 1
  }

  private typealias Failures = [(job: Job<PostgreSQLConnection>, error: any Error)]

  /// Few jobs fail: savepoints are set only when one did. Answers those that failed alone.
  private func commit(on connection: PostgreSQLConnection, carefully isCareful: Bool) throws -> Failures {
    connection.begin("BEGIN")
    // In rising order, or two processes could wait for each other.
    for lock in Set(jobs.map { PostgreSQLLane.lock($0.lane) }).sorted() {
      connection.later("SELECT pg_advisory_xact_lock(\(lock))")
    }
    var failures: Failures = []
    for job in jobs {
      if !isCareful {
        try run(job, on: connection)
      } else if let error = try attempt(job, on: connection) {
        failures.append((job, error))
      }
    }
    try connection.commit()
    return failures
  }

  /// A job that throws is undone alone; the others go on. It is answered with them, after the commit: what it ran into
  /// may be a change of this very batch.
  private func attempt(_ job: Job<PostgreSQLConnection>, on connection: PostgreSQLConnection) throws -> (any Error)? {
    // Sent at once: what is wrong with `BEGIN` or the lanes is not this job's fault.
    try connection.now("SAVEPOINT job")
    do {
      try run(job, on: connection)
      try connection.now("RELEASE SAVEPOINT job")
      return nil
    } catch let trouble as PostgreSQLTrouble {
      throw trouble
    } catch {
      try connection.now("ROLLBACK TO SAVEPOINT job")
      try connection.now("RELEASE SAVEPOINT job")
      return error
    }
  }

  /// PostgreSQL gives a transaction up when a statement of it fails, even if the job makes nothing of that.
  private func run(_ job: Job<PostgreSQLConnection>, on connection: PostgreSQLConnection) throws {
    try job.run(connection)
    if connection.isLost { throw PostgreSQLTrouble.lost }
    if connection.hasFailedTransaction { throw DatabaseError.failed(reason: "an earlier statement failed") }
  }

  private func settle(_ failures: Failures) {
    for (job, error) in failures { job.settle(error) }
    settle(nil)
  }

  private func settle(_ error: (any Error)?) {
    for job in jobs { job.settle(error) }
  }
}
