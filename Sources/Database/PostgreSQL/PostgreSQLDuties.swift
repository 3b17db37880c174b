/// Work that one process of several does: whoever holds its advisory lock, for as long as its connection lives.
final class PostgreSQLDuties: @unchecked Sendable {
  private let queue = JobQueue<PostgreSQLConnection>()
  /// Used on the queue's thread only: which duties the connection there holds. It is remembered weakly: a connection
  /// made later, even at the same place in memory, holds none of them.
  private weak var holder: PostgreSQLConnection?
  private var held: Set<String> = []
  let thread: PostgreSQLThread

  init(address: PostgreSQLAddress) {
    thread = PostgreSQLThread("foyer.duties", address: address, queue: queue, batch: 1) { thread, jobs in
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
      if holder !== connection { (holder, held) = (connection, []) }
      // Asked again although it is held: a connection that broke holds nothing.
      let rows = try connection.rows(
        held.contains(duty) ? "SELECT 1 AS got" : "SELECT pg_try_advisory_lock(?) AS got",
        held.contains(duty) ? [] : [.integer(PostgreSQLLane.lock(duty: duty))])
      guard rows.first?.bool("got") == true else { return false }
      held.insert(duty)
      return true
    }
    return answer ?? false
  }

  func stop() { queue.stop() }
}
