/// The languages of every screen, sheet and answer.
public enum Language: String, CaseIterable, Sendable {
  case simplified = "zh-Hans"
  case traditional = "zh-Hant"
  case english = "en"

  /// The best match for an `Accept-Language` header; simplified Chinese when nothing fits.
  public static func preferred(accepting header: String?) -> Language {
    for tag in (header ?? "").lowercased().split(separator: ",") {
      let tag = tag.split(separator: ";").first.map(String.init)?.trimmingCharacters(" ") ?? ""
      if tag.hasPrefix("en") { return .english }
      if ["zh-hant", "zh-tw", "zh-hk", "zh-mo"].contains(where: tag.hasPrefix) { return .traditional }
      if tag.hasPrefix("zh") { return .simplified }
    }
    return .simplified
  }
}

extension String {
  func trimmingCharacters(_ character: Character) -> String {
    var text = Substring(self)
    while text.first == character { text.removeFirst() }
    while text.last == character { text.removeLast() }
    return String(text)
  }
}
