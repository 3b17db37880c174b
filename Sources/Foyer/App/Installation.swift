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

  public static func open(data path: String) throws -> Installation {
    try open(folder: URL(filePath: path), clock: .wall)
  }

  static func open(folder: URL, clock: LobbyClock) throws -> Installation {
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let home = try ProductHome.find()
    let vault = Vault(key: try VaultKey.load(in: folder.appendingPathComponent("keys")))
    let database = Database(
      engine: try SQLiteEngine(path: folder.appendingPathComponent("foyer.sqlite").path))
    try database.migrate(try Schema.migrations(in: home.schema))
    return Installation(database: database, vault: vault, home: home, clock: clock, folder: folder)
  }

  public func close() throws { try database.close() }

  func lobby(logger: Logger, passwords: PasswordHasher = PasswordHasher(), isSecure: Bool = false) async throws -> Lobby
  {
    try await Lobby(
      database: database, clock: clock, vault: vault, passwords: passwords, home: home, logger: logger,
      isSecure: isSecure)
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
