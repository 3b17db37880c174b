/// 外国人永久居留身份证. Both versions circulate.
enum ForeignPermanentResident {
  static func examine(_ symbols: Symbols, today: CalendarDay) -> Outcome {
    switch symbols.count {
    case 18: current(symbols, today: today)
    case 15: old(symbols, today: today)
    default: .wrongLength(symbols)
    }
  }

  /// GA 2102-2023, since December 2023: `9`, province of application (2), ISO 3166-1 numeric country (3),
  /// then as GB 11643-1999. The province is digits 2 and 3; reading 1 and 2 is a common mistake.
  private static func current(_ symbols: Symbols, today: CalendarDay) -> Outcome {
    guard EighteenDigitNumber.isShaped(symbols), symbols.digit(0) == 9 else { return Outcome(.charset) }
    var outcome = EighteenDigitNumber.examine(symbols, today: today)
    outcome.facts.regionCode = symbols.text(1..<3)
    outcome.facts.nationality = symbols.text(3..<6)
    if !Province.exists(symbols.integer(1..<3)) { outcome.note(.regionUnknown) }
    return outcome
  }

  /// Before December 2023: three letters of nationality, region (4), YYMMDD, sequence with the sex (1), check (1).
  ///
  /// That the last digit follows ICAO 9303's 7-3-1 rests on a single source. It is reported as `checkDigit`
  /// all the same: a finding asks for a second look at the card and turns nobody away.
  private static func old(_ symbols: Symbols, today: CalendarDay) -> Outcome {
    guard symbols.matches("???############") else { return Outcome(.charset) }
    var outcome = Outcome()
    outcome.facts.nationality = symbols.text(0..<3)
    outcome.facts.regionCode = symbols.text(3..<7)
    if !Province.exists(symbols.integer(3..<5)) { outcome.note(.regionUnknown) }
    outcome.noteBirth(birthDate(symbols, today: today), today: today)
    outcome.facts.sex = symbols.digit(13) % 2 == 1 ? .male : .female
    if CheckDigits.icao(symbols[0..<14]) != symbols[14] { outcome.note(.checkDigit) }
    return outcome
  }

  private static func birthDate(_ symbols: Symbols, today: CalendarDay) -> CalendarDay? {
    guard let year = symbols.integer(7..<9), let month = symbols.integer(9..<11), let day = symbols.integer(11..<13)
    else { return nil }
    return CalendarDay.latest(twoDigitYear: year, month: month, day: day, notAfter: today)
  }
}
