/// Passport numbers keyed by hand. The check digit is only in the machine-readable zone.
///
/// Every state numbers as it likes, so anything of 5 to 20 letters and digits passes.
enum Passport {
  /// PRC ordinary passports (`E` + 8 digits, since April 2017 `E` + letter + 7) and official ones
  /// (`SE`, `DE`, `PE`). Other Chinese forms, such as `G` or `K` + 8, are shared with foreign passports
  /// and say nothing.
  private static let mainland = ["E########", "E@#######", "SE#######", "DE#######", "PE#######"]

  static func examine(_ symbols: Symbols, today: CalendarDay) -> Outcome {
    guard (5...20).contains(symbols.count) else { return .wrongLength(symbols) }
    guard symbols.bytes.allSatisfy(Symbols.isLetterOrDigit) else { return Outcome(.charset) }
    var outcome = Outcome()
    if mainland.contains(where: symbols.matches) { outcome.facts.issuer = "CHN" }
    return outcome
  }
}
