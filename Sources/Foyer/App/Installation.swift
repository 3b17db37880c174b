import Database
import Foundation
import Logging

/// A data folder: the database, the key, opened and brought up to date.
public struct Installation: Sendable {
  let database: Database
  let vault: Vault
  let home: ProductHome
  let clock: LobbyClock
  let folder: URL

  /// `database` is an address of PostgreSQL; without one the store is a file in the data folder. Keys always lie there.
  ///
  /// - Parameter toServe: only one process serves a file; a second is refused.
  public static func open(
    data path: String, database address: String? = nil, toServe: Bool = false
  ) throws -> Installation {
    try open(folder: URL(filePath: path), address: address, clock: .wall, toServe: toServe)
  }

  /// What was given as the database's address is none. It is not repeated: a password may stand in it.
  public struct WrongAddress: Error, CustomStringConvertible {
    public let description = "the database's address must begin with postgres://"
  }

  /// Another process keeps this folder's store.
  public struct StoreInUse: Error, CustomStringConvertible {
    public let description: String
  }

  static func open(
    folder: URL, address: String? = nil, clock: LobbyClock, toServe: Bool = false
  ) throws -> Installation {
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let home = try ProductHome.find()
    let keys = folder.appendingPathComponent("keys")
    let vault = Vault(key: try VaultKey.load(in: keys))
    _ = try SealKeys.load(in: keys)
    let database = try database(in: folder, address: address, toServe: toServe)
    try bringUpToDate(database, Schema.migrations(in: home.schema))
    return Installation(database: database, vault: vault, home: home, clock: clock, folder: folder)
  }

  public func close() throws { try database.close() }

  static func database(in folder: URL, address: String?, toServe: Bool = false) throws -> Database {
    guard let address else {
      let lock = try toServe ? soleLock(in: folder) : StoreLock.take(in: folder)
      // Without any room a store cannot even be opened to read.
      if toServe { Ballast.giveWay(in: folder) }
      return Database(engine: try SQLiteEngine(path: store(in: folder), isGuest: lock == nil, lock: lock))
    }
    return try database(at: address)
  }

  /// A store that was moved away, or is half moved here, says so and is left alone.
  static func bringUpToDate(_ database: Database, _ schema: [Migration]) throws {
    do {
      try database.migrate(schema)
    } catch DatabaseError.notInService(let reason) {
      throw StoreInUse(description: reason)
    }
  }

  /// For one who holds the lock already.
  ///
  /// - Parameter name: by which PostgreSQL knows the connections.
  static func lockedDatabase(in folder: URL, address: String?, name: String? = nil) throws -> Database {
    try address.map { try database(at: $0, name: name) } ?? Database(engine: try SQLiteEngine(path: store(in: folder)))
  }

  private static func store(in folder: URL) -> String { folder.appendingPathComponent("foyer.sqlite").path }

  private static func database(at address: String, name: String? = nil) throws -> Database {
    guard let address = PostgreSQLAddress(address, name: name) else { throw WrongAddress() }
    return Database(engine: try PostgreSQLEngine(address: address))
  }

  /// Commands hold the lock for a moment only; a desk holds it as long as it runs.
  static func soleLock(in folder: URL) throws -> StoreLock {
    if let lock = try StoreLock.take(in: folder, patience: 3) { return lock }
    let holder = StoreLock.holder(in: folder).map { " (process \($0))" } ?? ""
    throw StoreInUse(description: "another foyer\(holder) is running on the data folder \(folder.path)")
  }

  /// Without a server: for its words and rules.
  func lobby(passwords: PasswordHasher) async throws -> Lobby {
    try await lobby(logger: Logger(label: "foyer"), passwords: passwords)
  }

  func lobby(
    logger: Logger, passwords: PasswordHasher = PasswordHasher(), serving: Serving = .plain,
    disk: DiskWatch = .unwatched
  ) async throws -> Lobby {
    try await Lobby(
      database: database, clock: clock, vault: vault, passwords: passwords, home: home, logger: logger,
      serving: serving, disk: disk)
  }
}

/// The numbered scripts of `Schema/`: `0003-journal.sql`.
enum Schema {
  static func migrations(in folder: URL) throws -> [Migration] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "sql" }
      .compactMap { file in
        let name = file.deletingPathExtension().lastPathComponent
        guard let version = Int(name.prefix(4)) else { return nil }
        return Migration(version: version, name: name, sql: try String(contentsOf: file, encoding: .utf8))
      }
  }
}
