extension MachineReadableZone {
  /// Without fillers, whole even where it was too long for its field.
  public var documentNumber: String {
    String(decoding: numberAndCheck.symbols.filter { $0 != Symbols.filler }, as: UTF8.self)
  }

  static func examine(_ normalized: String, today: CalendarDay) -> Outcome {
    guard let zone = MachineReadableZone(normalized: normalized) else {
      let symbols = Symbols(normalized.filter { $0 != "\n" })
      return .wrongLength(symbols, alphabet: isInAlphabet)
    }
    var outcome = Outcome()
    if !zone.isWritten { outcome.note(.charset) }
    if zone.checks.contains(where: { !$0.isRight }) { outcome.note(.checkDigit) }
    zone.readHolder(into: &outcome.facts)
    zone.readBirth(into: &outcome, today: today)
    zone.readExpiry(into: &outcome, today: today)
    return outcome
  }

  /// Whether every place holds a character that may stand there: digits or fillers in dates,
  /// one of `M F X <` for the sex, the zone's alphabet elsewhere.
  var isWritten: Bool {
    let dates = bytes(layout.birth) + bytes(layout.expiry)
    return rows.allSatisfy { $0.bytes.allSatisfy(Self.isInAlphabet) }
      && dates.allSatisfy { Symbols.isDigit($0) || $0 == Symbols.filler }
      && bytes(layout.sex).allSatisfy("MFX<".utf8.contains)
  }

  private static func isInAlphabet(_ symbol: UInt8) -> Bool {
    Symbols.isLetterOrDigit(symbol) || symbol == Symbols.filler
  }

  private func readHolder(into facts: inout Facts) {
    facts.documentNumber = documentNumber.isEmpty ? nil : documentNumber
    facts.issuer = word(text(layout.issuer))
    facts.nationality = word(text(layout.nationality))
    switch text(layout.sex) {
    case "M": facts.sex = .male
    case "F": facts.sex = .female
    case "<", "X": facts.sex = .unspecified
    default: break
    }
    let names = text(layout.names)
    let surname = Self.beforeGap(names)
    facts.surname = word(surname)
    facts.givenNames = word(String(names.dropFirst(surname.count)))
  }

  /// Unknown parts of a date of birth are fillers; then there is no date, and nothing wrong with that.
  private func readBirth(into outcome: inout Outcome, today: CalendarDay) {
    guard let birth = date(layout.birth) else { return }
    let day = CalendarDay.latest(twoDigitYear: birth.year, month: birth.month, day: birth.day, notAfter: today)
    outcome.noteBirth(day, today: today)
  }

  /// The years of expiry are 2000 to 2099: cards for life say 99-12-31. A date outside the calendar has no
  /// kind of its own and counts as `charset`, digits that cannot stand there.
  private func readExpiry(into outcome: inout Outcome, today: CalendarDay) {
    guard let expiry = date(layout.expiry) else { return }
    guard let day = CalendarDay(year: 2000 + expiry.year, month: expiry.month, day: expiry.day) else {
      return outcome.note(.charset)
    }
    outcome.facts.expiryDate = day
    if day < today { outcome.note(.expired) }
  }

  private func date(_ span: MachineReadableZoneLayout.Span) -> (year: Int, month: Int, day: Int)? {
    let digits = bytes(span)
    guard let year = Symbols.integer(digits[0..<2]), let month = Symbols.integer(digits[2..<4]),
      let day = Symbols.integer(digits[4..<6])
    else { return nil }
    return (year, month, day)
  }

  /// Two fillers part the surname from the given names.
  private static func beforeGap(_ names: String) -> String {
    let symbols = Array(names.utf8)
    let gap = symbols.indices.dropLast().first { symbols[$0] == Symbols.filler && symbols[$0 + 1] == Symbols.filler }
    return String(decoding: symbols[..<(gap ?? symbols.count)], as: UTF8.self)
  }

  private func word(_ field: String) -> String? {
    let words = field.split(separator: "<").joined(separator: " ")
    return words.isEmpty ? nil : words
  }
}
