import Database
import Foundation

/// Where a store lies: in a data folder, or at an address of PostgreSQL.
public enum StorePlace: Sendable, Equatable {
  case folder(URL)
  case address(String)

  /// - Parameter address: what the word FOYER_DATABASE stands for, so that no password is on the command line.
  public init(_ text: String, address: String?) throws {
    if text == "FOYER_DATABASE" {
      guard let address else { throw CommandRefusal("place", text, "is not set") }
      self = .address(address)
    } else if text.contains("://") {
      self = .address(text)
    } else {
      self = .folder(URL(filePath: text).standardizedFileURL.resolvingSymlinksInPath())
    }
  }

  public var address: String? {
    if case .address(let address) = self { return address }
    return nil
  }

  /// For people: without user, password and parameters.
  public var name: String {
    switch self {
    case .folder(let folder): return folder.path
    case .address(let address):
      let place = address.split(separator: "?").first.map(String.init) ?? ""
      return "postgres://" + (place.split(separator: "@").last ?? "").replacing("postgres://", with: "")
    }
  }
}

/// What `foyer move` says.
public struct MoveSummary: Sendable, Encodable {
  public struct Table: Sendable, Encodable {
    public let name: String
    public let rows: Int
  }

  public let ok: Bool
  public let from, to: String
  public let tables: [Table]
  public let rows, estates, entries: Int
  /// The record's head, which is the same before and after.
  public let head: String
  /// The folder in which the installation's keys lie from now on.
  public let keys: String
  public let problems: [String]
}

/// Moves an installation to another store, with its record, its keys and its anchors.
public struct Move: Sendable {
  public struct Refusal: Error, CustomStringConvertible {
    public let description: String
  }

  let from, to: StorePlace
  /// Has the keys where no place is a folder.
  let data: URL
  /// Moves a record too that is not as it was sealed.
  let isDamageTaken: Bool

  public init(from: StorePlace, to: StorePlace, data: String, isDamageTaken: Bool) {
    (self.from, self.to, self.isDamageTaken) = (from, to, isDamageTaken)
    self.data = URL(filePath: data).standardizedFileURL.resolvingSymlinksInPath()
  }

  public func run(progress: @escaping @Sendable (String, Int, Int) -> Void = { _, _, _ in }) async throws -> MoveSummary
  {
    guard from != to else { throw Refusal(description: "from and to are the same place") }
    let keys = try keys()
    let locks = try [from, to].compactMap(lock)
    defer { for lock in locks { lock.release() } }
    let target = try carryKeys()
    let schema = try Schema.migrations(in: ProductHome.find().schema)
    let (source, made) = try (open(from), open(to))
    defer {
      try? source.close()
      try? made.close()
    }
    try Installation.bringUpToDate(source, schema)
    let before = try await record(source, keys)
    if let problem = before.problems.first, !isDamageTaken {
      throw Refusal(
        description: "the record is not as it was sealed (\(problem.says)); --damaged moves it all the same")
    }
    let tables = try StoreMove(from: source, to: made, schema: schema, names: (from.name, to.name)).run(
      progress: progress)
    let after = try await record(made, keys)
    guard after.head == before.head, after.entries == before.entries else {
      throw Refusal(description: "the record did not arrive as it was: \(Hexadecimal.text(after.head))")
    }
    return MoveSummary(
      ok: after.problems.isEmpty, from: from.name, to: to.name,
      tables: tables.map { MoveSummary.Table(name: $0.name, rows: $0.rows) },
      rows: tables.reduce(0) { $0 + $1.rows }, estates: try await made.read { try $0.estates().count },
      entries: after.entries, head: Hexadecimal.text(after.head), keys: target.appendingPathComponent("keys").path,
      problems: after.problems.map(\.says))
  }

  /// Takes the mark from a store that was moved away: for who gives the move up.
  public static func reopen(_ place: StorePlace) throws {
    let folder = place.folder ?? URL(filePath: "/")
    let lock = try place.folder.map(Installation.soleLock)
    defer { lock?.release() }
    let database = try Installation.lockedDatabase(in: folder, address: place.address)
    defer { try? database.close() }
    try database.reopen()
  }

  private var home: URL { from.folder ?? data }

  private func keys() throws -> SealKeys {
    if let folder = from.folder, !FileManager.default.fileExists(atPath: Doctor(folder: folder).store.path) {
      throw Refusal(description: "\(folder.path) holds no store")
    }
    do {
      return try SealKeys.read(in: home.appendingPathComponent("keys"))
    } catch {
      throw Refusal(description: "\(home.path) holds no keys: name the installation's data folder with --data")
    }
  }

  private func lock(_ place: StorePlace) throws -> StoreLock? {
    guard let folder = place.folder else { return nil }
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return try Installation.soleLock(in: folder)
  }

  /// PostgreSQL tells these connections by their name from those of a desk.
  private func open(_ place: StorePlace) throws -> Database {
    let name = "foyer-move-\(UUID().uuidString.prefix(8))"
    return try Installation.lockedDatabase(in: place.folder ?? home, address: place.address, name: name)
  }

  private func record(_ database: Database, _ keys: SealKeys) async throws -> RecordReport {
    let anchors = try Installation.anchors(in: AnchorFile(url: Doctor(folder: home).anchors), isNamed: false).anchors
    return try await RecordCheck(database: database, judge: keys.judge, anchors: anchors).whole()
  }

  /// A data folder that gets a store gets the keys that open it. Others that lie there already stay, and nothing is
  /// moved. Answers the folder that has them.
  private func carryKeys() throws -> URL {
    guard let target = to.folder, target != home else { return home }
    let (files, old, new) = (
      FileManager.default, home.appendingPathComponent("keys"), target.appendingPathComponent("keys")
    )
    try files.createDirectory(at: new, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    for name in try files.contentsOfDirectory(atPath: old.path) {
      let (from, to) = (old.appendingPathComponent(name), new.appendingPathComponent(name))
      if !files.fileExists(atPath: to.path) {
        let draft = try DraftFile(beside: to)
        defer { draft.remove() }
        try Data(contentsOf: from).write(to: draft.url)
        try draft.publish(as: to)
      }
      guard files.contentsEqual(atPath: from.path, andPath: to.path) else {
        throw Refusal(description: "\(to.path) is another key than \(from.path): take an empty folder")
      }
    }
    let (anchors, noted) = (Doctor(folder: home).anchors, Doctor(folder: target).anchors)
    if files.fileExists(atPath: anchors.path), !files.fileExists(atPath: noted.path) {
      try files.copyItem(at: anchors, to: noted)
    }
    return target
  }
}

extension StorePlace {
  fileprivate var folder: URL? {
    if case .folder(let folder) = self { return folder }
    return nil
  }
}
