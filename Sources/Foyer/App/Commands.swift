import Database
import Foundation
import Hummingbird
import Logging

/// What the command line asks of an installation. The words and the printing are in `FoyerCommand`.
extension Installation {
  public func serve(host: String, port: Int, onReady: @escaping @Sendable (Int) async -> Void) async throws {
    var logger = Logger(label: "foyer")
    logger.logLevel = .warning
    let lobby = try await lobby(logger: logger)
    try await LobbyApplication.make(lobby, host: host, port: port, onReady: onReady).runService()
  }

  /// Makes an estate with one lobby post and a rack of a hundred passes.
  public func addEstate(name: String, profile: String, timeZone: String) async throws -> String {
    guard let profile = Estate.Profile(rawValue: profile) else { throw CommandRefusal("profile", profile) }
    guard let zone = EstateZone(timeZone) else { throw CommandRefusal("time-zone", timeZone) }
    let now = clock.now()
    let estate = Estate(id: Identifier.make(at: now), name: name, profile: profile, zone: zone)
    let post = Post(id: Identifier.make(at: now), name: "大堂")
    try await database.write { tx in
      let author = JournalAuthor(estate: estate.id, post: post.id, account: "console", name: "console", at: now)
      try tx.insert(estate, at: now)
      try tx.insert(post, of: estate.id, position: 1)
      try tx.insertPasses(numbers: Self.rack, of: post.id, estate: estate.id, at: now)
      try tx.record(.init(kind: .estateAdded, subject: estate.id), by: author)
      try tx.record(.init(kind: .postAdded, subject: post.id), by: author)
      try tx.record(.init(kind: .passesAdded, payload: ["from": "A-001", "to": "A-100", "count": "100"]), by: author)
    }
    return estate.id
  }

  private static let rack = (1...100).map { number in
    "A-" + String(repeating: "0", count: 3 - String(number).count) + String(number)
  }

  /// Makes a bearer token. It is shown once and kept only as a hash.
  public func createToken(estate id: String, role: String, scopes: [String]) async throws -> String {
    guard let role = Role(rawValue: role) else { throw CommandRefusal("role", role) }
    let permissions = try scopes.map { scope in
      guard let permission = Permission(rawValue: scope) else { throw CommandRefusal("scope", scope) }
      return permission
    }
    let now = clock.now()
    let secret = "foyer_" + Secret.make()
    let tokenID = Identifier.make(at: now)
    try await database.write { tx in
      guard let estate = try tx.estate(id), let post = try tx.posts(of: estate.id).first else {
        throw CommandRefusal("estate", id)
      }
      let author = JournalAuthor(estate: estate.id, post: post.id, account: "console", name: "console", at: now)
      try tx.insertToken(
        id: tokenID, hash: Secret.hash(secret), name: "token \(role.rawValue)", role: role, scopes: Set(permissions),
        post: post.id, estate: estate.id, by: "console", at: now)
      try tx.record(.init(kind: .tokenMade, subject: tokenID, payload: ["role": role.rawValue]), by: author)
    }
    return secret
  }
}

/// An argument that names nothing or is none of the possible words.
public struct CommandRefusal: Error, CustomStringConvertible {
  public let argument: String
  public let value: String

  init(_ argument: String, _ value: String) {
    self.argument = argument
    self.value = value
  }

  public var description: String { "\(argument): \(value.prefix(60)) is not known" }
}
