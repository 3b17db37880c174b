import Database
import Foundation

/// What `foyer backup` says.
public struct BackupSummary: Sendable, Encodable {
  /// Whether the copied record is as it was sealed. The copy is kept in either case.
  public let ok: Bool
  public let file: String
  public let bytes, estates, entries: Int
  public let head: String
  public let encrypted: Bool
  public let problems: [String]
}

extension Installation {
  /// Backing up makes no store: there must be one.
  public static func openExisting(data: String, database: String?) throws -> Installation {
    let store = Doctor(folder: URL(filePath: data)).store
    guard database != nil || FileManager.default.fileExists(atPath: store.path) else {
      throw CommandRefusal("data", data, "holds no store")
    }
    return try open(data: data, database: database)
  }

  /// A consistent copy while a desk serves, verified before it gets its name.
  ///
  /// - Parameters:
  ///   - key: a public key, to which the copy is sealed.
  ///   - everyHours: the plan by which it is made, if there is one.
  public func backUp(
    to path: String, key: String? = nil, everyHours: Int? = nil
  ) async throws -> BackupSummary {
    let (target, started) = (URL(filePath: path), clock.now())
    try refuse(target)
    // What killed backups left lies beside the store, or beside the backup.
    for place in [folder, target.deletingLastPathComponent()] {
      try? BackupFolder(url: place).removeAbandoned(at: LobbyClock.wall.now())
    }
    let made = try await copy(to: target, key: key)
    let past = PastBackup(
      startedAt: started, finishedAt: clock.now(), state: made.ok ? .made : .damaged, file: target.path,
      bytes: made.bytes, head: made.head, everyHours: everyHours)
    // The copy counts, whether or not the store has room to remember it.
    try? await database.write(in: Lobby.house) { try $0.insert(past) }
    return made
  }

  private func copy(to target: URL, key: String?) async throws -> BackupSummary {
    let publicKey = try key.map { key in
      guard let known = BackupKey.publicKey(key) else { throw CommandRefusal("to-key", key, "is no public key") }
      return known
    }
    // Of a sealed backup nothing clear lies elsewhere than the store itself.
    let draft = try DraftFile(beside: publicKey == nil ? target : folder.appendingPathComponent("backup"))
    defer { draft.remove() }
    // Read first: the copy then has every seal that they tell of.
    let anchors = (try? anchorFile(nil).read().anchors) ?? [:]
    let schema = try Schema.migrations(in: home.schema)
    try await database.copy(to: draft.url.path, schema: schema)
    let found = try await BackupCheck(path: draft.url.path, judge: SealKeys.load(in: keyFolder).judge, anchors: anchors)
      .run { _, _ in }
    if let publicKey {
      let sealed = try DraftFile(beside: target)
      defer { sealed.remove() }
      try BackupEnvelope.seal(draft.url, into: sealed.url, for: publicKey)
      try sealed.publish(as: target)
    } else {
      try draft.publish(as: target)
    }
    let size = try FileManager.default.attributesOfItem(atPath: target.path)[.size] as? NSNumber
    return BackupSummary(
      ok: found.report.problems.isEmpty, file: target.path, bytes: size?.intValue ?? 0, estates: found.ends.count,
      entries: found.report.entries, head: Hexadecimal.text(found.report.head), encrypted: publicKey != nil,
      problems: found.report.problems.map(\.says))
  }

  /// A slip of the hand must not replace the store or its keys by a copy.
  private func refuse(_ target: URL) throws {
    let place = target.deletingLastPathComponent().resolvingSymlinksInPath().path
    let own = [folder, keyFolder].map { $0.resolvingSymlinksInPath().path }
    if own.contains(place) { throw CommandRefusal("file", target.path, "lies in the data folder") }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: target.path, isDirectory: &isFolder), isFolder.boolValue {
      throw CommandRefusal("file", target.path, "is a folder")
    }
  }
}

/// Where an estate's record ends in a copy.
struct RecordEnd: Sendable {
  let estate: String
  let seq: Int
  let head: [UInt8]
}

/// Opens a copy and says whether it is good: the file for SQLite, the record for its seals.
struct BackupCheck: Sendable {
  let path: String
  let judge: SealJudge
  var anchors: [String: [Anchor]] = [:]
  var schema: [Migration] = []

  struct Found: Sendable {
    var report = RecordReport()
    var ends: [RecordEnd] = []
    /// The newest of each estate, when work has made some.
    var seals: [Seal] = []
  }

  /// - Parameter work: is done on the copy when everything was looked at.
  func run(_ work: (Database, inout Found) async throws -> Void) async throws -> Found {
    let engine = try SQLiteEngine(path: path)
    let database = Database(engine: engine)
    do {
      if let problem = try engine.problems.first { throw DatabaseError.failed(reason: problem) }
      if !schema.isEmpty { try database.migrate(schema) }
      let check = RecordCheck(database: database, judge: judge, anchors: anchors)
      var found = Found()
      for estate in try await database.read({ try $0.recordedEstates() }) {
        let one = try await check.whole(of: estate)
        found.report.add(one)
        found.ends.append(RecordEnd(estate: estate, seq: one.lastSeq, head: one.head))
      }
      try await work(database, &found)
      try engine.bringLogIn()
      try database.close()
      return found
    } catch {
      try? database.close()
      throw error
    }
  }
}
