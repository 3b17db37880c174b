/// What resident, residence permit and foreign permanent resident numbers have in common:
/// six digits of origin, date of birth, sequence, check digit (GB 11643-1999).
enum EighteenDigitNumber {
  static func isShaped(_ symbols: Symbols) -> Bool {
    symbols.count == 18 && symbols.areDigits(0..<17) && isInAlphabet(symbols[17])
  }

  static func isInAlphabet(_ symbol: UInt8) -> Bool {
    Symbols.isDigit(symbol) || symbol == UInt8(ascii: "X")
  }

  /// Everything but the origin. The number must be shaped.
  static func examine(_ symbols: Symbols, today: CalendarDay) -> Outcome {
    var outcome = Outcome()
    outcome.noteBirth(birthDate(symbols), today: today)
    outcome.facts.sex = symbols.digit(16) % 2 == 1 ? .male : .female
    if CheckDigits.mod11(symbols[0..<17]) != symbols[17] { outcome.note(.checkDigit) }
    return outcome
  }

  private static func birthDate(_ symbols: Symbols) -> CalendarDay? {
    guard let year = symbols.integer(6..<10), let month = symbols.integer(10..<12), let day = symbols.integer(12..<14)
    else { return nil }
    return CalendarDay(year: year, month: month, day: day)
  }
}
