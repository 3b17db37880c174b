/// What may be seen of a number by those who need not know it. Lengths stay, so that columns line up.
enum Masking {
  /// 18 and 15 characters: the first three and the last four. Six would already tell the home county.
  static func identity(_ number: String) -> String {
    let symbols = Array(number)
    guard symbols.count == 18 || symbols.count == 15 else { return tail(number) }
    return covered(symbols, head: 3, tail: 4)
  }

  /// The first character, from ten on two, and the last three.
  static func passport(_ number: String) -> String {
    let symbols = Array(number)
    guard symbols.count >= 8 else { return tail(number) }
    return covered(symbols, head: symbols.count >= 10 ? 2 : 1, tail: 3)
  }

  /// `A123***(*)`, and `AB12****(*)` so that no more than half is seen there either.
  static func hongKong(_ number: String) -> String {
    let symbols = Symbols(number)
    let letters = HongKongID.letterCount(symbols)
    guard (1...2).contains(letters), symbols.count == letters + 7, symbols.areDigits(letters..<letters + 6) else {
      return tail(number)
    }
    return covered(Array(symbols.text(0..<letters + 6)), head: 4, tail: 0) + "(*)"
  }

  /// The last two to four characters, never more than half, of a number without a rule of its own.
  static func tail(_ number: String) -> String {
    let symbols = Array(number)
    return covered(symbols, head: 0, tail: symbols.count < 4 ? 0 : min(4, symbols.count / 2))
  }

  static func covered(_ symbols: [Character], head: Int, tail: Int) -> String {
    let hidden = max(0, symbols.count - head - tail)
    return String(symbols.prefix(head)) + String(repeating: "*", count: hidden) + String(symbols.suffix(tail))
  }
}
