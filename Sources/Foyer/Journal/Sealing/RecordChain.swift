import Crypto

/// The chain of one estate's entries: each head stands for every entry up to it, in their order.
struct RecordChain: Sendable, Equatable {
  private(set) var head: [UInt8]

  init(estate: String) {
    head = Array(SHA256.hash(data: Array("foyer journal 1\n\(estate)".utf8)))
  }

  /// Goes on from a head that a seal states.
  init(head: [UInt8]) {
    self.head = head
  }

  mutating func append(_ digest: SHA256.Digest) {
    head.append(contentsOf: digest)
    head = Array(SHA256.hash(data: head))
  }

  mutating func append(_ entry: RecordedEntry) { append(entry.digest) }

  /// What people compare: the first twelve digits of a head, in groups.
  static func fingerprint(of head: [UInt8]) -> String {
    let digits = Hexadecimal.text(head.prefix(6))
    return stride(from: 0, to: digits.count, by: 4).map { String(digits.dropFirst($0).prefix(4)) }
      .joined(separator: " ")
  }

  /// One head for several estates: SHA-256 over a line `estate seq head` for each, in the order of their ids.
  static func head(of estates: some Sequence<(estate: String, seq: Int, head: [UInt8])>) -> [UInt8] {
    let lines = estates.sorted { $0.estate < $1.estate }
      .map { "\($0.estate) \($0.seq) \(Hexadecimal.text($0.head))\n" }
    return Array(SHA256.hash(data: Array(lines.joined().utf8)))
  }
}

extension Hexadecimal {
  /// Nil when the text is not whole bytes in lower-case digits.
  static func bytes(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count / 2)
    var high: UInt8?
    for digit in text.utf8 {
      guard let value = value(digit) else { return nil }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return high == nil ? bytes : nil
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
