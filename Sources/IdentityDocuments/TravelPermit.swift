/// Permits for travel between the mainland, Hong Kong, Macao and Taiwan. None carries a check digit.
enum TravelPermit {
  /// 回乡证 `H`/`M` + 8 digits for life, and on older cards + 2 digits counting re-issues;
  /// 往来港澳通行证 `C` + 8 digits or `C` + letter + 7, in older books `W` + 8.
  private static let hongKongMacao = [
    "H########", "M########", "H##########", "M##########", "C########", "C@#######", "W########",
  ]

  /// 台胞证 8 digits, in the old booklet 10 with a letter in brackets that people leave out;
  /// 大陆居民往来台湾通行证 `L`, before that `T`, + 8 digits.
  private static let taiwan = ["########", "##########", "##########?", "L########", "T########"]

  static func examineHongKongMacao(_ symbols: Symbols, today: CalendarDay) -> Outcome {
    var outcome = examine(symbols, shapes: hongKongMacao)
    guard outcome.isSound else { return outcome }
    switch symbols[0] {
    case UInt8(ascii: "H"): outcome.facts.regionCode = "81"
    case UInt8(ascii: "M"): outcome.facts.regionCode = "82"
    default: break
    }
    return outcome
  }

  static func examineTaiwan(_ symbols: Symbols, today: CalendarDay) -> Outcome {
    examine(symbols, shapes: taiwan)
  }

  private static func examine(_ symbols: Symbols, shapes: [String]) -> Outcome {
    if shapes.contains(where: symbols.matches) { return Outcome() }
    let isKnownLength = shapes.contains { $0.utf8.count == symbols.count }
    return isKnownLength ? Outcome(.charset) : .wrongLength(symbols)
  }
}
