import Foundation

/// Turns the many ways to write a number into one.
enum Normalization {
  /// In UTF-8 bytes; five times the longest machine-readable zone. What is longer is cut before anything
  /// else looks at it, so that ten megabytes cost no more than a line.
  static let longest = 512

  static func isTooLong(_ text: String) -> Bool {
    text.utf8.count > longest
  }

  /// The text without blanks, invisible characters and separators, in half-width capitals.
  static func compact(_ text: String, as type: DocumentType) -> String {
    let rules = Rules(type)
    let bytes = text.utf8.prefix(longest + 1)
    if bytes.count <= longest, bytes.allSatisfy({ $0 < 0x80 }) {
      return compactASCII(bytes, rules: rules)
    }
    var compacted = String.UnicodeScalarView()
    for scalar in compatible(text).unicodeScalars {
      let scalar = rules.readsCross && crosses.contains(scalar) ? "X" : scalar
      if !isBlank(scalar), !rules.drops(scalar) { compacted.append(uppercased(scalar)) }
    }
    return String(compacted)
  }

  /// NFKC, which makes `１２３` and `Ⅹ` plain. Bounded, so the result is too, as NFKC grows at most 18-fold.
  static func compatible(_ text: String) -> String {
    let bounded = String(text.unicodeScalars.prefix(longest))
    return bounded.utf8.allSatisfy { $0 < 0x80 } ? bounded : bounded.precomposedStringWithCompatibilityMapping
  }

  /// White space and what cannot be seen: zero-width marks, byte order mark, soft hyphen, direction marks.
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isBlank(UInt8(scalar.value)) }
    return scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
      || scalar.properties.isVariationSelector
  }

  static func isDash(_ scalar: Unicode.Scalar) -> Bool {
    // The last one is the long-vowel mark that Chinese input methods offer for a dash.
    scalar.properties.isDash || scalar == "\u{30FC}"
  }

  static func uppercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.isASCII ? Unicode.Scalar(uppercased(UInt8(scalar.value))) : scalar
  }

  /// What people type for the X of a check digit besides `x`: the multiplication sign, Cyrillic and Greek
  /// letters. Full-width `Ｘ` and Roman `Ⅹ` are already plain after NFKC.
  private static let crosses: Set<Unicode.Scalar> = ["×", "\u{0425}", "\u{0445}", "\u{03A7}", "\u{03C7}"]

  private static func compactASCII(_ bytes: Substring.UTF8View, rules: Rules) -> String {
    var compacted: [UInt8] = []
    compacted.reserveCapacity(bytes.count)
    for byte in bytes where !isBlank(byte) && !rules.drops(byte) {
      compacted.append(uppercased(byte))
    }
    return String(decoding: compacted, as: UTF8.self)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func uppercased(_ byte: UInt8) -> UInt8 {
    byte &- 0x61 < 26 ? byte - 0x20 : byte
  }
}

/// Which characters are mere spelling in the numbers of a type.
private struct Rules {
  private let separators: Set<Unicode.Scalar>
  private let dropsDashes: Bool
  let readsCross: Bool

  init(_ type: DocumentType) {
    switch type {
    case .residentID, .residencePermit, .foreignPermanentResident, .drivingLicence:
      (separators, dropsDashes, readsCross) = (Self.textMarks, true, true)
    case .hkid, .taiwanID, .mainlandPermitHKMacao, .mainlandPermitTaiwan, .passport:
      (separators, dropsDashes, readsCross) = (Self.brackets, true, false)
    case .mrz, .military, .other:
      (separators, dropsDashes, readsCross) = ([], false, false)
    }
  }

  func drops(_ byte: UInt8) -> Bool {
    // Letters and digits are nearly all there is; they need no look into a set.
    if Symbols.isLetterOrDigit(byte) { return false }
    return byte == 0x2D ? dropsDashes : separators.contains(Unicode.Scalar(byte))
  }

  func drops(_ scalar: Unicode.Scalar) -> Bool {
    separators.contains(scalar) || (dropsDashes && Normalization.isDash(scalar))
  }

  /// Spreadsheets put an apostrophe before digits that are to stay text.
  private static let textMarks: Set<Unicode.Scalar> = ["'", "\u{2019}"]
  private static let brackets = textMarks.union(["(", ")", "[", "]", "\u{3010}", "\u{3011}", ".", "·"])
}
