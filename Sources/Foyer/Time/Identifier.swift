import Foundation

/// Ids of everything: UUID version 7 (RFC 9562), so that they sort by the time they were made.
enum Identifier {
  static func make(at instant: Instant) -> String {
    var generator = SystemRandomNumberGenerator()
    let random = (generator.next(), generator.next())
    let time = UInt64(clamping: instant.milliseconds) & 0xffff_ffff_ffff
    let high = time << 16 | 0x7000 | (random.0 & 0x0fff)
    let low = 0x8000_0000_0000_0000 | (random.1 >> 2)
    return text(high, low)
  }

  /// The canonical lower-case form, or nil when the text is not a UUID of version 7.
  static func parse(_ text: String) -> String? {
    guard text.utf8.count == 36 else { return nil }
    for (index, byte) in text.utf8.enumerated() {
      let isRight =
        switch index {
        case 8, 13, 18, 23: byte == UInt8(ascii: "-")
        case 14: byte == UInt8(ascii: "7")
        case 19: "89abAB".utf8.contains(byte)
        default: Self.isHexadecimal(byte)
        }
      guard isRight else { return nil }
    }
    return text.lowercased()
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }

  private static func text(_ high: UInt64, _ low: UInt64) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(unsafeUninitializedCapacity: 36) { buffer in
      var position = 0
      for index in 0..<32 {
        if [8, 12, 16, 20].contains(index) {
          buffer[position] = UInt8(ascii: "-")
          position += 1
        }
        let word = index < 16 ? high : low
        buffer[position] = digits[Int(word >> UInt64(60 - index % 16 * 4) & 15)]
        position += 1
      }
      return position
    }
  }
}
