import Foundation

/// What was sent, from an HTML form or as JSON, as flat dotted paths: `{"visitor": {"name": "…"}}` and a field
/// called `visitor.name` are the same. One reading serves both faces of a resource.
public struct Form: Sendable {
  public enum Entry: Sendable, Equatable {
    case text(String)
    case number(Double)
    case flag(Bool)
    case null
    case list([Entry])
    case upload(Upload)
  }

  /// A file that came with a multipart form.
  public struct Upload: Sendable, Equatable {
    public let name: String
    public let bytes: [UInt8]
  }

  /// Deeper nesting than any form of ours is an attack on the stack, not a request.
  private static let depthLimit = 8

  public private(set) var entries: [String: Entry]
  /// A browser's form knows only text: `"1"` may then stand for a number, and nothing at all for "not chosen".
  public let isTyped: Bool

  public init(entries: [String: Entry], isTyped: Bool) {
    self.entries = entries
    self.isTyped = isTyped
  }

  public static let empty = Form(entries: [:], isTyped: false)

  /// The bytes were not of the form that their type claims.
  public struct Malformed: Error {}

  public init(json bytes: Data) throws {
    guard let object = try? JSONSerialization.jsonObject(with: bytes) as? [String: Any] else { throw Malformed() }
    entries = [:]
    isTyped = true
    try flatten(object, under: "", depth: 0)
  }

  public init(urlEncoded text: String) throws {
    entries = [:]
    isTyped = false
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decoded(parts[0]), let value = Self.decoded(parts.count > 1 ? parts[1] : "") else {
        throw Malformed()
      }
      add(.text(value), at: name)
    }
  }

  public subscript(path: String) -> Entry? { entries[path] }

  /// What was typed, for showing it again.
  public func typed(_ path: String) -> String {
    switch entries[path] {
    case .text(let text): text
    case .number(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    case .flag(let flag): flag ? "true" : "false"
    default: ""
    }
  }

  /// Every field but `leftOut` with its value, in the order of their names: equal for equal content.
  public func canonical(without leftOut: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for path in entries.keys.sorted() where path != leftOut {
      bytes += path.utf8
      entries[path]?.append(to: &bytes)
    }
    return bytes
  }

  public mutating func set(_ path: String, _ text: String) { entries[path] = .text(text) }

  /// A repeated name becomes a list, in the order sent.
  mutating func add(_ entry: Entry, at name: String) {
    switch entries[name] {
    case nil: entries[name] = entry
    case .list(let list): entries[name] = .list(list + [entry])
    case let first?: entries[name] = .list([first, entry])
    }
  }

  private static func decoded(_ part: Substring) -> String? {
    if !part.contains(where: { $0 == "%" || $0 == "+" }) { return String(part) }
    return part.replacing("+", with: " ").removingPercentEncoding
  }

  private mutating func flatten(_ object: [String: Any], under prefix: String, depth: Int) throws {
    guard depth < Self.depthLimit else { throw Malformed() }
    for (name, value) in object {
      let path = prefix.isEmpty ? name : prefix + "." + name
      if let nested = value as? [String: Any] {
        try flatten(nested, under: path, depth: depth + 1)
        if entries[path] == nil { entries[path] = .list([]) }
      } else {
        entries[path] = Self.entry(value)
      }
    }
  }

  private static func entry(_ value: Any) -> Entry {
    switch value {
    case let text as String: .text(text)
    case is NSNull: .null
    // A JSON boolean arrives as a number of C's type `bool`.
    case let number as NSNumber:
      ["c", "B"].contains(String(cString: number.objCType))
        ? .flag(number.boolValue) : .number(number.doubleValue)
    case let list as [Any]: .list(list.map(entry))
    default: .list([])
    }
  }
}

extension Form.Entry {
  /// Its kind, its length where that varies, and its value: no two entries have the same bytes.
  fileprivate func append(to bytes: inout [UInt8]) {
    switch self {
    case .text(let text):
      bytes += "=t".utf8
      bytes += String(text.utf8.count).utf8
      bytes += ":".utf8
      bytes += text.utf8
    case .number(let number): bytes += "=n\(number);".utf8
    case .flag(let flag): bytes += (flag ? "=f1" : "=f0").utf8
    case .null: bytes += "=-".utf8
    case .list(let list):
      bytes += "=l\(list.count):".utf8
      for entry in list { entry.append(to: &bytes) }
    case .upload(let upload):
      bytes += "=u\(upload.name.utf8.count):\(upload.name)\(upload.bytes.count):".utf8 + upload.bytes
    }
  }
}
