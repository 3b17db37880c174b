import Foundation

extension PersonName {
  /// The desk's question "whom are you visiting?": true when the visitor says the full name or the surname, with or
  /// without a title. Never fuzzy, never across scripts: a guess must not be confirmed.
  func matches(spoken: String) -> Bool {
    let said = PersonName(spoken)
    guard !said.isEmpty, !isEmpty, !PersonTitle.contradict(said.title, title) else { return false }
    if said.comparable == comparable { return true }
    if isLatin || said.isLatin { return matchesLatin(said) }
    if let dot = name.firstIndex(of: Self.middleDot) { return said.comparable == String(name[..<dot]) }
    return matchesSurname(said)
  }

  private func matchesSurname(_ said: PersonName) -> Bool {
    guard let surname else { return false }
    let isDouble = surname.count == 2 && !Surnames.compound.contains(surname)
    if said.name == surname || (isDouble && said.name == String(surname.prefix(1))) { return true }
    // The register holds only 王女士: then the surname is all there is to compare.
    return given.isEmpty && title != nil && said.surname == surname
  }

  private func matchesLatin(_ said: PersonName) -> Bool {
    guard isLatin, said.isLatin else { return false }
    let own = Set(Self.latinWords(comparable))
    let words = Set(Self.latinWords(said.comparable))
    return own == words || words == Set(Self.latinWords((surname ?? "").lowercased()))
  }

  /// Case and the dot of a foreign name are not said aloud.
  private var comparable: String {
    isLatin ? name.lowercased() : name.filter { $0 != Self.middleDot }
  }
}
