import Foundation

/// Heads of the record, noted in a file that can lie on another machine's disk: a line of JSON for each.
///
/// What is in it cannot be cut off or rewritten unseen even by who has the keys.
struct AnchorFile: Sendable {
  let url: URL

  /// Appends and waits until it is on disk.
  func append(_ anchors: [Anchor]) throws {
    guard !anchors.isEmpty else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var lines = try anchors.reduce(into: Data()) { $0 += try encoder.encode($1) + [UInt8(ascii: "\n")] }
    if !FileManager.default.fileExists(atPath: url.path) {
      _ = FileManager.default.createFile(atPath: url.path, contents: nil, attributes: [.posixPermissions: 0o600])
    }
    let file = try FileHandle(forUpdating: url)
    defer { try? file.close() }
    // A line that a power cut left unfinished is ended first, so that it spoils no other.
    let end = try file.seekToEnd()
    if end > 0 {
      try file.seek(toOffset: end - 1)
      if try file.read(upToCount: 1) != Data("\n".utf8) { lines = Data("\n".utf8) + lines }
    }
    try file.write(contentsOf: lines)
    try file.synchronize()
  }

  /// Every anchor, by estate; lines that are none are counted.
  func read() throws -> (anchors: [String: [Anchor]], unreadable: Int) {
    let decoder = JSONDecoder()
    var (anchors, unreadable) = ([String: [Anchor]](), 0)
    for line in try LineReader(url) {
      guard !line.isEmpty else { continue }
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
    return buffer[position...]
  }
}
