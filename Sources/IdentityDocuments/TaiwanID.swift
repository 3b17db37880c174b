/// Taiwan's numbers, ten characters under one check: 國民身分證 (`A1…`, `A2…`), the resident number since
/// 2 January 2021 (`A8…`, `A9…`) and the old one (`AA…` to `AD…`, invalid from 1 January 2031).
enum TaiwanID {
  private static let oldNumbersEnd = CalendarDay(year: 2031, month: 1, day: 1)
  private static let weights = [8, 7, 6, 5, 4, 3, 2, 1, 1]
  /// The value of each letter from A to Z. Not in order: I, O, W and Z came later.
  private static let letterValues = [
    10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33,
  ]

  static func examine(_ symbols: Symbols, today: CalendarDay) -> Outcome {
    guard symbols.count == 10 else { return .wrongLength(symbols) }
    guard Symbols.isLetter(symbols[0]), symbols.areDigits(2..<10), let second = second(symbols[1]) else {
      return Outcome(.charset)
    }
    var outcome = Outcome()
    outcome.facts.sex = second.sex
    if sum(symbols, second: second.digit) % 10 != 0 { outcome.note(.checkDigit) }
    if Symbols.isLetter(symbols[1]), let end = oldNumbersEnd, today >= end { outcome.note(.expired) }
    return outcome
  }

  /// The second character tells kind and sex; an old resident's letter counts as the last digit of its value.
  private static func second(_ symbol: UInt8) -> (digit: Int, sex: Sex)? {
    switch symbol {
    case UInt8(ascii: "1"), UInt8(ascii: "8"): (Int(symbol) - 0x30, .male)
    case UInt8(ascii: "2"), UInt8(ascii: "9"): (Int(symbol) - 0x30, .female)
    case UInt8(ascii: "A"), UInt8(ascii: "C"): (Int(symbol) - 0x41, .male)
    case UInt8(ascii: "B"), UInt8(ascii: "D"): (Int(symbol) - 0x41, .female)
    default: nil
    }
  }

  private static func sum(_ symbols: Symbols, second: Int) -> Int {
    let letter = letterValues[Int(symbols[0]) - 0x41]
    let digits = [second] + (2..<10).map(symbols.digit)
    return letter / 10 + letter % 10 * 9 + zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
