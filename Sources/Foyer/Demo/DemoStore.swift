import Database
import Foundation
import Pages

/// Fills an empty store with the demo estate. Everything goes through the stores and rules of the desk, in the order
/// in which it happened, in one transaction: a demo is there as a whole or not at all.
extension Installation {
  /// What stands in the store, as far as a demo is concerned.
  public enum DemoState: Sendable, Equatable {
    case empty
    case demo(daysOld: Int)
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
      return .demo(daysOld: max(0, now.minutes(since: begun) / 1_440 - DemoLoading.daysBefore))
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
    let loading = DemoLoading(vault: vault, now: now, secrets: secrets)
    return try await database.write { tx in try loading.load(in: tx) }
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
  public let residents, visits, entries: Int
}

/// How everyone in the demo signs in.
public struct DemoSignIn: Sendable {
  public static let password = DemoStaff.password
  public static let pin = DemoStaff.pin

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
    let accounts = Dictionary(uniqueKeysWithValues: names.map { ($0, Identifier.make(at: now)) })
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

struct DemoLoading: Sendable {
  static let author = "demo"
  let vault: Vault
  let now: Instant
  let secrets: DemoSecrets

  /// When the estate was set up: before the first visit.
  private var beginning: Instant { now.advanced(days: -Self.daysBefore) }
  static let daysBefore = DemoDiary.days + 9

  func load(in tx: Transaction) throws -> DemoSummary {
    let residents = DemoResidents(flats: DemoPlace.flats, seed: 26)
    let main = try house(
      DemoPlace.name, .guardPost, posts: zip(DemoPlace.posts, ["A", "B"]).map { ($0, DemoPlace.passes($1, 100)) },
      staff: DemoStaff.members, in: tx)
    try settle(residents, in: DemoPlace.rooms, of: main, tx: tx)
    let visitors = DemoVisitors(residents: residents, seed: 29)
    let diary = DemoDiary(now: now, zone: main.estate.zone, residents: residents, visitors: visitors)
    var desk = DemoDesk(vault: vault, house: main)
    for act in diary.acts { try desk.carryOut(act, in: tx) }
    try second(in: tx)
    return DemoSummary(
      residents: residents.people.count, visits: desk.visits.count,
      entries: try tx.count("SELECT COUNT(*) FROM journal"))
  }

  /// The small estate beside it, with the butlers' rules: no documents, no guards.
  private func second(in tx: Transaction) throws {
    let residents = DemoResidents(flats: DemoPlace.secondFlats, seed: 31, phonesFrom: 900)
    let house = try house(
      DemoPlace.secondName, .butlerDesk, posts: [(DemoPlace.secondPost, DemoPlace.passes("C", 20))],
      staff: DemoStaff.second, in: tx)
    try settle(residents, in: DemoPlace.secondFlats, of: house, tx: tx)
    var desk = DemoDesk(vault: vault, house: house)
    for act in DemoSecondDiary(now: now, residents: residents).acts { try desk.carryOut(act, in: tx) }
  }

  private func settle(_ residents: DemoResidents, in rooms: [DemoPlace.Room], of house: DemoHouse, tx: Transaction)
    throws
  {
    let author = house.author(at: beginning, by: DemoStaff.serviceCentre)
    try DemoSettling(vault: vault, author: author, now: now).settle(residents, in: rooms, tx: tx)
  }

  private func house(
    _ name: String, _ profile: Estate.Profile, posts: [(name: String, passes: [String])],
    staff: [DemoStaff.Member], in tx: Transaction
  ) throws -> DemoHouse {
    let estate = Estate(id: Identifier.make(at: beginning), name: name, profile: profile, zone: .shanghai)
    let house = DemoHouse(
      estate: estate, posts: posts.map { Post(id: Identifier.make(at: beginning), name: $0.name) },
      accounts: secrets.accounts)
    let author = JournalAuthor(
      estate: estate.id, post: house.posts[0].id, account: Self.author, name: Self.author, at: beginning)
    try tx.insert(estate, at: beginning)
    try tx.record(.init(kind: .estateAdded, subject: estate.id), by: author)
    for (index, post) in house.posts.enumerated() {
      try tx.insert(post, of: estate.id, position: index + 1)
      try tx.record(.init(kind: .postAdded, subject: post.id), by: author)
      try hang(posts[index].passes, on: post, by: author, in: tx)
    }
    for member in staff { try hire(member, in: house, by: author, tx: tx) }
    return house
  }

  private func hang(_ numbers: [String], on post: Post, by author: JournalAuthor, in tx: Transaction) throws {
    try tx.insertPasses(numbers: numbers, of: post.id, estate: author.estate, at: author.at)
    let payload = ["from": numbers.first ?? "", "to": numbers.last ?? "", "count": String(numbers.count)]
    try tx.record(.init(kind: .passesAdded, payload: payload), by: author)
  }

  private func hire(_ member: DemoStaff.Member, in house: DemoHouse, by author: JournalAuthor, tx: Transaction) throws {
    let id = house.accounts[member.name] ?? ""
    try tx.insert(
      Account(
        id: id, name: member.name, role: member.role, password: secrets.password, pin: secrets.pins[member.name],
        failedTries: 0,
        blockedUntil: nil, disabledAt: nil),
      of: house.estate.id, setupHash: nil, setupExpires: nil, at: author.at)
    try tx.record(.init(kind: .accountAdded, subject: id, payload: ["role": member.role.rawValue]), by: author)
  }
}

/// An estate with the ids of its posts and people.
struct DemoHouse: Sendable {
  let estate: Estate
  let posts: [Post]
  let accounts: [String: String]

  func author(at: Instant, by name: String, post: Int = 0) -> JournalAuthor {
    JournalAuthor(
      estate: estate.id, post: posts[min(post, posts.count - 1)].id, account: accounts[name] ?? DemoLoading.author,
      name: name, at: at)
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
