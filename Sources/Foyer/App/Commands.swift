import Database
import Foundation
import Hummingbird
import Logging
import Pages
import ServiceLifecycle

/// What the command line asks of an installation. The words and the printing are in `FoyerCommand`.
extension Installation {
  /// What the console says once the desk answers.
  public struct Opening: Sendable {
    public let host: String
    public let port: Int
    /// Where browsers reach it: the public address, else the one that is listened on. Without a slash at its end.
    public let address: String
    /// The one-time link that sets an installation up in which nobody has a password yet.
    public let setUpLink: String?
    /// The address that was asked for and is not served before the set-up.
    public let refusedHost: String?

    /// Only this machine is answered.
    public var isLocal: Bool { Installation.isLocal(host) }
  }

  private static func isLocal(_ host: String) -> Bool {
    host == "localhost" || NetworkAddress(host)?.isLoopback == true
  }

  /// Until somebody has a password, only this machine is answered: whoever came first from the network could make
  /// himself its manager.
  public func serve(
    host: String, port: Int, serving: Serving = .plain, anchors: String? = nil, ballast: Int? = nil,
    backups plan: BackupPlan? = nil, onReady: @escaping @Sendable (Opening) async -> Void
  ) async throws {
    var logger = Logger(label: "foyer")
    logger.logLevel = .warning
    let lobby = try await lobby(logger: logger, serving: serving, disk: diskWatch(ballast: ballast))
    let isSetUp = try await lobby.read { try $0.isSetUp() }
    let link = isSetUp ? nil : lobby.firstRun.open(at: clock.now())
    let served = isSetUp || Self.isLocal(host) ? host : "127.0.0.1"
    let sealer = try sealer(anchors: anchors)
    let backups = plan.map { BackupRounds(installation: self, plan: $0, logger: logger) }
    let application = LobbyApplication.make(lobby, sealer: sealer, backups: backups, host: served, port: port) {
      port in
      let name = served.contains(":") ? "[\(served)]" : served
      let address = serving.publicAddress?.origin ?? "http://\(name):\(port)"
      await onReady(
        Opening(
          host: served, port: port, address: address, setUpLink: link.map { address + $0.path },
          refusedHost: served == host ? nil : host))
    }
    do {
      try await LobbyApplication.service(application, logger: logger).run()
    } catch {
      await end(lobby, sealer)
      throw error
    }
    await end(lobby, sealer)
  }

  /// After SIGTERM, when nobody is answered any more: the record is sealed to its end, and the store is closed, which
  /// leaves it whole in its one file, or leaves PostgreSQL in due form. What cannot be done now is done at the next start.
  private func end(_ lobby: Lobby, _ sealer: Sealer) async {
    if !Bench.isUnsealed { await Sealing(lobby: lobby, sealer: sealer).finish() }
    do {
      try close()
    } catch {
      lobby.report("the store could not be closed", error)
    }
  }

  /// A person's account and the one-time link by which he chooses his password.
  public struct Invitation: Sendable {
    public let id: String
    public let code: String
    public let path: String
    public let expiresAt: String
  }

  public func addUser(name: String, role: String, estate id: String) async throws -> Invitation {
    guard let role = Role(rawValue: role), role != .program else { throw CommandRefusal("role", role) }
    let now = clock.now()
    var reader = FieldReader(Form(entries: ["name": .text(name)], isTyped: false))
    guard let name = reader.text("name", limit: 60, required: true) else { throw CommandRefusal("name", name) }
    let (made, zone) = try await database.write(in: id) { tx in
      guard let estate = try tx.estate(id), let post = try tx.posts(of: estate.id).first else {
        throw CommandRefusal("estate", id)
      }
      guard try tx.account(named: name, of: id) == nil else { throw CommandRefusal("name", name, "is taken") }
      let author = JournalAuthor(estate: estate.id, post: post.id, account: "console", name: "console", at: now)
      return (try tx.invite(name: name, role: role, to: id, by: author), estate.zone)
    }
    return Invitation(
      id: made.account.id, code: made.link.code, path: made.link.path, expiresAt: zone.iso(made.link.expiresAt))
  }

  /// Makes an estate with one lobby post and a rack of a hundred passes.
  public func addEstate(name: String, profile: String, timeZone: String) async throws -> String {
    guard let profile = Estate.Profile(rawValue: profile) else { throw CommandRefusal("profile", profile) }
    guard let zone = EstateZone(timeZone) else { throw CommandRefusal("time-zone", timeZone) }
    let now = clock.now()
    return try await database.write(in: Lobby.house) {
      try $0.addEstate(name: name, profile: profile, zone: zone, at: now).estate.id
    }
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
    try await database.write(in: id) { tx in
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
  private let reason: String

  init(_ argument: String, _ value: String, _ reason: String = "is not known") {
    self.argument = argument
    self.value = value
    self.reason = reason
  }

  public var description: String { "\(argument): \(value.prefix(60)) \(reason)" }
}
