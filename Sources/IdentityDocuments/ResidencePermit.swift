/// 港澳台居民居住证: the algorithm of GB 11643-1999 under 810000 (Hong Kong), 820000 (Macao), 830000 (Taiwan).
enum ResidencePermit {
  static func examine(_ symbols: Symbols, today: CalendarDay) -> Outcome {
    guard symbols.count == 18 else {
      return .wrongLength(symbols, alphabet: EighteenDigitNumber.isInAlphabet)
    }
    guard EighteenDigitNumber.isShaped(symbols) else { return Outcome(.charset) }
    var outcome = EighteenDigitNumber.examine(symbols, today: today)
    outcome.facts.regionCode = symbols.text(0..<6)
    let province = symbols.integer(0..<2) ?? 0
    if !(81...83).contains(province) { outcome.note(.regionUnknown) }
    return outcome
  }
}
