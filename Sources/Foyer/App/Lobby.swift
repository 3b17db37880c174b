import Database
import Foundation
import Logging
import Pages

/// Everything that a controller leans on, made once at the start and handed to each.
struct Lobby: Sendable {
  let database: Database
  let clock: LobbyClock
  let vault: Vault
  let passwords: PasswordHasher
  var templates: Templates
  var phrasebook: Phrasebook
  let assets: Assets
  let logger: Logger
  /// How the desk is reached.
  var serving: Serving
  let principals: PrincipalCache
  let places: PlaceNames
  let duties: DutyWatch
  /// Whether there is room for changes.
  let disk: DiskWatch
  /// Open while nobody can sign in yet.
  let firstRun = FirstRun()

  init(
    database: Database, clock: LobbyClock, vault: Vault, passwords: PasswordHasher, home: ProductHome,
    logger: Logger, serving: Serving = .plain, disk: DiskWatch = .unwatched
  ) async throws {
    self.database = database
    self.clock = clock
    self.vault = vault
    self.passwords = passwords
    phrasebook = try Phrasebook(directory: home.texts)
    templates = try Templates(directory: home.templates, phrasebook: phrasebook)
    assets = try Assets(directory: home.publicFiles)
    self.logger = logger
    self.serving = serving
    self.disk = disk
    principals = PrincipalCache(database: database)
    places = PlaceNames()
    duties = DutyWatch(database: database)
    try await places.read(from: database)
  }

  /// The lane of changes that belong to no estate, or to whichever comes to be.
  static let house = "house"

  func read<T: Sendable>(_ body: @escaping @Sendable (Snapshot) throws -> T) async throws -> T {
    try await database.read(body)
  }

  /// Throws when changes cannot be acknowledged any more.
  func examine() throws { try database.examine() }

  /// An estate as it was at the start or after its last change; one that another program made meanwhile is read.
  func estate(_ id: String) async throws -> Estate {
    if let estate = places.estate(id) { return estate }
    return try await read { try $0.existingEstate(id) }
  }

  /// All or nothing, durable when it returns; with its journal entries in the same transaction. Changes of one estate
  /// follow one another, in whichever process, so that each sees what those before it left.
  func write<T: Sendable>(
    in estate: String, _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    do {
      return try await database.write(in: estate, body)
    } catch DatabaseError.full {
      disk.ranOut()
      throw LobbyError.diskFull
    }
  }

  /// With the address and no name, for programs such as fail2ban that watch the log.
  func logBlockedSignIn(from address: String, seconds: Int) {
    logger.warning("sign-in blocked", metadata: ["address": "\(address)", "seconds": "\(seconds)"])
  }

  /// What changes from now on, as nudges.
  func announcements() -> AsyncStream<Nudge> {
    let announcements = database.announcements()
    return AsyncStream { continuation in
      let task = Task {
        for await announcement in announcements {
          continuation.yield(
            Nudge(
              estate: announcement.isEverything ? nil : announcement.estate, topic: announcement.topic,
              ids: announcement.ids))
        }
        continuation.finish()
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }

  /// What went wrong behind an answer that was already given. The type alone: an error's text can carry what was typed.
  func report(_ what: String, _ error: any Error) {
    logger.error("\(what)", metadata: ["error": "\(type(of: error))"])
  }

  func endAnnouncements() { database.endAnnouncements() }
}

extension Lobby: CustomStringConvertible {
  /// Services are named after what they hold when they start; without this that is every text, and the key.
  var description: String { "Lobby" }
}

/// That something changed, for open screens.
struct Nudge: Sendable {
  /// Nil when anything may have changed, in any estate.
  let estate: String?
  let topic: String
  let ids: [String]

  /// The topic of a nudge of which nobody knows what it is about.
  static let everything = Announcement.everything.topic
}
