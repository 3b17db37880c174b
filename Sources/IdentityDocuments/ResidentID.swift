/// 居民身份证: GB 11643-1999 (18 digits) and GB 11643-1989 (15 digits). Driving licences bear the same number.
enum ResidentID {
  static func examine(_ symbols: Symbols, today: CalendarDay) -> Outcome {
    switch symbols.count {
    case 18: current(symbols, today: today)
    case 15: legacy(symbols, today: today)
    default: .wrongLength(symbols, alphabet: EighteenDigitNumber.isInAlphabet)
    }
  }

  private static func current(_ symbols: Symbols, today: CalendarDay) -> Outcome {
    guard EighteenDigitNumber.isShaped(symbols) else { return Outcome(.charset) }
    var outcome = EighteenDigitNumber.examine(symbols, today: today)
    outcome.noteRegion(symbols)
    return outcome
  }

  /// First-generation numbers carry no check digit, and their cards ended on 1 January 2013.
  private static func legacy(_ symbols: Symbols, today: CalendarDay) -> Outcome {
    guard symbols.areDigits(0..<15) else { return Outcome(.charset) }
    let upgraded = upgrade(symbols)
    var outcome = EighteenDigitNumber.examine(upgraded, today: today)
    outcome.noteRegion(upgraded)
    outcome.note(.legacy15Digit)
    if outcome.facts.birthDate != nil {
      outcome.facts.upgradedNumber = upgraded.text(0..<18)
    }
    return outcome
  }

  /// Puts in the century and adds the check digit. Sequences 996 to 999 marked people born in the 18-hundreds.
  private static func upgrade(_ symbols: Symbols) -> Symbols {
    let isCentenarian = symbols[12..<14] == [0x39, 0x39] && symbols.digit(14) >= 6
    var upgraded = symbols
    upgraded.bytes.insert(contentsOf: (isCentenarian ? "18" : "19").utf8, at: 6)
    upgraded.bytes.append(CheckDigits.mod11(upgraded.bytes))
    return upgraded
  }
}

extension Outcome {
  fileprivate mutating func noteRegion(_ symbols: Symbols) {
    facts.regionCode = symbols.text(0..<6)
    if !Province.exists(symbols.integer(0..<2)) { note(.regionUnknown) }
  }
}
