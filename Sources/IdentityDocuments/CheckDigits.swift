/// The check digit systems that several documents share.
enum CheckDigits {
  private static let weights11 = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  private static let symbols11 = Array("10X98765432".utf8)
  private static let weights731 = [7, 3, 1]

  /// ISO 7064:1983 MOD 11-2 over 17 digits, as GB 11643-1999 uses it: `0` to `9` or `X`.
  static func mod11(_ digits: some Sequence<UInt8>) -> UInt8 {
    let sum = zip(digits, weights11).reduce(0) { sum, pair in sum + (Int(pair.0) - 0x30) * pair.1 }
    return symbols11[sum % 11]
  }

  /// ICAO 9303-3, 4.9: weights 7 3 1, letters from A = 10, filler 0. Nil for a symbol outside the zone's alphabet.
  static func icao(_ symbols: some Sequence<UInt8>) -> UInt8? {
    var sum = 0
    for (place, symbol) in symbols.enumerated() {
      guard let value = icaoValue(symbol) else { return nil }
      sum += value * weights731[place % 3]
    }
    return UInt8(0x30 + sum % 10)
  }

  private static func icaoValue(_ symbol: UInt8) -> Int? {
    if Symbols.isDigit(symbol) { return Int(symbol) - 0x30 }
    if Symbols.isLetter(symbol) { return Int(symbol) - 0x41 + 10 }
    return symbol == Symbols.filler ? 0 : nil
  }
}
