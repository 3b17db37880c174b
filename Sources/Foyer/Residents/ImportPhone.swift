import Foundation
import IdentityDocuments

/// Telephone numbers out of one cell, by the rules of IdentityDocuments and with what spreadsheets do to them.
struct ImportPhone: Hashable, Sendable {
  /// Digits, with a leading + for numbers from abroad.
  let number: String
  /// A spreadsheet program had eaten the zero of the area code.
  let restoredZero: Bool

  /// `139 0000-0001(儿子)/0755-2345678` are two. What is no number comes back as it was written.
  static func numbers(in text: String) -> (phones: [ImportPhone], unreadable: [String]) {
    // The usual cell needs no taking apart.
    if isPlainMobile(text) { return ([ImportPhone(number: text, restoredZero: false)], []) }
    var phones: [ImportPhone] = []
    var unreadable: [String] = []
    let read = PhoneNumber.parse(separated(text))
    for number in read {
      if let phone = ImportPhone(number) {
        if !phones.contains(phone) { phones.append(phone) }
      } else {
        unreadable.append(number.normalized)
      }
    }
    let plain = text.compatibilityMapped.filter { !$0.isInvisible && !"()'=\"".contains($0) }.trimmed
    if read.isEmpty, !plain.isEmpty, !RoomText.marksOfNothing.contains(plain) { unreadable.append(plain) }
    return (phones, unreadable)
  }

  private static func isPlainMobile(_ text: String) -> Bool {
    guard text.utf8.count == 11, text.utf8.first == UInt8(ascii: "1") else { return false }
    return text.utf8.allSatisfy { 0x30...0x39 ~= $0 } && text.utf8.dropFirst().first.map { $0 >= 0x33 } ?? false
  }

  /// `和`, `&` and the blank between two whole numbers separate like `/`.
  private static func separated(_ text: String) -> String {
    let text = String(text.prefix(400).filter { !$0.isInvisible }).replacing("和", with: "/").replacing("&", with: "/")
    let words = text.split { $0.isWhitespace }
    let areNumbers = words.count > 1 && words.allSatisfy { $0.filter(\.isNumber).count >= 7 }
    return areNumbers ? words.joined(separator: "/") : text
  }

  private init(number: String, restoredZero: Bool) {
    (self.number, self.restoredZero) = (number, restoredZero)
  }

  private init?(_ number: PhoneNumber) {
    let digits = number.normalized
    switch number.kind {
    case .unknown:
      guard !number.warnings.contains(.scientificNotation), let restored = Self.restored(digits) else { return nil }
      self = restored
    // 110 and 95588 are nobody's.
    case .service where digits.count < 10: return nil
    default: self.init(number: digits, restoredZero: false)
    }
  }

  private static func restored(_ digits: String) -> ImportPhone? {
    guard let first = digits.first, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    switch digits.count {
    // 0755…, 010…, Taiwan's 09… without their zero.
    case 10 where digits.hasPrefix("10"), 10...11 where first != "1" && first != "0", 9 where first == "9":
      return ImportPhone(number: "0" + digits, restoredZero: true)
    // Eight digits of Hong Kong, or of a town.
    case 7...8 where first != "0" && first != "1": return ImportPhone(number: digits, restoredZero: false)
    default: return nil
    }
  }
}
