/// 香港身份證: one or two letters, six digits, check digit `0` to `9` or `A`, with or without brackets.
///
/// A one-letter number counts as if it began with a space. Specimens in print need not be sound:
/// the published Z683365(5) is not.
enum HongKongID {
  static func examine(_ symbols: Symbols, today: CalendarDay) -> Outcome {
    guard (8...9).contains(symbols.count) else { return .wrongLength(symbols) }
    let letters = letterCount(symbols)
    guard (1...2).contains(letters), symbols.bytes.allSatisfy(Symbols.isLetterOrDigit) else { return Outcome(.charset) }
    guard symbols.count == letters + 7 else { return Outcome(.length) }
    guard symbols.areDigits(letters..<letters + 6), isCheckSymbol(symbols[letters + 6]) else {
      return Outcome(.charset)
    }
    return checkSymbol(symbols, letters: letters) == symbols[letters + 6] ? Outcome() : Outcome(.checkDigit)
  }

  /// How many letters lead the number; it should be 1 or 2.
  static func letterCount(_ symbols: Symbols) -> Int {
    symbols.bytes.prefix(while: Symbols.isLetter).count
  }

  private static func isCheckSymbol(_ symbol: UInt8) -> Bool {
    Symbols.isDigit(symbol) || symbol == UInt8(ascii: "A")
  }

  private static func checkSymbol(_ symbols: Symbols, letters: Int) -> UInt8 {
    let padding = letters == 1 ? [36] : []
    let values = padding + symbols[0..<letters + 6].map(value)
    let sum = zip(values, stride(from: 9, through: 2, by: -1)).reduce(0) { $0 + $1.0 * $1.1 }
    let check = (11 - sum % 11) % 11
    return check == 10 ? UInt8(ascii: "A") : UInt8(0x30 + check)
  }

  private static func value(_ symbol: UInt8) -> Int {
    Symbols.isDigit(symbol) ? Int(symbol) - 0x30 : Int(symbol) - 0x41 + 10
  }
}
