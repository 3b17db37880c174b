import CPostgres
import Foundation

/// One libpq connection, used by one thread at a time.
///
/// It stays in pipeline mode: what needs no answer of its own (`BEGIN`, savepoints, `PREPARE`, a reader's `COMMIT`)
/// travels with the next statement, so that a statement costs one round trip and nothing else does.
final class PostgreSQLConnection: Connection {
  private struct Signature: Hashable {
    let sql: String
    let types: [Oid]
  }

  /// So many prepared statements are kept; statements with lists of any length would otherwise fill the server.
  private static let namesAtMost = 1000
  /// Milliseconds of silence after which a server is asked whether it lives.
  private static let silence: Int32 = 2000

  private let address: PostgreSQLAddress
  private let handle: OpaquePointer
  private var names: [Signature: String] = [:]
  private var namesMade = 0
  private var columns: [String: Columns] = [:]
  /// Statements without arguments that wait for the next one.
  private var waiting: [String] = []
  /// Answers that nobody has read yet, the counts of their statements.
  private var unread: [Int] = []
  /// Statements of the last batch that were done.
  private var done = 0
  /// What was sent and what is answered do not match any more.
  private var isBroken = false
  /// It was given up because the server stood still and no other one took its place.
  private(set) var isOfSilentServer = false
  private let warnings = ReplicationWarning()

