import Foundation

/// The words by which a resident is found, each under its first one and two characters.
///
/// A table of grams led by the estate answers the shortest question as fast as the longest: the gram is looked up,
/// the rest of the word only compared. Rank 0 is the name's beginning, 1 what is inside, so that 王 lists the Wangs first.
struct ResidentGram: Hashable, Sendable {
  let gram: String
  let rank: Int
  let word: String

  static func grams(name text: String, phones: [String]) -> [ResidentGram] {
    let name = PersonName(text)
    var grams: Set<ResidentGram> = []
    var firsts: [String: ResidentGram] = [:]
    for (word, rank) in words(of: name) {
      // One row is enough for a single character: there is nothing left to compare.
      let first = ResidentGram(gram: String(word.prefix(1)), rank: rank, word: word)
      if firsts[first.gram].map({ rank < $0.rank }) ?? true { firsts[first.gram] = first }
      if word.count > 1 { grams.insert(ResidentGram(gram: String(word.prefix(2)), rank: rank, word: word)) }
    }
    for phone in phones {
      if let word = phoneWord(phone) { grams.insert(ResidentGram(gram: String(word.prefix(5)), rank: 0, word: word)) }
    }
    return Array(grams.union(firsts.values))
  }

  /// A phone is found by its end: `*` and the digits from the last to the first.
  static func phoneWord(_ phone: String) -> String? {
    let digits = phone.filter { $0.isASCII && $0.isNumber }
    return digits.count >= 4 ? "*" + String(digits.reversed()) : nil
  }

  /// Letters and digits without case, blanks and dots.
  static func plain(_ text: String) -> String {
    String(text.lowercased().filter { $0.isLetter || $0.isNumber }.prefix(40))
  }

  private static func words(of name: PersonName) -> [(word: String, rank: Int)] {
    let whole = plain(name.name)
    guard !whole.isEmpty else { return [] }
    if name.isLatin { return latinWords(of: name.name) }
    var words: [(String, Int)] = []
    for start in whole.indices.prefix(6) { words.append((String(whole[start...]), start == whole.startIndex ? 0 : 1)) }
    words += Pinyin.searchKeys(of: name.name).prefix(6).map { (plain($0), 0) }
    if name.given.count > 1 || name.surname?.count == 2 {
      words += Pinyin.searchKeys(of: name.given).prefix(4).map { (plain($0), 1) }
    }
    return words.filter { !$0.0.isEmpty }
  }

  /// John Smith is typed either way round.
  private static func latinWords(of name: String) -> [(word: String, rank: Int)] {
    let words = PersonName.latinWords(name).map(plain).filter { !$0.isEmpty }.prefix(5)
    return words.indices.map { index in
      (words[index...].joined() + words[..<index].joined(), index == words.startIndex ? 0 : 1)
    }
  }
}
