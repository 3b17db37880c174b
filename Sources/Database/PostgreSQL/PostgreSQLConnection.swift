import CPostgres

/// One libpq connection, used by one thread at a time.
///
/// It stays in pipeline mode: what needs no answer of its own (`BEGIN`, savepoints, `PREPARE`, a reader's `COMMIT`)
/// travels with the next statement, so that a statement costs one round trip and nothing else does.
final class PostgreSQLConnection: Connection {
  private struct Signature: Hashable {
    let sql: String
    let types: [Oid]
  }

  private let handle: OpaquePointer
  private var names: [Signature: String] = [:]
  private var namesMade = 0
  private var columns: [String: Columns] = [:]
  /// Statements without arguments that wait for the next one.
  private var waiting: [String] = []
  /// Answers that nobody has read yet, the counts of their statements.
  private var unread: [Int] = []
  private let warnings = ReplicationWarning()

  /// Several hosts may be named; libpq tries them until one takes writes.
  init(_ address: PostgreSQLAddress) throws {
    guard let handle = PQconnectdb(address.connectionString) else {
      throw DatabaseError.unavailable(reason: "no memory for a connection")
    }
    self.handle = handle
    guard PQstatus(handle) == CONNECTION_OK else {
      // All that is ours is there, so `deinit` closes what was opened.
      throw DatabaseError.unavailable(reason: "PostgreSQL does not answer")
    }
    warnings.watch(handle)
    try script("SET TIME ZONE 'UTC'; SET client_min_messages = warning; SET lock_timeout = '20s'")
  }

  deinit { PQfinish(handle) }

  var isLost: Bool { PQstatus(handle) != CONNECTION_OK }

  var socket: Int32 { PQsocket(handle) }

  // MARK: Statements

  func rows(_ sql: String, _ arguments: [Value]) throws -> [Row] {
    let result = try execute(sql, arguments)
    defer { PQclear(result) }
    let columns = columnNames(of: result, sql: sql)
    return (0..<PQntuples(result)).map { row in
      Row(columns: columns, values: (0..<Int32(columns.names.count)).map { PostgreSQLValue.read(result, row, $0) })
    }
  }

  func run(_ sql: String, _ arguments: [Value]) throws -> Int {
    let result = try execute(sql, arguments)
    defer { PQclear(result) }
    return PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
  }

  func script(_ sql: String) throws {
    try readAll()
    guard PQexitPipelineMode(handle) == 1 else { throw PostgreSQLTrouble.lost }
    defer { PQenterPipelineMode(handle) }
    let begun = waiting.map { $0 + ";\n" }.joined()
    waiting = []
    guard let result = PQexec(handle, begun + PostgreSQLDialect.translated(script: sql)) else {
      throw PostgreSQLTrouble.lost
    }
    defer { PQclear(result) }
    try check(result)
  }

  // MARK: Transactions

  /// Begins with the next statement. What was left waiting belongs to a transaction that is over.
  func begin(_ statement: String) { waiting = [statement] }

  /// Something that cannot fail by itself and whose answer nobody needs.
  func later(_ statement: String) { waiting.append(statement) }

  func now(_ statement: String) throws { PQclear(try execute(statement, [])) }

  /// Returns after the commit is durable. Lost on the way, nobody knows whether it is.
  func commit() throws {
    warnings.forget()
    let result: OpaquePointer
    do {
      result = try execute("COMMIT", [])
    } catch PostgreSQLTrouble.lost {
      throw DatabaseError.unknownOutcome
    }
    defer { PQclear(result) }
    // A transaction that failed before ends with a ROLLBACK, whatever is asked.
    guard PQcmdStatus(result).map({ String(cString: $0) }) == "COMMIT" else {
      throw DatabaseError.failed(reason: "PostgreSQL rolled back")
    }
    if warnings.isSet { throw DatabaseError.unknownOutcome }
  }

  /// Ends a transaction that changed nothing. Its answer is read when the connection is used again.
  func end() throws {
    // Nothing was ever sent: there is nothing to end.
    if !waiting.isEmpty {
      waiting = []
      return
    }
    try queue(statement: "COMMIT")
    try send(count: 1)
  }

  func rollback() throws {
    if !waiting.isEmpty { waiting = [] }
    try now("ROLLBACK")
  }

  // MARK: The pipeline

