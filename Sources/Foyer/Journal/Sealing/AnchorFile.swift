import Foundation

/// Heads of the record, noted in a file that can lie on another machine's disk: a line of JSON for each.
///
/// What is in it cannot be cut off or rewritten unseen even by who has the keys.
struct AnchorFile: Sendable {
  let url: URL
  /// It lies beside the store and nobody else keeps what is in it: then old anchors are thinned out. A file that was
  /// named is another's, and every anchor that was sent there stays.
  var isThinned = false

  /// After so many days one anchor a day is enough: what it covers, those before it covered too.
  private static let days = 30

  /// Appends and waits until it is on disk.
  func append(_ anchors: [Anchor]) throws {
    guard !anchors.isEmpty else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let lines = try anchors.reduce(into: Data()) { $0 += try encoder.encode($1) + [UInt8(ascii: "\n")] }
    try alone { file in
      try file.seek(toOffset: Self.endOfLines(in: file))
      try file.write(contentsOf: lines)
      try file.truncate(atOffset: file.offset())
      try file.synchronize()
    }
  }

  /// Keeps of the anchors that are older than a month the last of each day and estate. Answers how many went.
  @discardableResult
  func thin(at now: Instant) throws -> Int {
    guard isThinned, FileManager.default.fileExists(atPath: url.path) else { return 0 }
    let limit = now.advanced(days: -Self.days).milliseconds
    return try alone { _ in
      var (kept, went) = ([Data](), 0)
      // From the end, so that the first of a day that is met is its last. What is no anchor stays to be looked at.
      var days: Set<[String]> = []
      for line in Array(try LineReader(url)).reversed() where !line.isEmpty {
        if let anchor = try? JSONDecoder().decode(Anchor.self, from: line), anchor.sealedAt < limit,
          !days.insert([anchor.estate, String(anchor.sealedAt / 86_400_000)]).inserted
        {
          went += 1
        } else {
          kept.append(line)
        }
      }
      guard went > 0 else { return 0 }
      let draft = try DraftFile(beside: url)
      defer { draft.remove() }
      try kept.reversed().reduce(into: Data()) { $0 += $1 + [UInt8(ascii: "\n")] }.write(to: draft.url)
      try draft.publish(as: url)
      return went
    }
  }

  /// With the file that has the name now and that nobody else changes meanwhile: a command may note an anchor too.
  private func alone<T>(_ work: (FileHandle) throws -> T) throws -> T {
    while true {
      let descriptor = open(url.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw CommandRefusal("anchors", url.path, "cannot be written") }
      let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      defer { try? file.close() }
      // Where files cannot be locked, two that write at once are as safe as lines appended can be.
      _ = flock(descriptor, LOCK_EX)
      // Another file has taken the name meanwhile: Linux says so of the one that is open.
      let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")
      if own?.hasSuffix(" (deleted)") == true { continue }
      return try work(file)
    }
  }

  /// Where the last whole line ends. What stands behind it a power cut left unfinished, and nobody was told of it.
  private static func endOfLines(in file: FileHandle) throws -> UInt64 {
    let end = try file.seekToEnd()
    // Far more than the longest line.
    let begin = end - min(end, 1 << 16)
    try file.seek(toOffset: begin)
    let tail = try file.read(upToCount: 1 << 16) ?? Data()
    guard let last = tail.lastIndex(of: UInt8(ascii: "\n")) else {
      // Of a file that is not ours nothing is cut off.
      return begin == 0 && tail.first == UInt8(ascii: "{") ? 0 : end
    }
    return begin + UInt64(tail.distance(from: tail.startIndex, to: last)) + 1
  }

  /// Every anchor, by estate; lines that are none are counted.
  func read() throws -> (anchors: [String: [Anchor]], unreadable: Int) {
    let decoder = JSONDecoder()
    var (anchors, unreadable) = ([String: [Anchor]](), 0)
    var lines = try LineReader(url)
    while let line = lines.next() {
      guard !line.isEmpty, !lines.isUnfinished else { continue }
      if let anchor = try? decoder.decode(Anchor.self, from: line) {
        anchors[anchor.estate, default: []].append(anchor)
      } else {
        unreadable += 1
      }
    }
    return (anchors, unreadable)
  }
}

/// The lines of a file, read piece by piece.
struct LineReader: Sequence, IteratorProtocol {
  private static let piece = 1 << 18

  private let file: FileHandle
  private var buffer = Data()
  private var position = 0
  private var atEnd = false
  /// The line that was read last has no line break.
  private(set) var isUnfinished = false

  init(_ url: URL) throws {
    file = try FileHandle(forReadingFrom: url)
  }

  /// Without its line break.
  mutating func next() -> Data? {
    var searched = position
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { position = end + 1 }
        return buffer[position..<end]
      }
      if atEnd { return rest() }
      let open = buffer.count - position
      buffer = Data(buffer[position...])
      (position, searched) = (0, open)
      if let more = try? file.read(upToCount: Self.piece), !more.isEmpty {
        buffer += more
      } else {
        atEnd = true
      }
    }
  }

  private mutating func rest() -> Data? {
    guard position < buffer.count else { return nil }
    defer { position = buffer.count }
    isUnfinished = true
    return buffer[position...]
  }
}
