import Foundation

/// A person's name as a register holds it: a full name, a surname with a title (`王女士`), a Latin name.
///
/// The characters stay as they are: no change of script, no compatibility folding; only blanks, invisible characters
/// and the several forms of the middle dot are evened out.
struct PersonName: Hashable, Sendable {
  /// Without title and remark: `欧阳娜娜`, `阿卜杜拉·买买提`, `SMITH, John`, `王` for `王女士`.
  let name: String
  /// 女士, 先生, Mr …, as written.
  let title: String?
  /// What stood in brackets: `代` in `张三(代)`.
  let remark: String?
  /// Nil where there is none to tell: names with a middle dot, and names that are not Chinese or Latin.
  let surname: String?

  init(_ text: String) {
    let (body, remark) = Self.splitRemark(Self.tidied(text))
    let (name, title) = PersonTitle.split(body)
    self.name = name
    self.title = title
    self.remark = remark
    surname = Self.surname(of: name, hasTitle: title != nil)
  }

  /// Only to tell people of the same name apart; it is never kept.
  enum Sex: Sendable {
    case female, male

    /// From a list's column.
    init?(_ text: String) {
      switch text.lowercased() {
      case "女", "女性", "f", "female": self = .female
      case "男", "男性", "m", "male": self = .male
      default: return nil
      }
    }
  }

  /// As far as the title tells.
  var sex: Sex? { PersonTitle.sex(of: title) }

  var isEmpty: Bool { name.isEmpty }

  /// Everything behind the surname; empty where only the surname is known.
  var given: String {
    guard let surname else { return "" }
    if isLatin { return Self.latinWords(name).filter { $0 != surname }.joined(separator: " ") }
    return String(name.dropFirst(surname.count))
  }

  /// For lists, logs and notifications: `张*`, `欧阳*`, `S*`. Always one star, so that the length tells nothing.
  var masked: String {
    guard let first = name.first else { return "*" }
    if isLatin { return String((surname ?? name).first ?? first).uppercased() + "*" }
    return (surname ?? String(first)) + "*"
  }

  /// To address somebody: `欧阳女士`; the name itself without a title.
  func addressed(as title: String? = nil) -> String {
    guard let title = title ?? self.title else { return name }
    return isLatin ? title + " " + (surname ?? name) : (surname ?? name) + title
  }

  var isLatin: Bool { name.contains { $0.isLetter } && !name.contains { $0.isHan } }
}

extension PersonName {
  static let middleDot: Character = "·"
  private static let otherDots: Set<Character> = ["•", "・", "‧", "．", "･", "∙", "⋅", "˙"]

  /// 张 三 → 张三 and Ａ stays Ａ; dots become U+00B7.
  static func tidied(_ text: String) -> String {
    // Nearly every name is two to four Chinese characters, with nothing to even out.
    if text.utf8.count <= 200, text.unicodeScalars.allSatisfy(isPlain) { return text }
    var text = text
    if text.hasPrefix("=\""), text.hasSuffix("\""), text.count > 3 { text = String(text.dropFirst(2).dropLast()) }
    let visible = text.prefix(200).compactMap { character -> Character? in
      if otherDots.contains(character) { return middleDot }
      if character.isRadical { return character.unfolded }
      if character.isWhitespace { return " " }
      return character.isInvisible ? nil : character
    }
    let words = visible.split(separator: " ").map { String($0) }
    let joined = words.dropFirst().reduce(words.first ?? "") { result, word in
      // Blanks pad Chinese names (王　芳) and stand around dots; in Latin ones they separate.
      let ends = [result.last, word.first].compactMap(\.self)
      return result + (ends.allSatisfy { $0.isHan || $0 == middleDot } ? "" : " ") + word
    }
    return withPlainMarks(joined.hasPrefix("'") ? String(joined.dropFirst()) : joined)
  }

  /// 阿卜杜拉.买买提 is typed with a full stop, SMITH，John with a Chinese comma.
  private static func withPlainMarks(_ text: String) -> String {
    guard text.contains(where: { $0 == "." || $0 == "，" }) else { return text }
    let characters = Array(text)
    let plain = characters.indices.map { index -> String in
      let (last, next) = (index > 0 ? characters[index - 1] : " ", characters.dropFirst(index + 1).first ?? " ")
      if characters[index] == ".", last.isHan, next.isHan { return String(middleDot) }
      if characters[index] == "，", last.isASCII, next.isASCII { return next == " " ? "," : ", " }
      return String(characters[index])
    }
    return plain.joined()
  }

  /// A usual Chinese character, a Latin letter or a digit.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{4E00}"..."\u{9FFF}", "a"..."z", "A"..."Z", "0"..."9": true
    default: false
    }
  }

  /// `张三（代）` → 张三, 代.
  private static func splitRemark(_ text: String) -> (String, String?) {
    guard let open = text.unicodeScalars.firstIndex(where: isOpening) else { return (text, nil) }
    let remark = text[text.index(after: open)...].prefix { !")）]】".contains($0) }
    let rest = text[..<open] + text[text.index(after: open)...].dropFirst(remark.count + 1)
    let name = String(rest).trimmed
    return (name, remark.isEmpty ? nil : String(remark).trimmed)
  }

  private static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "(", "（", "[", "【": true
    default: false
    }
  }

  private static func surname(of name: String, hasTitle: Bool) -> String? {
    guard let first = name.first, !name.contains(middleDot) else { return nil }
    guard first.isHan else { return latinSurname(of: name) }
    let han = Array(name.prefix { $0.isHan })
    if han.count >= 2, Surnames.compound.contains(String(han[..<2])) { return String(han[..<2]) }
    // 范徐丽泰: a married woman's two surnames before a given name of two characters.
    if han.count == 4, Surnames.single.contains(han[0]), Surnames.single.contains(han[1]) { return String(han[..<2]) }
    return hasTitle && han.count <= 2 ? String(han) : String(first)
  }

  /// The word before the comma, else the only word in capitals, else the last one.
  private static func latinSurname(of name: String) -> String? {
    if let comma = name.firstIndex(of: ",") { return name[..<comma].trimmingCharacters(in: .whitespaces) }
    let words = latinWords(name)
    let capitals = words.filter { $0.count > 1 && $0 == $0.uppercased() && $0.contains(where: \.isLetter) }
    // CHAN TAI MAN: Hong Kong writes three capital words surname first.
    if words.count >= 3, capitals.count == words.count { return words[0] }
    return capitals.count == 1 ? capitals[0] : words.last
  }

  static func latinWords(_ name: String) -> [String] {
    name.split { $0 == " " || $0 == "," }.map(String.init)
  }
}

extension Character {
  /// A Chinese character, the rare ones of the later planes included.
  var isHan: Bool {
    guard let value = unicodeScalars.first?.value else { return false }
    switch value {
    case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF, 0x3007: return true
    default: return false
    }
  }

  /// A Kangxi radical: copied from a PDF it stands for the character that looks the same.
  var isRadical: Bool {
    unicodeScalars.first.map { (0x2F00...0x2FD5).contains($0.value) } ?? false
  }

  fileprivate var unfolded: Character? { String(self).precomposedStringWithCompatibilityMapping.first }
}
