import Crypto
import Database
import Foundation

/// Writes the sealed record into a file, which has its name only when it is whole.
struct JournalExport: Sendable {
  let database: Database
  let keys: SealKeys
  let now: Instant

  /// What the file holds.
  struct Summary: Sendable {
    let entries: Int
    let seals: Int
  }

  /// What is not sealed yet is left out. A damaged record is written as it is: the file then shows what is wrong.
  ///
  /// - Parameter estate: nil for all of them.
  func write(to url: URL, estate: String?) async throws -> Summary {
    let estates = try await database.read { snapshot in try estate.map { [$0] } ?? snapshot.recordedEstates() }
    let draft = url.appendingPathExtension("partial")
    defer { try? FileManager.default.removeItem(at: draft) }
    guard FileManager.default.createFile(atPath: draft.path, contents: nil, attributes: [.posixPermissions: 0o600])
    else { throw CommandRefusal("file", url.path, "cannot be written") }
    var writer = JournalFileWriter(try FileHandle(forWritingTo: draft))
    try writer.begin(publicKey: keys.publicKey, at: now)
    for estate in estates { try await RecordWalk(database: database, estate: estate, onlySealed: true).walk(&writer) }
    try writer.end(keys)
    guard rename(draft.path, url.path) == 0 else { throw CommandRefusal("file", url.path, "cannot be written") }
    return Summary(entries: writer.entries, seals: writer.seals)
  }
}

/// The lines of a file and the hash over them.
private struct JournalFileWriter: RecordVisitor {
  private let file: FileHandle
  private let encoder = JSONEncoder()
  private var hash = SHA256()
  private var waiting = Data()
  private(set) var (entries, seals) = (0, 0)

  private static let piece = 1 << 18

  init(_ file: FileHandle) {
    self.file = file
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  }

  mutating func begin(publicKey: String, at now: Instant) throws {
    var line = JournalFile.Line(.header)
    (line.format, line.publicKey, line.exportedAt) = (JournalFile.format, publicKey, now.milliseconds)
    try write(line)
  }

  mutating func take(_ entry: RecordedEntry) throws {
    entries += 1
    try write(JournalFile.Line(entry))
  }

  mutating func take(_ seal: Seal) throws {
    seals += 1
    try write(JournalFile.Line(seal))
  }

  mutating func end(_ keys: SealKeys) throws {
    try flush()
    var line = JournalFile.Line(.end)
    (line.entries, line.seals) = (entries, seals)
    line.signature = Hexadecimal.text(try keys.sign(JournalFile.signed(hash.finalize())))
    try write(line)
    try flush()
    try file.synchronize()
    try file.close()
  }

  private mutating func write(_ line: JournalFile.Line) throws {
    waiting += try encoder.encode(line)
    waiting.append(UInt8(ascii: "\n"))
    if waiting.count >= Self.piece { try flush() }
  }

  private mutating func flush() throws {
    hash.update(data: waiting)
    try file.write(contentsOf: waiting)
    waiting.removeAll(keepingCapacity: true)
  }
}
