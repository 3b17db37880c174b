import Database
import Foundation

/// What `foyer journal` asks of an installation, or of a file alone.
extension Installation {
  var keyFolder: URL { folder.appendingPathComponent("keys") }

  /// Where heads are noted outside the database: a file that was named, or one in the data folder.
  func anchorFile(_ path: String?) -> AnchorFile {
    guard let path else {
      let own = Doctor(folder: folder).anchors
      return AnchorFile(url: own, isThinned: own.deletingLastPathComponent().path == folder.path)
    }
    return AnchorFile(url: URL(filePath: path))
  }

  func sealer(anchors: String? = nil) throws -> Sealer {
    Sealer(
      database: database, keys: try SealKeys.load(in: keyFolder), anchors: anchorFile(anchors), clock: clock)
  }

  /// Seals what the command has written, so that nothing waits for the desk to start.
  public func sealRecord(anchors: String? = nil) async throws {
    let sealer = try sealer(anchors: anchors)
    try await sealer.sealAll()
    try sealer.anchor(everything: true)
  }

  /// The public half of the key that signs, in hexadecimal digits.
  public func recordKey() throws -> String { try SealKeys.load(in: keyFolder).publicKey }

  /// Notes every estate's last seal in the anchor file.
  public func anchorRecord(anchors: String?) async throws -> Int {
    try await sealRecord(anchors: anchors)
    let seals = try await database.read { snapshot in
      try snapshot.recordedEstates().compactMap { try snapshot.lastSeal(of: $0) }
    }
    try anchorFile(anchors).append(seals.map(Anchor.init))
    return seals.count
  }

  public func verifyRecord(anchors path: String?) async throws -> RecordVerdict {
    let file = anchorFile(path)
    let (anchors, unreadable) = try Self.anchors(in: file, isNamed: path != nil)
    let judge = try SealKeys.load(in: keyFolder).judge
    var report = try await RecordCheck(database: database, judge: judge, anchors: anchors).whole()
    if unreadable > 0 { report.add(.anchor, "\(unreadable) lines of \(file.url.path) cannot be read") }
    return RecordVerdict(
      report, anchors: anchors.values.reduce(0) { $0 + $1.count },
      publicKey: judge.publicDigits)
  }

  public func exportRecord(to path: String, estate: String?) async throws -> (entries: Int, seals: Int) {
    if let estate, try await database.read({ try $0.estate(estate) }) == nil { throw CommandRefusal("estate", estate) }
    try await sealRecord()
    let export = JournalExport(database: database, keys: try SealKeys.load(in: keyFolder), now: clock.now())
    let summary = try await export.write(to: URL(filePath: path), estate: estate)
    return (summary.entries, summary.seals)
  }

  static func anchors(in file: AnchorFile, isNamed: Bool) throws -> (anchors: [String: [Anchor]], unreadable: Int) {
    guard FileManager.default.fileExists(atPath: file.url.path) else {
      guard !isNamed else { throw CommandRefusal("anchors", file.url.path, "cannot be read") }
      return ([:], 0)
    }
    return try file.read()
  }
}

/// What `foyer journal verify` says.
public struct RecordVerdict: Sendable, Encodable {
  public struct Problem: Sendable, Encodable {
    public let kind: String
    public let estate: String?
    public let seq: Int?
    public let says: String
  }

  public let ok: Bool
  public let entries: Int
  /// Entries that wait for their seal.
  public let unsealed: Int
  /// Anchors that were looked for.
  public let anchors: Int
  public let head: String
  public let publicKey: String
  public let problems: [Problem]

  init(_ report: RecordReport, anchors: Int, publicKey: String) {
    self.anchors = anchors
    ok = report.problems.isEmpty
    entries = report.entries
    unsealed = report.unsealed
    head = Hexadecimal.text(report.head)
    self.publicKey = publicKey
    problems = report.problems.map {
      Problem(kind: $0.kind.rawValue, estate: $0.estate, seq: $0.seq, says: $0.says)
    }
  }

  /// Verifies an exported file alone.
  ///
  /// - Parameters:
  ///   - key: the public key, in digits, as it was handed out elsewhere than in the file.
  ///   - data: the installation's folder, whose keys are used when they are there.
  public static func of(file: String, key: String?, anchors: String?, data: String) throws -> RecordVerdict {
    let folder = URL(filePath: data)
    let own = try? SealKeys.read(in: folder.appendingPathComponent("keys")).judge
    let known = try anchors.map { path in
      try Installation.anchors(in: AnchorFile(url: URL(filePath: path)), isNamed: true).anchors
    }
    guard FileManager.default.isReadableFile(atPath: file) else { throw CommandRefusal("file", file, "cannot be read") }
    let check = try JournalFileCheck.check(
      URL(filePath: file), trust: .init(own: own, publicKey: key?.lowercased()), anchors: known ?? [:])
    return RecordVerdict(
      check.report, anchors: known?.values.reduce(0) { $0 + $1.count } ?? 0, publicKey: check.publicKey)
  }

  private enum CodingKeys: String, CodingKey {
    case ok, entries, unsealed, anchors, head, problems
    case publicKey = "public_key"
  }
}
