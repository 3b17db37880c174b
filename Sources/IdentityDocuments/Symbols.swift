/// A normalised number as one byte a character, so that rules can count and compare places cheaply.
struct Symbols: Equatable {
  /// Stands for every scalar outside ASCII: it is in no alphabet.
  static let foreign: UInt8 = 0xFF
  static let filler = UInt8(ascii: "<")

  var bytes: [UInt8]

  init(_ text: String) {
    bytes = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      bytes.append(scalar.isASCII ? UInt8(scalar.value) : Self.foreign)
    }
  }

  var count: Int { bytes.count }

  subscript(place: Int) -> UInt8 { bytes[place] }
  subscript(places: Range<Int>) -> ArraySlice<UInt8> { bytes[places] }

  func text(_ places: Range<Int>) -> String {
    String(decoding: bytes[places], as: UTF8.self)
  }

  func digit(_ place: Int) -> Int {
    Int(bytes[place]) - 0x30
  }

  /// The value of some digits, or nil when one of the places holds something else.
  func integer(_ places: Range<Int>) -> Int? {
    Self.integer(bytes[places])
  }

  static func integer(_ digits: some Sequence<UInt8>) -> Int? {
    var value = 0
    for byte in digits {
      guard isDigit(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  func areDigits(_ places: Range<Int>) -> Bool {
    bytes[places].allSatisfy(Self.isDigit)
  }

  /// Whether the number has this shape: `#` a digit, `@` a letter other than I and O, `?` any letter,
  /// every other character itself.
  func matches(_ shape: String) -> Bool {
    let shape = shape.utf8
    return shape.count == count
      && zip(shape, bytes).allSatisfy { place, byte in
        switch place {
        case UInt8(ascii: "#"): Self.isDigit(byte)
        case UInt8(ascii: "@"): Self.isPlainLetter(byte)
        case UInt8(ascii: "?"): Self.isLetter(byte)
        default: place == byte
        }
      }
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  static func isLetter(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
  static func isLetterOrDigit(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

  /// A letter that cannot be taken for 1 or 0.
  static func isPlainLetter(_ byte: UInt8) -> Bool {
    isLetter(byte) && byte != UInt8(ascii: "I") && byte != UInt8(ascii: "O")
  }
}