  private func execute(_ sql: String, _ arguments: [Value]) throws -> OpaquePointer {
    try readAll()
    var count = waiting.count
    for statement in waiting { try queue(statement: statement) }
    waiting = []
    let signature = Signature(sql: sql, types: arguments.map(PostgreSQLValue.type))
    let known = names[signature]
    let name = try known ?? prepare(signature, counting: &count)
    try PostgreSQLValue.withParameters(arguments) { values, lengths, formats in
      guard PQsendQueryPrepared(handle, name, Int32(arguments.count), values, lengths, formats, 1) == 1 else {
        throw PostgreSQLTrouble.lost
      }
    }
    try send(count: count + 1)
    do {
      return try readOne()
    } catch {
      // A new statement may not have come to be prepared at all.
      if known == nil { names[signature] = nil }
      throw error
    }
  }

  private func prepare(_ signature: Signature, counting count: inout Int) throws -> String {
    namesMade += 1
    let name = "s\(namesMade)"
    let sql = PostgreSQLDialect.translated(signature.sql)
    guard PQsendPrepare(handle, name, sql, Int32(signature.types.count), signature.types) == 1 else {
      throw PostgreSQLTrouble.lost
    }
    names[signature] = name
    count += 1
    return name
  }

  private func queue(statement: String) throws {
    guard PQsendQueryParams(handle, statement, 0, nil, nil, nil, nil, 1) == 1 else { throw PostgreSQLTrouble.lost }
  }

  private func send(count: Int) throws {
    guard PQpipelineSync(handle) == 1, PQflush(handle) >= 0 else { throw PostgreSQLTrouble.lost }
    unread.append(count)
  }

  private func readAll() throws {
    while !unread.isEmpty { PQclear(try readOne()) }
  }

  /// The answer of the last statement of the oldest batch that was sent, or the first thing that went wrong in it.
  private func readOne() throws -> OpaquePointer {
    let count = unread.removeFirst()
    var last: OpaquePointer?
    var wrong: (any Error)?
    for _ in 0..<count {
      PQclear(last)
      last = PQgetResult(handle)
      guard let result = last else { throw PostgreSQLTrouble.lost }
      do { try check(result) } catch { wrong = wrong ?? error }
      try readEnd()
    }
    try readSync()
    if let wrong {
      PQclear(last)
      throw wrong
    }
    guard let last else { throw PostgreSQLTrouble.lost }
    return last
  }

  /// After each statement's answer comes an empty one.
  private func readEnd() throws {
    while let more = PQgetResult(handle) {
      PQclear(more)
      if isLost { throw PostgreSQLTrouble.lost }
    }
    if isLost { throw PostgreSQLTrouble.lost }
  }

  private func readSync() throws {
    guard let sync = PQgetResult(handle) else { throw PostgreSQLTrouble.lost }
    defer { PQclear(sync) }
    guard PQresultStatus(sync) == PGRES_PIPELINE_SYNC else { throw PostgreSQLTrouble.lost }
  }

  // MARK: Answers

  private func columnNames(of result: OpaquePointer, sql: String) -> Columns {
    if let known = columns[sql], known.names.count == Int(PQnfields(result)) { return known }
    let names = (0..<PQnfields(result)).map { PQfname(result, $0).map { String(cString: $0) } ?? "" }
    let made = Columns(names)
    columns[sql] = made
    return made
  }

  private func check(_ result: OpaquePointer) throws {
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return
    case PGRES_PIPELINE_ABORTED: throw PostgreSQLTrouble.aborted
    default:
      if isLost { throw PostgreSQLTrouble.lost }
      throw PostgreSQLTrouble.named(in: result)
    }
  }

  // MARK: Notices of other processes

  /// What has come since it was asked last.
  func notifications() throws -> [String] {
    guard PQconsumeInput(handle) == 1 else { throw PostgreSQLTrouble.lost }
    var found: [String] = []
    while let notice = PQnotifies(handle) {
      found.append(String(cString: notice.pointee.extra))
      PQfreemem(notice)
    }
    return found
  }
}

/// A commit that was done here but perhaps not on the standby is told of by a warning, not by an error.
private final class ReplicationWarning {
  private(set) var isSet = false

  func forget() { isSet = false }

  func watch(_ handle: OpaquePointer) {
    PQsetNoticeReceiver(
      handle,
      { context, result in
        guard let context, let result, PostgreSQLTrouble.code(of: result) == "01000" else { return }
        Unmanaged<ReplicationWarning>.fromOpaque(context).takeUnretainedValue().isSet = true
      }, Unmanaged.passUnretained(self).toOpaque())
  }
}
