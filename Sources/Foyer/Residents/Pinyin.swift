/// How a name is typed by somebody who looks for it in Latin letters.
struct PinyinSpelling: Hashable, Sendable {
  /// `ouyangnana`; ü as v.
  let full: String
  /// `oynn`.
  let initials: String
}

enum Pinyin {
  /// All sensible spellings of a name, the likeliest first, at most `limit`.
  ///
  /// A surname is read as a surname (单 shan, 尉迟 yuchi), but its everyday reading is offered too, for who searches
  /// may not know better. 吕 answers to lv, lu and lyu. Latin parts stand as they are, in small letters.
  static func spellings(of name: String, limit: Int = 8) -> [PinyinSpelling] {
    var rest = Substring(name.prefix(40))
    var spellings = [PinyinSpelling(full: "", initials: "")]
    var isFirst = rest.count > 1
    if let surname = compoundReading(of: rest) {
      spellings = [PinyinSpelling(full: surname.joined(), initials: String(surname.compactMap(\.first)))]
      (rest, isFirst) = (rest.dropFirst(2), false)
    }
    while let character = rest.first {
      let word = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
      let readings = word.isEmpty ? readings(of: character, asSurname: isFirst) : [word.lowercased()]
      // A character nobody can read or type must not hide the rest of the name.
      if !readings.isEmpty { spellings = extended(spellings, by: readings, limit: limit) }
      rest = rest.dropFirst(max(word.count, 1))
      isFirst = false
    }
    return spellings.first?.full.isEmpty == false ? spellings : []
  }

  /// Full spellings and initials, each once, for an index of word beginnings.
  static func searchKeys(of name: String) -> [String] {
    var keys: [String] = []
    for spelling in spellings(of: name) {
      if !keys.contains(spelling.full) { keys.append(spelling.full) }
      if !keys.contains(spelling.initials) { keys.append(spelling.initials) }
    }
    return keys
  }

  private static func compoundReading(of name: Substring) -> [String]? {
    guard name.count >= 2, Surnames.compound.contains(String(name.prefix(2))) else { return nil }
    if let reading = PinyinReadings.compound[String(name.prefix(2))] {
      return reading.split(separator: " ").map(String.init)
    }
    let readings = name.prefix(2).compactMap { PinyinReadings.general($0).first }
    return readings.count == 2 ? readings : nil
  }

  private static func readings(of character: Character, asSurname: Bool) -> [String] {
    guard character.isHan else { return [] }
    let readings = asSurname ? PinyinReadings.surname(character) : PinyinReadings.general(character)
    guard readings.contains("lv") || readings.contains("nv") else { return readings }
    return readings.flatMap { $0 == "lv" || $0 == "nv" ? [$0, $0.prefix(1) + "u", $0.prefix(1) + "yu"] : [$0] }
  }

  private static func extended(_ spellings: [PinyinSpelling], by readings: [String], limit: Int) -> [PinyinSpelling] {
    if readings.count == 1 {
      return spellings.map {
        PinyinSpelling(full: $0.full + readings[0], initials: $0.initials + readings[0].prefix(1))
      }
    }
    var result: [PinyinSpelling] = []
    for reading in readings {
      for spelling in spellings where result.count < limit {
        let longer = PinyinSpelling(full: spelling.full + reading, initials: spelling.initials + reading.prefix(1))
        if !result.contains(longer) { result.append(longer) }
      }
    }
    return result
  }
}
