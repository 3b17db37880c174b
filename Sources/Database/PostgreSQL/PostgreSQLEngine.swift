import Foundation

/// The engine for those who outgrow one machine: several processes on one database.
///
/// Each change belongs to a lane, an estate. Lanes are shared out to a few writing threads; each commits what waits for
/// it together, holding the lanes' advisory locks until the commit. So changes of an estate follow one another, in
/// every process, as they do on SQLite, and those of other estates go on beside them.
public final class PostgreSQLEngine: Engine {
  private static let batchLimit = 64

  private let address: PostgreSQLAddress
  private let writing: [JobQueue<PostgreSQLConnection>]
  private let reading = JobQueue<PostgreSQLConnection>()
  private let notices: PostgreSQLNotices
  private let duties: PostgreSQLDuties
  private let threads: [PostgreSQLThread]

  /// Each writer and reader is a thread with a connection, made when it is first needed; some more serve notices and
  /// duties.
  public init(address: PostgreSQLAddress) throws {
    self.address = address
    // A wrong address or password is told at once, not at the first question.
    _ = try PostgreSQLConnection(address)
    writing = (0..<address.writers).map { _ in JobQueue() }
    notices = PostgreSQLNotices(address: address)
    duties = PostgreSQLDuties(address: address)
    var threads = [notices.thread, duties.thread]
    for queue in writing {
      threads += [
        PostgreSQLThread("foyer.writer", address: address, queue: queue, batch: Self.batchLimit) { thread, jobs in
          PostgreSQLBatch(jobs).commit(on: thread)
        }
      ]
    }
    for _ in 0..<address.readers {
      threads += [
        PostgreSQLThread("foyer.reader", address: address, queue: reading, batch: 1) { thread, jobs in
          for job in jobs { Self.read(job, on: thread) }
        }
      ]
    }
    self.threads = threads
  }

  public func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
    try await reading.run { connection in try body(connection) }
  }

  /// A view that was begun may be asked again from the start: it changed nothing.
  private static func read(_ job: Job<PostgreSQLConnection>, on thread: PostgreSQLThread) {
    for attempt in 1...3 {
      do {
        let connection = try thread.connected()
        connection.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        do {
          try job.run(connection)
          try connection.end()
        } catch {
          try connection.rollback()
          throw error
        }
        return job.settle()
      } catch PostgreSQLTrouble.again where attempt < 3 {
        continue
      } catch PostgreSQLTrouble.lost where attempt < 3 {
        thread.drop()
      } catch {
        thread.rollBack()
        return job.settle(PostgreSQLTrouble.told(error))
      }
    }
  }

  public func write<T: Sendable>(
    in lane: String?, _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    let queue = writing[lane.map { Int(PostgreSQLLane.number($0)) % writing.count } ?? 0]
    return try await queue.run(in: lane) { connection in try body(connection) }
  }

  public func exclusively(_ body: @Sendable (any Connection) throws -> Void) throws {
    let connection = try PostgreSQLConnection(address)
    do {
      connection.begin("BEGIN")
      // Another process may be at it, and that may take longer than a change is waited for.
      connection.later("SET LOCAL lock_timeout = '10min'")
      try connection.now("SELECT pg_advisory_xact_lock(\(PostgreSQLLane.schema))")
      try body(connection)
      try connection.commit()
    } catch {
      throw PostgreSQLTrouble.told(error)
    }
  }

  public func tell(_ announcements: [Announcement]) { notices.tell(announcements) }

  public func listen(_ hear: @escaping @Sendable ([Announcement]) -> Void) { notices.listen(hear) }

  public func holds(duty: String) async -> Bool { await duties.holds(duty) }

  public var version: String {
    get throws {
      let rows = try PostgreSQLConnection(address).rows("SELECT current_setting('server_version') AS version", [])
      return "PostgreSQL " + (rows.first?.text("version") ?? "unknown")
    }
  }

  /// Whoever has another name than these connections, which therefore need one of their own.
  public func company() throws -> [String] {
    try PostgreSQLConnection(address).rows(
      """
      SELECT COALESCE(application_name, '?') || ' ' || COALESCE(host(client_addr), 'local') AS name
      FROM pg_stat_activity
      WHERE datname = current_database() AND backend_type = 'client backend'
        AND application_name IS DISTINCT FROM current_setting('application_name')
      """, []
    ).map { $0.text("name") }
  }

  public func copy(to path: String, schema: [Migration]) async throws {
    try await read { connection in try SQLiteCopy.make(path, schema: schema, from: connection) }
  }

  /// How long one who closes waits for a server.
  private static let patience = 5.0

  /// Returns when what was accepted is answered and every connection was closed in due form, so that PostgreSQL has no
  /// lost client to note, and duties are free at once.
  public func close() throws {
    stop()
    let deadline = DispatchTime.now() + Self.patience
    let hasEnded = threads.map { $0.ended(by: deadline) } + [notices.ended(by: deadline)]
    guard hasEnded.allSatisfy(\.self) else {
      throw DatabaseError.unavailable(reason: "PostgreSQL does not answer; its connections were left")
    }
  }

  deinit { stop() }

  private func stop() {
    for queue in writing { queue.stop() }
    reading.stop()
    notices.stop()
    duties.stop()
  }
}

/// Numbers of advisory locks. Lanes share some hundred of them: two estates on one number only wait for each other.
enum PostgreSQLLane {
  /// `foyer` in ASCII, so that other programs on the same server do not meet us.
  private static let house: Int64 = 0x66_6f79_6572_0000
  static let schema = house | 0xffff
  /// Changes that belong to no estate.
  static let none = house | 0xfffe

  private static let count: UInt64 = 512

  static func lock(_ lane: String?) -> Int64 { lane.map { house | Int64(number($0)) } ?? none }

  static func number(_ lane: String) -> UInt64 { FNV1a.hash(lane) % count }

  static func lock(duty: String) -> Int64 { house | 0x4000 | Int64(number(duty)) }
}
