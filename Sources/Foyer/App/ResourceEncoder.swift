/// Writes a resource as JSON, its Swift names in snake_case, straight into bytes.
///
/// Foundation's encoder builds a tree first and converts each name anew: 36 µs of the 430 µs that a check-in took.
/// Resources are plain structs; what only hand-written encodings need (nested containers) is refused.
struct ResourceEncoder {
  static func encode(_ value: some Encodable) throws -> [UInt8] {
    let sink = Sink()
    sink.bytes.reserveCapacity(1024)
    try sink.append(value)
    return sink.bytes
  }

  fileprivate final class Sink {
    /// Used by one encoding at a time, which never reads while it writes: checking that took a tenth of it.
    @exclusivity(unchecked) var bytes: [UInt8] = []

    func append(_ value: some Encodable) throws {
      switch value {
      case let text as String: append(text)
      case let flag as Bool: append(literal: flag ? "true" : "false")
      case let number as Int: append(literal: String(number))
      default:
        let node = Node(sink: self)
        try value.encode(to: node)
        if let end = node.end { bytes.append(end) }
      }
    }

    func append(literal: String) { bytes.append(contentsOf: literal.utf8) }

    func append(_ text: String) {
      bytes.append(UInt8(ascii: "\""))
      if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
        bytes.append(contentsOf: text.utf8)
      } else {
        appendEscaped(text)
      }
      bytes.append(UInt8(ascii: "\""))
    }

    private func appendEscaped(_ text: String) {
      for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case 0x0A: append(literal: "\\n")
        case 0x0D: append(literal: "\\r")
        case 0x09: append(literal: "\\t")
        case 0..<0x20: append(literal: "\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
        default: bytes.append(byte)
        }
      }
    }

    /// `arrivedAt` as `"arrived_at":`. Keys of a dictionary are the product's own words and have no capitals.
    func append(key: String) {
      bytes.append(UInt8(ascii: "\""))
      for byte in key.utf8 {
        if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) {
          bytes.append(UInt8(ascii: "_"))
          bytes.append(byte | 0x20)
        } else {
          bytes.append(byte)
        }
      }
      bytes.append(UInt8(ascii: "\""))
      bytes.append(UInt8(ascii: ":"))
    }
  }

  /// One value on its way; it is closed by whoever asked for it.
  fileprivate final class Node: Encoder {
    let sink: Sink
    var end: UInt8?
    var count = 0
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    init(sink: Sink) { self.sink = sink }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
      open("{", until: "}")
      return KeyedEncodingContainer(Members(node: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
      open("[", until: "]")
      return Elements(node: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { Single(node: self) }

    private func open(_ begin: Unicode.Scalar, until end: Unicode.Scalar) {
      sink.bytes.append(UInt8(ascii: begin))
      self.end = UInt8(ascii: end)
    }

    func separate() {
      if count > 0 { sink.bytes.append(UInt8(ascii: ",")) }
      count += 1
    }
  }

  private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: Node
    var codingPath: [any CodingKey] { [] }

    func encode(_ value: some Encodable, forKey key: Key) throws {
      begin(key)
      try node.sink.append(value)
    }

    func encode(_ text: String, forKey key: Key) {
      begin(key)
      node.sink.append(text)
    }

    func encode(_ number: Int, forKey key: Key) {
      begin(key)
      node.sink.append(literal: String(number))
    }

    func encode(_ flag: Bool, forKey key: Key) {
      begin(key)
      node.sink.append(literal: flag ? "true" : "false")
    }

    func encodeNil(forKey key: Key) {
      begin(key)
      node.sink.append(literal: "null")
    }

    private func begin(_ key: Key) {
      node.separate()
      node.sink.append(key: key.stringValue)
    }

    func nestedContainer<Inner: CodingKey>(keyedBy: Inner.Type, forKey key: Key) -> KeyedEncodingContainer<Inner> {
      preconditionFailure("resources are plain structs")
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
      preconditionFailure("resources are plain structs")
    }

    func superEncoder() -> any Encoder { preconditionFailure("resources are plain structs") }
    func superEncoder(forKey key: Key) -> any Encoder { preconditionFailure("resources are plain structs") }
  }

  private struct Elements: UnkeyedEncodingContainer {
    let node: Node
    var codingPath: [any CodingKey] { [] }
    var count: Int { node.count }

    func encode(_ value: some Encodable) throws {
      node.separate()
      try node.sink.append(value)
    }

    func encodeNil() {
      node.separate()
      node.sink.append(literal: "null")
    }

    func nestedContainer<Inner: CodingKey>(keyedBy: Inner.Type) -> KeyedEncodingContainer<Inner> {
      preconditionFailure("resources are plain structs")
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { preconditionFailure("resources are plain structs") }
    func superEncoder() -> any Encoder { preconditionFailure("resources are plain structs") }
  }

  private struct Single: SingleValueEncodingContainer {
    let node: Node
    var codingPath: [any CodingKey] { [] }

    func encodeNil() { node.sink.append(literal: "null") }
    func encode(_ text: String) { node.sink.append(text) }

    func encode(_ value: some Encodable) throws {
      switch value {
      case let number as Double where number == number.rounded() && abs(number) < 1e15:
        node.sink.append(literal: String(Int(number)))
      case let number as Double: node.sink.append(literal: number.isFinite ? "\(number)" : "null")
      case let number as any BinaryInteger: node.sink.append(literal: "\(number)")
      default: try node.sink.append(value)
      }
    }
  }
}