  /// Several hosts may be named; libpq tries them until one takes writes.
  init(_ address: PostgreSQLAddress) throws {
    guard let handle = Self.open(address) else {
      throw DatabaseError.unavailable(reason: "no memory for a connection")
    }
    self.handle = handle
    self.address = address
    guard PQstatus(handle) == CONNECTION_OK else {
      // All that is ours is there, so `deinit` closes what was opened.
      let reason = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
      throw DatabaseError.unavailable(
        reason: "PostgreSQL cannot be reached: " + reason.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    warnings.watch(handle)
    do {
      try script("SET TIME ZONE 'UTC'; SET client_min_messages = warning; SET lock_timeout = '20s'")
    } catch {
      throw PostgreSQLTrouble.told(error)
    }
  }

  deinit { PQfinish(handle) }

  /// To the first host that takes writes; else the one that was asked last, to tell why not.
  private static func open(_ address: PostgreSQLAddress) -> OpaquePointer? {
    var last: OpaquePointer?
    for host in address.hosts.order() {
      let begun = ContinuousClock.now
      guard let handle = PQconnectdb(host.address) else { continue }
      PQfinish(last)
      last = handle
      let isGood = PQstatus(handle) == CONNECTION_OK
      address.hosts.learn(host, isGood: isGood, after: ContinuousClock.now - begun)
      if isGood { break }
    }
    return last
  }

  var isLost: Bool { isBroken || PQstatus(handle) != CONNECTION_OK }

  /// A statement failed; until the rollback PostgreSQL refuses every other.
  var hasFailedTransaction: Bool { PQtransactionStatus(handle) == PQTRANS_INERROR }

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
    guard PQexitPipelineMode(handle) == 1 else { throw lost() }
    defer { PQenterPipelineMode(handle) }
    let begun = waiting.map { $0 + ";\n" }.joined()
    waiting = []
    guard let result = PQexec(handle, begun + PostgreSQLDialect.translated(script: sql)) else {
      throw lost()
    }
    defer { PQclear(result) }
    try check(result)
  }

  /// Many rows at once, by COPY.
  func insert(_ rows: [Row], into table: StoredTable) throws {
    guard !rows.isEmpty else { return }
    if !waiting.isEmpty { try now("SELECT 1") }
    try readAll()
    guard PQexitPipelineMode(handle) == 1 else { throw lost() }
    defer { PQenterPipelineMode(handle) }
    let statement = "COPY \(table.name) (\(StoredTable.list(table.columns))) FROM STDIN (FORMAT binary)"
    guard let begun = PQexec(handle, statement) else { throw lost() }
    defer { PQclear(begun) }
    try check(begun)
    let sent = PostgreSQLValue.copy(rows).withUnsafeBytes { bytes in
      PQputCopyData(handle, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
    }
    guard sent == 1, PQputCopyEnd(handle, nil) == 1 else { throw lost() }
    var wrong: (any Error)?
    while let result = PQgetResult(handle) {
      defer { PQclear(result) }
      do { try check(result) } catch { wrong = wrong ?? error }
      if isLost { throw lost() }
    }
    if let wrong { throw wrong }
  }

  func hold(_ tables: [StoredTable]) throws {
    try script("LOCK TABLE \(tables.map(\.name).joined(separator: ", ")) IN SHARE MODE")
  }

  // MARK: Transactions

  /// Begins with the next statement. What was left waiting belongs to a transaction that is over.
  func begin(_ statement: String) { waiting = [statement] }

  /// Something that cannot fail by itself and whose answer nobody needs.
  func later(_ statement: String) { waiting.append(statement) }

  func now(_ statement: String) throws { PQclear(try execute(statement, [])) }

  /// Returns after the commit is durable. Lost on the way, nobody knows whether it is.
  func commit() throws {
    // Lost before it was asked for: then surely nothing was committed.
    if isLost { throw PostgreSQLTrouble.lost }
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
    waiting = []
    try readAll()
    if PQtransactionStatus(handle) != PQTRANS_IDLE { try now("ROLLBACK") }
  }

  // MARK: The pipeline

  private func execute(_ sql: String, _ arguments: [Value]) throws -> OpaquePointer {
    guard arguments.count <= Int(UInt16.max) else { throw DatabaseError.failed(reason: "too many arguments") }
    try readAll()
    var count = waiting.count
    for statement in waiting { try queue(statement: statement) }
    waiting = []
    let signature = Signature(sql: sql, types: arguments.map(PostgreSQLValue.type))
    let known = names[signature]
    let name = try known ?? prepare(signature, counting: &count)
    let sent = PostgreSQLValue.withParameters(arguments) { values, lengths, formats in
      PQsendQueryPrepared(handle, name, Int32(arguments.count), values, lengths, formats, 1)
    }
    guard sent == 1 else { throw lost() }
    try send(count: count + 1)
    defer {
      // A new statement may not have come to be prepared at all.
      if known == nil, done < count { names[signature] = nil }
    }
    return try readOne()
  }

  private func prepare(_ signature: Signature, counting count: inout Int) throws -> String {
    if names.count >= Self.namesAtMost {
      try queue(statement: "DEALLOCATE ALL")
      count += 1
      (names, columns) = ([:], [:])
    }
    namesMade += 1
    let name = "s\(namesMade)"
    let sql = PostgreSQLDialect.translated(signature.sql)
    guard PQsendPrepare(handle, name, sql, Int32(signature.types.count), signature.types) == 1 else { throw lost() }
    names[signature] = name
    count += 1
    return name
  }

  private func queue(statement: String) throws {
    guard PQsendQueryParams(handle, statement, 0, nil, nil, nil, nil, 1) == 1 else { throw lost() }
  }

  private func send(count: Int) throws {
    guard PQpipelineSync(handle) == 1, PQflush(handle) >= 0 else { throw lost() }
    unread.append(count)
  }

  private func readAll() throws {
    if isLost { throw lost() }
    while !unread.isEmpty { PQclear(try readOne()) }
  }

  /// The answer of the last statement of the oldest batch that was sent, or the first thing that went wrong in it.
  private func readOne() throws -> OpaquePointer {
    let count = unread.removeFirst()
    var last: OpaquePointer?
    defer { PQclear(last) }
    var wrong: (any Error)?
    done = 0
    for _ in 0..<count {
      PQclear(last)
      last = nil
      last = try next()
      guard let result = last else { throw lost() }
      do {
        try check(result)
        done += 1
      } catch {
        wrong = wrong ?? error
      }
      try readEnd()
    }
    try readSync()
    if let wrong { throw wrong }
    guard let answer = last else { throw lost() }
    last = nil
    return answer
  }

  /// After each statement's answer comes an empty one.
  private func readEnd() throws {
    while let more = try next() {
      PQclear(more)
      if isLost { throw lost() }
    }
    if isLost { throw lost() }
  }

  private func readSync() throws {
    guard let sync = try next() else { throw lost() }
    defer { PQclear(sync) }
    guard PQresultStatus(sync) == PGRES_PIPELINE_SYNC else { throw lost() }
  }

  /// Waits for what comes next. A machine or a process that stands still closes no connection, so a server that has
  /// been silent for a while must show that it still takes connections, and that it is the one that is written to.
  private func next() throws -> OpaquePointer? {
    while PQisBusy(handle) == 1 {
      var socket = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
      switch poll(&socket, 1, Self.silence) {
      case 0: if !isServerAlive { throw lost() }
      case 1...: if PQconsumeInput(handle) == 0 { throw lost() }
      default: if errno != EINTR { throw lost() }
      }
    }
    return PQgetResult(handle)
  }

  private var isServerAlive: Bool {
    let asked = Date()
    guard let other = PQconnectdb(address.connectionString) else { return true }
    defer { PQfinish(other) }
    guard PQstatus(other) == CONNECTION_OK else {
      // One that answers at once, be it that it takes no more connections, does not stand still.
      if Date() < asked + 1, PQping(address.connectionString) != PQPING_NO_RESPONSE { return true }
      isOfSilentServer = true
      return false
    }
    func server(_ handle: OpaquePointer) -> [String] {
      [PQhost(handle), PQhostaddr(handle), PQport(handle)].map { $0.map { String(cString: $0) } ?? "" }
    }
    return server(other) == server(handle)
  }

  /// From here on nothing can be told about what is answered to what.
  private func lost() -> PostgreSQLTrouble {
    isBroken = true
    return .lost
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
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY, PGRES_COPY_IN: return
    case PGRES_PIPELINE_ABORTED: throw PostgreSQLTrouble.aborted
    default:
      if isLost { throw lost() }
      let error = PostgreSQLTrouble.named(in: result)
      if case PostgreSQLTrouble.lost = error { isBroken = true }
      throw error
    }
  }

  // MARK: Notices of other processes

  /// What has come since it was asked last.
  func notifications() throws -> [String] {
    guard PQconsumeInput(handle) == 1 else { throw lost() }
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
