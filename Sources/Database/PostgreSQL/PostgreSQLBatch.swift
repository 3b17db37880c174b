/// Changes that are committed together: each in its savepoint, each answered after the commit that made it durable.
struct PostgreSQLBatch {
  private static let attempts = 5

  let jobs: [Job<PostgreSQLConnection>]

  init(_ jobs: [Job<PostgreSQLConnection>]) { self.jobs = jobs }

  func commit(on thread: PostgreSQLThread) {
    var isCareful = false
    for attempt in 1...Self.attempts {
      do {
        let connection = try thread.connected()
        try run(on: connection, carefully: isCareful)
        try connection.commit()
        return settle(nil)
      } catch PostgreSQLTrouble.again where attempt < Self.attempts {
        rollBack(on: thread)
      } catch PostgreSQLTrouble.lost where attempt < Self.attempts {
        // Nothing was committed: the connection broke before it was asked to.
        thread.drop()
      } catch DatabaseError.unknownOutcome {
        thread.drop()
        return settle(DatabaseError.unknownOutcome)
      } catch  where !isCareful && jobs.count > 1 && attempt < Self.attempts {
        rollBack(on: thread)
        isCareful = true
      } catch {
        rollBack(on: thread)
        return settle(PostgreSQLTrouble.told(error))
      }
    }
  }

  /// Few jobs fail: savepoints are set only when one did.
  private func run(on connection: PostgreSQLConnection, carefully isCareful: Bool) throws {
    connection.begin("BEGIN")
    // In rising order, or two processes could wait for each other.
    for lock in Set(jobs.map { PostgreSQLLane.lock($0.lane) }).sorted() {
      connection.later("SELECT pg_advisory_xact_lock(\(lock))")
    }
    for job in jobs where !job.isSettled {
      if isCareful { try attempt(job, on: connection) } else { try job.run(connection) }
    }
  }

  /// A job that throws is undone and answered at once; the others go on.
  private func attempt(_ job: Job<PostgreSQLConnection>, on connection: PostgreSQLConnection) throws {
    connection.later("SAVEPOINT job")
    do {
      try job.run(connection)
      connection.later("RELEASE SAVEPOINT job")
    } catch let trouble as PostgreSQLTrouble {
      throw trouble
    } catch {
      connection.later("ROLLBACK TO SAVEPOINT job")
      connection.later("RELEASE SAVEPOINT job")
      job.settle(error)
    }
  }

  private func rollBack(on thread: PostgreSQLThread) {
    do {
      try thread.connected().rollback()
    } catch {
      thread.drop()
    }
  }

  private func settle(_ error: (any Error)?) {
    for job in jobs { job.settle(error) }
  }
}
