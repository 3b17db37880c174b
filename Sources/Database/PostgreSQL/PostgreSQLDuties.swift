/// Work that one process of several does: whoever holds its advisory lock, for as long as its connection lives.
final class PostgreSQLDuties: @unchecked Sendable {
  private let queue = JobQueue<PostgreSQLConnection>()
  /// Used on the queue's thread only: which duties the connection there holds.
  private var held: (connection: ObjectIdentifier, duties: Set<String>)?

  init(address: PostgreSQLAddress) {
    _ = PostgreSQLThread("foyer.duties", address: address, queue: queue, batch: 1) { thread, jobs in
      for job in jobs {
        do {
          try job.run(thread.connected())
          job.settle()
        } catch {
          thread.drop()
          job.settle(PostgreSQLTrouble.told(error))
        }
      }
    }
  }

  /// False too when no server can be asked.
  func holds(_ duty: String) async -> Bool {
    let answer = try? await queue.run { [self] connection in
      let known = held?.connection == ObjectIdentifier(connection) ? held?.duties ?? [] : []
      // Asked again although it is held: a connection that broke holds nothing.
      let rows = try connection.rows(
        known.contains(duty) ? "SELECT 1 AS got" : "SELECT pg_try_advisory_lock(?) AS got",
        known.contains(duty) ? [] : [.integer(PostgreSQLLane.lock(duty: duty))])
      guard rows.first?.bool("got") == true else { return false }
      held = (ObjectIdentifier(connection), known.union([duty]))
      return true
    }
    return answer ?? false
  }

  func stop() { queue.stop() }
}
