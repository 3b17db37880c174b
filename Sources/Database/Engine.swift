/// A connection as an engine hands it to one transaction. Statements use `?` placeholders and the SQL subset
/// that all engines share; what differs is translated inside the engine.
public protocol Connection: AnyObject {
  func rows(_ sql: String, _ arguments: [Value]) throws -> [Row]
  /// Returns the number of rows changed.
  func run(_ sql: String, _ arguments: [Value]) throws -> Int
  /// Adds rows as they came from a table of the same columns.
  func insert(_ rows: [Row], into table: StoredTable) throws
  /// Keeps everybody else from changing these tables until the transaction ends, where there can be anybody else.
  func hold(_ tables: [StoredTable]) throws
  /// Runs a script of several statements without arguments (migrations).
  func script(_ sql: String) throws
}

extension Connection {
  public func insert(_ rows: [Row], into table: StoredTable) throws {
    for row in rows { _ = try run(table.insertion, row.allValues) }
  }

  public func hold(_ tables: [StoredTable]) throws {}
}

/// What an engine must offer. Bodies run off the caller's thread, one at a time per connection.
public protocol Engine: AnyObject, Sendable {
  /// A consistent view of everything committed before it began.
  func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T
  /// All or nothing. Returns only after the change is durable. Changes of one lane follow one another: each sees what
  /// those before it left. `body` may be run again after a failure that left nothing behind.
  func write<T: Sendable>(in lane: String?, _ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T
  /// Runs `body` with no other writer and returns after it is durable; used before service begins.
  func exclusively(_ body: @Sendable (any Connection) throws -> Void) throws
  /// Tells other processes on the same store, as far as there can be any.
  func tell(_ announcements: [Announcement])
  /// Hands over what other processes tell, from now on.
  func listen(_ hear: @escaping @Sendable ([Announcement]) -> Void)
  /// Whether this process is the one that does a duty now (sealing, backups). It stays so until it ends or is cut off.
  func holds(duty: String) async -> Bool
  /// Names who else is connected to the store now; where only one process can be, a lock says more.
  func company() throws -> [String]
  /// Throws when nothing can be acknowledged any more, though reading may still work.
  func examine() throws
  /// Writes a consistent copy of everything into a new SQLite file at `path`, which is not there or empty.
  func copy(to path: String, schema: [Migration]) async throws
  /// The engine's name and version, for `foyer doctor` and the status page.
  var version: String { get throws }
  func close() throws
}

extension Engine {
  public func examine() throws {}
  public func company() throws -> [String] { [] }
}
