import Database
import Foundation
import Pages

/// Fills an empty store with the demo estate. Everything goes through the stores and rules of the desk, in the order
/// in which it happened, in one transaction: a demo is there as a whole or not at all.
extension Installation {
  /// What stands in the store, as far as a demo is concerned.
  public enum DemoState: Sendable, Equatable {
    case empty
    case demo(estate: String, daysOld: Int)
    case occupied(estates: [String])
  }

  public func demoState() async throws -> DemoState {
    let now = clock.now()
    return try await database.read { snapshot in
      let estates = try snapshot.estates()
      guard let first = estates.first else { return .empty }
      guard let begun = try snapshot.demoBeginning(of: first.id) else {
        return .occupied(estates: estates.map(\.name))
      }
      return .demo(estate: first.id, daysOld: max(0, now.minutes(since: begun) / 1_440 - DemoLoading.daysBefore))
    }
  }

  /// Fills the store. Throws when anything is in it.
  public func fillDemo() async throws -> DemoSummary { try await fillDemo(passwords: PasswordHasher()) }

  func fillDemo(passwords: PasswordHasher) async throws -> DemoSummary {
    if case .occupied(let estates) = try await demoState() { throw StoreOccupied(estates: estates) }
    guard case .empty = try await demoState() else { throw StoreOccupied(estates: [DemoPlace.name]) }
    let now = clock.now()
    let secrets = try await DemoSecrets(
      passwords: passwords, vault: vault, at: now.advanced(days: -DemoLoading.daysBefore))
    let lobby = try await lobby(passwords: passwords)
    let loading = DemoLoading(vault: vault, now: now, secrets: secrets, lobby: lobby)
    return try await database.write(in: Lobby.house) { tx in try loading.load(in: tx) }
  }

  /// The demo fills only an empty store.
  public struct StoreOccupied: Error, CustomStringConvertible {
    let estates: [String]

    public init(estates: [String]) {
      self.estates = estates
    }

    public var description: String {
      "This store is in use (\(estates.joined(separator: ", "))); the demo fills only an empty one. "
        + "Name another folder with --data."
    }
  }
}

/// What the demo has made, for the console.
public struct DemoSummary: Sendable {
  public let estate: String
  public let residents, visits, entries: Int
}

/// How everyone in the demo signs in.
public struct DemoSignIn: Sendable {
  public static let password = DemoStaff.password
  public static let pin = DemoStaff.pin

  public static let second = DemoStaff.second.map(\.name)

  /// Names by role, in the order of the roles.
  public static let names: [(role: String, names: [String])] = Role.allCases.compactMap { role in
    let names = DemoStaff.members.filter { $0.role == role }.map(\.name)
    return names.isEmpty ? nil : (role.rawValue, names)
  }
}

/// Ids of the staff and the hashes of their secrets, made before the transaction: hashing is slow on purpose.
/// All share one password and so one hash; a PIN's hash is bound to its account.
struct DemoSecrets: Sendable {
  let password: String
  let accounts: [String: String]
  let pins: [String: String]

  init(passwords: PasswordHasher, vault: Vault, at now: Instant) async throws {
    let names = (DemoStaff.members + DemoStaff.second).map(\.name)
    // A second apart, so that they stand in this order wherever they are listed.
    let accounts = Dictionary(
      uniqueKeysWithValues: names.enumerated().map { ($1, Identifier.make(at: now.advanced(seconds: $0))) })
    password = try await passwords.hash(DemoStaff.password)
    pins = try await withThrowingTaskGroup(of: (String, String).self) { group in
      for (name, id) in accounts {
        group.addTask { (name, try await passwords.forPINs.hash(vault.pepper(DemoStaff.pin, for: id))) }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    self.accounts = accounts
  }
}

extension Snapshot {
  /// When the demo estate was set up; nil when the estate is nobody's demo.
  func demoBeginning(of estate: String) throws -> Instant? {
    try row(
      "SELECT recorded_at FROM journal WHERE estate = ? AND account = ? AND kind = ? ORDER BY seq LIMIT 1", estate,
      DemoLoading.author, JournalKind.estateAdded.rawValue
    ).map { Instant(milliseconds: $0.int("recorded_at")) }
  }
}
