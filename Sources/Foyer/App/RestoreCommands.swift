import Database
import Foundation

/// What `foyer restore` says.
public struct RestoreSummary: Sendable, Encodable {
  public let ok: Bool
  public let estates, entries: Int
  /// The head that the record had in the backup.
  public let head: String
  public let problems: [String]
}

/// Brings a backup into an empty store. The record then says so, with the head that it came from.
public struct Restore: Sendable {
  public struct Refusal: Error, CustomStringConvertible {
    public let description: String
  }

  let file: URL
  let folder: URL
  let address: String?
  let clock: LobbyClock
  /// Path of the private key, for a sealed backup.
  var key: String?
  /// Takes a backup too whose record is not as it was sealed.
  var isDamageTaken = false

  public init(file: String, data: String, database: String?, key: String?, isDamageTaken: Bool) {
    self.init(file: URL(filePath: file), folder: URL(filePath: data), address: database, clock: .wall)
    self.key = key
    self.isDamageTaken = isDamageTaken
  }

  init(file: URL, folder: URL, address: String?, clock: LobbyClock) {
    self.file = file
    self.folder = folder
    self.address = address
    self.clock = clock
  }

  public func run() async throws -> RestoreSummary {
    guard FileManager.default.isReadableFile(atPath: file.path) else {
      throw CommandRefusal("file", file.path, "cannot be read")
    }
    let keys = try keys()
    let lock = try address == nil ? Installation.soleLock(in: folder) : nil
    defer { lock?.release() }
    let schema = try Schema.migrations(in: try ProductHome.find().schema)
    try await refuseOccupied(schema)
    let draft = try DraftFile(beside: store)
    defer { draft.remove() }
    try unwrap(into: draft.url)
    let found = try await prepare(draft, keys: keys, schema: schema)
    try setAnchorsAside()
    try await install(draft)
    try anchors.append(found.seals.map(Anchor.init))
    return RestoreSummary(
      ok: found.report.problems.isEmpty, estates: found.ends.count, entries: found.report.entries,
      head: Hexadecimal.text(found.report.head), problems: found.report.problems.map(\.says))
  }

  private var store: URL { Doctor(folder: folder, now: clock.now()).store }

  /// Those of the installation that made the backup. New ones open nothing in it, so none are made.
  private func keys() throws -> SealKeys {
    let keys = folder.appendingPathComponent("keys")
    guard FileManager.default.fileExists(atPath: keys.appendingPathComponent("vault.key").path),
      let seals = try? SealKeys.read(in: keys)
    else {
      throw Refusal(description: "put the keys of the backed-up installation into \(keys.path) first, mode 600")
    }
    return seals
  }

  private func refuseOccupied(_ schema: [Migration]) async throws {
    guard address != nil || FileManager.default.fileExists(atPath: store.path) else { return }
    let database = try Installation.lockedDatabase(in: folder, address: address)
    defer { try? database.close() }
    try Installation.bringUpToDate(database, schema)
    let count = try await database.read { try $0.estates().count }
    if count > 0 {
      throw Refusal(description: "the store has \(count) estates already; nothing is overwritten: move it away first")
    }
  }

  private func unwrap(into draft: URL) throws {
    guard try BackupEnvelope.isSealed(file) else {
      let (input, output) = (try FileHandle(forReadingFrom: file), try FileHandle(forWritingTo: draft))
      defer { try? input.close() }
      while let piece = try input.read(upToCount: 1 << 20), !piece.isEmpty { try output.write(contentsOf: piece) }
      return try output.close()
    }
    guard let key else { throw Refusal(description: "the backup is sealed: name the private key's file with --key") }
    try BackupEnvelope.open(file, into: draft, with: BackupKey.privateKey(in: key))
  }

  /// Everything is written into the draft, the new entries and their seals too: a store is there as a whole or not.
  private func prepare(_ draft: DraftFile, keys: SealKeys, schema: [Migration]) async throws -> BackupCheck.Found {
    try await BackupCheck(path: draft.url.path, judge: keys.judge, schema: schema).run { database, found in
      guard !found.ends.isEmpty else { throw Refusal(description: "the file holds no estate") }
      if let problem = found.report.problems.first, !isDamageTaken {
        throw Refusal(
          description: "the backup's record is not as it was sealed (\(problem.says)), or the keys are not its own; "
            + "--damaged takes it all the same")
      }
      let now = clock.now()
      for end in found.ends {
        try await database.write(in: end.estate) { try $0.recordRestoring(from: end, at: now) }
      }
      try await Sealer(database: database, keys: keys, anchors: anchors, clock: clock).sealAll()
      let ends = found.ends
      found.seals = try await database.read { snapshot in try ends.compactMap { try snapshot.lastSeal(of: $0.estate) } }
    }
  }

  private var anchors: AnchorFile { AnchorFile(url: Doctor(folder: folder, now: clock.now()).anchors) }

  /// Those made after the backup do not fit any more; they stay to be looked at.
  private func setAnchorsAside() throws {
    let (url, files) = (anchors.url, FileManager.default)
    guard files.fileExists(atPath: url.path) else { return }
    let aside = url.deletingPathExtension().path + "-before-\(clock.now().milliseconds)." + url.pathExtension
    try files.moveItem(atPath: url.path, toPath: aside)
  }

  private func install(_ draft: DraftFile) async throws {
    guard address == nil else {
      let database = try Installation.lockedDatabase(in: folder, address: address)
      defer { try? database.close() }
      return try await database.fill(from: draft.url.path)
    }
    // The empty store's log must not be taken for the new file's.
    for end in ["-wal", "-shm"] { unlink(store.path + end) }
    try draft.publish(as: store)
  }
}
