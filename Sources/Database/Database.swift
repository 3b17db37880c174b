/// A store that knows SQL, not lobbies. The same on every engine.
public final class Database: Sendable {
  let engine: any Engine
  private let board = AnnouncementBoard()

  public init(engine: any Engine) {
    self.engine = engine
    engine.listen { [board] announcements in board.publish(announcements) }
  }

  public func read<T: Sendable>(_ body: @escaping @Sendable (Snapshot) throws -> T) async throws -> T {
    try await engine.read { connection in try body(Snapshot(connection)) }
  }

  /// All or nothing; returns after the change is durable, and only then are its announcements made.
  ///
  /// `lane` names what the change is about (an estate): changes of one lane follow one another, whichever process makes
  /// them, and see what those before left. Without one, only the schema's constraints stand between two changes.
  public func write<T: Sendable>(
    in lane: String?, _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    let (answer, announcements) = try await engine.write(in: lane) { connection in
      let transaction = Transaction(connection)
      let answer = try body(transaction)
      return (answer, transaction.announcements)
    }
    board.publish(announcements)
    engine.tell(announcements)
    return answer
  }

  /// Announcements of changes committed from now on.
  public func announcements() -> AsyncStream<Announcement> { board.listen() }

  /// The estates with changes committed from now on, for one who looks from time to time as long as the program runs.
  /// `topics` names what is looked for; without them everything is.
  public func changedEstates(about topics: Set<String>? = nil) -> ChangedEstates { board.count(about: topics) }

  /// Ends all streams of ``announcements()``; reading and writing go on.
  public func endAnnouncements() { board.finish() }

  /// Brings the schema up to date. Throws ``DatabaseError/newerSchema(found:known:)`` rather than guess.
  public func migrate(_ migrations: [Migration]) throws {
    try engine.exclusively { connection in
      try Migrator(migrations: migrations).run(on: connection)
    }
  }

  /// Whether this process, of all that share the store, does a duty such as sealing now.
  public func holds(duty: String) async -> Bool { await engine.holds(duty: duty) }

  /// Throws when changes cannot be acknowledged any more, though reading may still work.
  public func examine() throws { try engine.examine() }

  public var engineVersion: String { get throws { try engine.version } }

  public func close() throws {
    board.finish()
    try engine.close()
  }
}
