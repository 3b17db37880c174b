import Foundation

/// A pass number as it is printed: `A-017`. People say a017, A17, Ａ－０１７.
struct PassNumber: Hashable, Sendable {
  static let digitLimit = 5

  /// One to four letters or none, in capitals.
  let prefix: String
  let number: Int
  /// How many digits were written.
  let width: Int

  /// Reads a number in any of its written forms; nil for what cannot be one.
  init?(_ text: String) {
    let plain = text.precomposedStringWithCompatibilityMapping.uppercased().filter { !$0.isWhitespace }
    let letters = plain.prefix { $0.isASCII && $0.isLetter }
    var digits = plain.dropFirst(letters.count)
    // One dash after the letters; numbers alone with a dash are a room.
    if !letters.isEmpty, let first = digits.first, "-–—_".contains(first) { digits = digits.dropFirst() }
    guard letters.count <= 4, (1...Self.digitLimit).contains(digits.count),
      digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits)
    else { return nil }
    prefix = String(letters)
    self.number = number
    width = digits.count
  }

  /// The rack that every estate begins with; a bare number means it first.
  static let usualPrefix = "A"
  /// Three digits, so that a rack reads in order.
  static let usualWidth = 3

  /// Every form that this number could have on a rack, the likeliest first.
  var candidates: [String] {
    let likely = max(width, Self.usualWidth)
    let least = String(number).count
    let widths = [likely] + (1...Self.digitLimit).filter { $0 != likely && $0 >= least }
    let prefixes = prefix.isEmpty ? [Self.usualPrefix, ""] : [prefix]
    return prefixes.flatMap { prefix in widths.map { Self.text(prefix, number, width: $0) } }
  }

  /// `A-017`; without a prefix `017`.
  static func text(_ prefix: String, _ number: Int, width: Int) -> String {
    let digits = String(number)
    let padded = String(repeating: "0", count: max(0, width - digits.count)) + digits
    return prefix.isEmpty ? padded : prefix + "-" + padded
  }
}

/// Numbers that are hung on a rack together: `B-001` to `B-050`.
struct PassRange: Sendable, Equatable {
  /// As many as one act may add.
  static let most = 1000

  let prefix: String
  let from: Int
  let to: Int

  var numbers: [String] {
    let width = max(PassNumber.usualWidth, String(to).count)
    return (from...to).map { PassNumber.text(prefix, $0, width: width) }
  }
}

extension Pass {
  /// The numbers that somebody may mean, the likeliest first: `17`, `017`, `a17` and `A-017` all name `A-017`.
  static func numbers(writtenAs text: String) -> [String] { PassNumber(text)?.candidates ?? [] }
}
