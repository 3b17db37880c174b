import Foundation

/// Titles that registers put behind a surname, and English ones before it.
enum PersonTitle {
  /// Longest first, so that 小姐 is not read as 姐.
  private static let behind = [
    "老先生", "老太太", "太太", "先生", "女士", "小姐", "阿姨", "师傅", "師傅", "老师", "老師", "叔叔", "大爷", "大爺", "大妈", "大媽",
    "奶奶", "爷爷", "爺爺", "夫人", "总", "總", "姐", "哥", "姨", "叔", "生", "太",
  ]
  private static let lastOfTitles = Set(behind.compactMap(\.unicodeScalars.last))
  private static let before = ["mr", "mrs", "ms", "miss", "dr", "madam"]
  private static let female: Set<String> = [
    "女士", "小姐", "太太", "老太太", "阿姨", "大妈", "大媽", "奶奶", "夫人", "姐", "姨", "太", "mrs", "ms", "miss", "madam",
  ]
  private static let male: Set<String> = [
    "先生", "老先生", "叔叔", "大爷", "大爺", "爷爷", "爺爺", "哥", "叔", "生", "mr",
  ]

  static func split(_ text: String) -> (name: String, title: String?) {
    if let space = text.firstIndex(of: " ") {
      let word = text[..<space].lowercased().trimmingCharacters(in: ["."])
      if before.contains(word) { return (String(text[text.index(after: space)...]), String(text[..<space])) }
    }
    guard let last = text.unicodeScalars.last, lastOfTitles.contains(last) else { return (text, nil) }
    guard let title = behind.first(where: { text.hasSuffix($0) && text.count > $0.count }) else { return (text, nil) }
    let name = text.dropLast(title.count)
    // 王总 and 陈太 are titles behind a bare surname; 张长生 is a name that merely ends so.
    if title.count == 1 {
      let isSurname =
        Surnames.compound.contains(String(name)) || (name.count == 1 && oneCharacterTitles.contains(title))
      guard isSurname else { return (text, nil) }
    }
    return (String(name), title)
  }

  /// 王生 and 李哥 may be whole names; these hardly.
  private static let oneCharacterTitles: Set<String> = ["总", "總", "姐", "太", "姨", "叔"]

  /// 王女士 cannot be 王先生.
  static func contradict(_ one: String?, _ other: String?) -> Bool {
    guard let one = sex(of: one), let other = sex(of: other) else { return false }
    return one != other
  }

  /// Nil for 老师, 师傅 and other titles that tell nothing.
  static func sex(of title: String?) -> PersonName.Sex? {
    guard let title = title?.lowercased().trimmingCharacters(in: ["."]) else { return nil }
    if female.contains(title) { return .female }
    return male.contains(title) ? .male : nil
  }
}

extension PersonName {
  /// Several people in one cell: `张三、李四`, `张三/李四`, `张三,李四`, each on a line.
  static func people(in text: String) -> [PersonName] {
    let isLatin = !text.contains { $0.isHan }
    // `SMITH, John` is one person.
    let separators: Set<Character> =
      isLatin ? ["、", "/", ";", "；", "\n", "&"] : ["、", "/", "／", ",", "，", ";", "；", "\n", "&", "＆", "|"]
    let parts = outsideBrackets(text, splitBy: separators)
    return parts.flatMap(bySpace).map(PersonName.init).filter { !$0.isEmpty }
  }

  /// 张三 李四 are two people, 王 芳 and 欧阳 娜娜 one.
  private static func bySpace(_ text: String) -> [String] {
    let words = text.split { $0.isWhitespace }.map(String.init)
    let areNames =
      words.count > 1
      && words.allSatisfy { word in
        guard let first = word.first, (2...4).contains(word.count), !Surnames.compound.contains(word) else {
          return false
        }
        return word.allSatisfy(\.isHan)
          && (Surnames.single.contains(first) || Surnames.compound.contains(String(word.prefix(2))))
      }
    return areNames ? words : [text]
  }

  private static func outsideBrackets(_ text: String, splitBy separators: Set<Character>) -> [String] {
    var parts = [""]
    var depth = 0
    for character in text.prefix(400) {
      if "(（[【".contains(character) { depth += 1 }
      if ")）]】".contains(character) { depth -= 1 }
      if depth <= 0, separators.contains(character) {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }
}
