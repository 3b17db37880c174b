import Foundation

/// Telephone numbers out of one cell. The one place to swap for the number rules of IdentityDocuments.
struct ImportPhone: Hashable, Sendable {
  /// Digits, with a leading + for numbers from abroad.
  let number: String
  /// A spreadsheet program had eaten the zero of the area code.
  let restoredZero: Bool

  /// `139 0000-0001(儿子)/0755-2345678` are two. What is no number comes back as it was written.
  static func numbers(in text: String) -> (phones: [ImportPhone], unreadable: [String]) {
    var phones: [ImportPhone] = []
    var unreadable: [String] = []
    // The usual cell needs no taking apart.
    if let phone = plainMobile(text) { return ([phone], []) }
    for part in parts(of: text.compatibilityMapped) {
      if let phone = ImportPhone(part) {
        if !phones.contains(phone) { phones.append(phone) }
      } else if part.contains(where: \.isNumber) || !RoomText.marksOfNothing.contains(part) {
        unreadable.append(part)
      }
    }
    return (phones, unreadable)
  }

  private static func plainMobile(_ text: String) -> ImportPhone? {
    guard text.utf8.count == 11, text.utf8.first == UInt8(ascii: "1") else { return nil }
    return text.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? ImportPhone(text) : nil
  }

  private init?(_ text: String) {
    let main = text.split(whereSeparator: { "转轉x#".contains($0) }).first ?? ""
    var digits = String(main.filter { $0.isASCII && $0.isNumber })
    let isInternational = main.drop { !$0.isNumber && $0 != "+" }.first == "+" || digits.hasPrefix("00")
    if digits.hasPrefix("00") { digits.removeFirst(2) }
    // A mainland mobile behind 86 is the same number as without.
    if digits.count == 13, digits.hasPrefix("861") { digits.removeFirst(2) }
    guard let number = Self.normal(digits, isInternational: isInternational) else { return nil }
    self.number = number
    restoredZero = number.count == digits.count + 1 && number.hasPrefix("0")
  }

  private static func normal(_ digits: String, isInternational: Bool) -> String? {
    let first = digits.first
    switch digits.count {
    case 11 where first == "1" && (digits.dropFirst().first ?? "0") >= "3": return digits
    case 7...15 where isInternational: return "+" + digits
    case 10...12 where first == "0": return digits
    case 10 where digits.hasPrefix("400") || digits.hasPrefix("800"): return digits
    case 10 where digits.hasPrefix("10"), 10...11 where first != "1" && first != "0", 9 where first == "9":
      return "0" + digits
    case 7...8 where first != "0" && first != "1", 5 where first == "9": return digits
    default: return nil
    }
  }

  /// Cuts at separators, and at a blank between two whole numbers; drops remarks in brackets.
  private static func parts(of text: String) -> [String] {
    var parts = [""]
    var isRemark = false
    for character in text.prefix(200) where !character.isInvisible {
      if character == ")" { isRemark = false }
      if "/、,;\n|或和&".contains(character) {
        parts.append("")
      } else if !isRemark {
        parts[parts.count - 1].append(character)
      }
      if character == "(", !beginsAreaCode(text, after: character) { isRemark = true }
    }
    return parts.flatMap(bySpace).map { $0.trimmingCharacters(in: .whitespaces.union(["(", ")", "'", "=", "\""])) }
      .filter { !$0.isEmpty }
  }

  /// `(0755)2345678`.
  private static func beginsAreaCode(_ text: String, after open: Character) -> Bool {
    guard let index = text.firstIndex(of: open) else { return false }
    return text[text.index(after: index)...].first?.isNumber ?? false
  }

  private static func bySpace(_ text: String) -> [String] {
    let words = text.split { $0.isWhitespace }.map(String.init)
    return words.count > 1 && words.allSatisfy { $0.filter(\.isNumber).count >= 7 } ? words : [text]
  }
}
