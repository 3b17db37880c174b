import Foundation

/// A place's text with everything evened out that people and programs write differently.
struct RoomText {
  /// Full width, ideographic spaces, circled numbers and Kangxi radicals are made plain (NFKC), letters capital,
  /// dashes alike, traditional address words simplified.
  let characters: [Character]

  var string: String { String(characters) }

  init(_ text: String) {
    // No place is longer; the bound comes first, for one character may unfold into eighteen.
    let bounded = String(text.unicodeScalars.prefix(80).map(Character.init))
    let visible = bounded.compatibilityMapped.filter { !$0.isInvisible }.trimmed
    let plain = RoomWords.simplified(Self.unwrapped(visible).uppercased().trimmed)
    characters = Self.withoutRemark(plain.map { Self.dashes.contains($0) ? "-" : $0.isWhitespace ? " " : $0 })
  }

  /// For a column whose header already says what its values are: `3` becomes `3栋`, `3栋` stays.
  func withWord(_ word: String, unlessEndingIn endings: [String]) -> String {
    let text = string
    if characters.isEmpty || Self.marksOfNothing.contains(text) { return "" }
    if RoomWords.english[String(text.prefix { $0.isLetter })] != nil { return text }
    return endings.contains { text.hasSuffix($0) } ? text : text + word
  }

  static let marksOfNothing: Set<String> = ["/", "-", "--", "无", "無", "空", "N/A", "NA", "NULL", "0"]

  private static let dashes: Set<Character> = ["—", "–", "‐", "‑", "‒", "―", "−", "－", "_", "·", "・", "•", "~", "\\"]

  /// Prefixes that force a spreadsheet to keep text: `'0203`, `="0203"`.
  private static func unwrapped(_ text: String) -> String {
    var text = text[...]
    if text.hasPrefix("=\""), text.hasSuffix("\""), text.count > 3 { text = text.dropFirst(2).dropLast() }
    while let first = text.first, first == "'" || first == "\t" { text = text.dropFirst() }
    return String(text)
  }

  /// `1203(复式)` is 1203; a bracket with a number in it may be part of the place and stays.
  private static func withoutRemark(_ characters: [Character]) -> [Character] {
    guard characters.last == ")", let open = characters.lastIndex(of: "("), open > 0 else { return characters }
    let remark = characters[open...]
    guard !remark.contains(where: { $0.isNumber }) else { return characters }
    return Array(characters[..<open])
  }
}

extension String {
  /// NFKC, which changes nothing in ASCII.
  var compatibilityMapped: String {
    utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCompatibilityMapping
  }

  /// Without white space at both ends.
  var trimmed: String {
    guard first?.isWhitespace == true || last?.isWhitespace == true else { return self }
    var text = drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

extension Character {
  var isInvisible: Bool {
    // Nearly every character ends here, and asking for the category is slow.
    if let value = unicodeScalars.first?.value, (0x20...0x7E).contains(value) || (0x3400...0x9FFF).contains(value) {
      return false
    }
    return unicodeScalars.allSatisfy {
      switch $0.properties.generalCategory {
      case .format, .privateUse, .surrogate, .unassigned: true
      case .control: !$0.properties.isWhitespace
      default: false
      }
    }
  }
}

/// The pieces of a place.
enum RoomToken: Hashable {
  /// Letters and digits: `12A03`, `B`, and numbers that were written in Chinese.
  case value(String)
  case word(RoomWords.Role, String)
  /// An English word, which stands before its value.
  case prefix(RoomWords.Role)
  case separator(Character)
  case other(String)
}

/// Cuts a text into tokens.
struct RoomTokens {
  private let characters: [Character]
  private var position = 0
  private var tokens: [RoomToken] = []

  static func of(_ text: RoomText) -> [RoomToken] {
    var cutter = RoomTokens(characters: text.characters)
    while cutter.position < cutter.characters.count { cutter.step() }
    return cutter.tokens
  }

  private init(characters: [Character]) {
    self.characters = characters
  }

  private mutating func step() {
    let character = characters[position]
    if character.isASCII, character.isLetter || character.isNumber {
      takeValue()
    } else if let (word, role) = word(at: position) {
      tokens.append(.word(role, word))
      position += word.count
    } else if let (number, length) = ChineseNumber.read(characters[position...]), endsNumber(at: position + length) {
      tokens.append(.value(number))
      position += length
    } else if Self.separators.contains(character) {
      tokens.append(.separator(character))
      position += 1
    } else {
      takeOther(character)
    }
  }

  private static let separators: Set<Character> = [
    " ", "-", "/", ",", "、", ";", ".", ":", "(", ")", "[", "]", "。", "|",
  ]

  private mutating func takeValue() {
    let run = characters[position...].prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
    position += run.count
    let letters = String(run.prefix { $0.isLetter })
    guard letters.count > 1, let role = RoomWords.english[letters] else { return tokens.append(.value(String(run))) }
    tokens.append(.prefix(role))
    if letters.count < run.count { tokens.append(.value(String(run.dropFirst(letters.count)))) }
  }

  private mutating func takeOther(_ character: Character) {
    if case .other(let text) = tokens.last {
      tokens[tokens.count - 1] = .other(text + String(character))
    } else {
      tokens.append(.other(String(character)))
    }
    position += 1
  }

  /// The longest word of the vocabulary that begins there.
  private func word(at position: Int) -> (String, RoomWords.Role)? {
    for length in stride(from: min(RoomWords.longestChineseWord, characters.count - position), to: 0, by: -1) {
      let candidate = String(characters[position..<position + length])
      if let role = RoomWords.chinese[candidate] { return (candidate, role) }
    }
    return nil
  }

  /// 三 is a number in 三栋 and part of a name in 三和苑.
  private func endsNumber(at end: Int) -> Bool {
    var followsName = false
    if case .other = tokens.last { followsName = true }
    // 张三 is no room.
    guard end < characters.count else { return !followsName }
    return characters[end].isASCII ? !followsName : word(at: end) != nil
  }
}

/// 二十一 → 21, 三零一 → 301.
enum ChineseNumber {
  static func read(_ characters: ArraySlice<Character>) -> (number: String, length: Int)? {
    let run = characters.prefix { digits[$0] != nil || $0 == "十" || $0 == "百" }.prefix(8)
    guard !run.isEmpty else { return nil }
    if run.contains("十") || run.contains("百") { return value(of: run).map { (String($0), run.count) } }
    return (run.compactMap { digits[$0].map(String.init) }.joined(), run.count)
  }

  private static let digits: [Character: Int] = [
    "零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "两": 2,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
  ]

  private static func value(of run: ArraySlice<Character>) -> Int? {
    var total = 0
    var digit: Int?
    for character in run {
      switch character {
      case "百": total += (digit ?? 1) * 100
      case "十": total += (digit ?? 1) * 10
      default:
        digit = digits[character]
        continue
      }
      digit = nil
    }
    return total + (digit ?? 0)
  }
}
