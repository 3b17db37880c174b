import Foundation

/// What spreadsheet programs make of room names when nobody told them that the column is text.
enum RoomDamage: Hashable {
  /// `5-2003` became May 2003, `12-5` the fifth of December, both perhaps as a serial number.
  case date
  /// `3E05` became 3E+05.
  case scientificNotation

  init?(in text: String) {
    guard (3...64).contains(text.utf8.count), Self.isWorthALook(text) else { return nil }
    let plain = String(text.compatibilityMapped.uppercased().trimmed.drop { $0 == "'" })
    if Self.isScientific(plain) {
      self = .scientificNotation
    } else if Self.isDate(plain) || Self.isSerial(plain) {
      self = .date
    } else {
      return nil
    }
  }

  /// Nearly all rooms are out of the question at first sight.
  private static func isWorthALook(_ text: String) -> Bool {
    var digits = 0
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0"..."9": digits += 1
      case "E", "e", "-", "/", ".", "月", "\u{FF01}"..."\u{FF5E}": return true
      default: continue
      }
    }
    return digits == 5
  }

  /// `1.39E+10`, `3E+05`. `3E05` is a room: only a sign or a point shows that a program wrote it.
  static func isScientific(_ text: String) -> Bool {
    guard let exponent = text.firstIndex(of: "E"), exponent != text.startIndex else { return false }
    let mantissa = text[..<exponent]
    var power = text[text.index(after: exponent)...]
    let isSigned = power.first == "+" || power.first == "-"
    if isSigned { power = power.dropFirst() }
    guard !power.isEmpty, power.allSatisfy(\.isNumber), isSigned || mantissa.contains(".") else { return false }
    let parts = mantissa.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
  }

  /// Four zeros or more at the end: `3E05` read as a number and shown in full. Where the building is E, its rooms
  /// `3E03` become 3000, so three are enough.
  static func looksLikeExponent(_ text: String, inBuilding building: String? = nil) -> Bool {
    let zeros = building == "E" ? 3 : 4
    guard (zeros + 1...12).contains(text.count), text.allSatisfy({ $0.isASCII && $0.isNumber }) else { return false }
    return text.reversed().prefix { $0 == "0" }.count >= zeros
  }

  /// `1/2/2001` is building 1, entrance 2, room 2001, or what a British or American Excel made of 1-2-2001.
  static func mayBeDate(_ text: String) -> Bool {
    let parts = text.split(separator: "/")
    guard parts.count == 3, parts[2].count == 4, let year = Int(parts[2]), (1900...2099).contains(year) else {
      return false
    }
    guard let first = Int(parts[0]), let second = Int(parts[1]) else { return false }
    return (1...31).contains(first) && (1...31).contains(second) && min(first, second) <= 12
  }

  private static func isDate(_ text: String) -> Bool {
    guard let first = text.first, first.isNumber || first.isLetter, text.count >= 3 else { return false }
    guard text.contains(where: { "-/. 月".contains($0) }) else { return false }
    let day = text.split(separator: " ")
    // Exports may add the time of day.
    let bare = day.count == 2 && day[1].contains(":") ? String(day[0]) : text
    return isChineseDate(bare) || isYearFirst(bare) || hasEnglishMonth(bare)
  }

  /// `2003年5月1日`, `2003年5月`, `12月5日`.
  private static func isChineseDate(_ text: String) -> Bool {
    guard text.contains("月") else { return false }
    let numbers = text.split { "年月日号".contains($0) }
    return (1...3).contains(numbers.count) && numbers.allSatisfy { Int($0) != nil }
  }

  /// `2003/5/1`, `2003-05-01`, `2003.5`.
  private static func isYearFirst(_ text: String) -> Bool {
    let parts = text.split(omittingEmptySubsequences: false) { "-/.".contains($0) }
    guard (2...3).contains(parts.count), parts[0].count == 4, let year = Int(parts[0]) else { return false }
    guard (1900...2099).contains(year), let month = Int(parts[1]), (1...12).contains(month) else { return false }
    return parts.count == 2 || Int(parts[2]).map { (1...31).contains($0) } ?? false
  }

  /// `May-03`, `5-Dec`, `5-May-03`.
  private static func hasEnglishMonth(_ text: String) -> Bool {
    let parts = text.split { "-/ ,.".contains($0) }
    guard (2...3).contains(parts.count) else { return false }
    let named = parts.filter { months.contains(String($0.prefix(3))) && $0.allSatisfy(\.isLetter) }
    return named.count == 1 && parts.allSatisfy { Int($0) != nil || $0 == named[0] }
  }

  private static let months: Set<String> = [
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
  ]

  /// `37742` is a day between 1990 and 2049; as a room it would lie on floor 377.
  private static func isSerial(_ text: String) -> Bool {
    guard text.utf8.count == 5, let number = Int(text) else { return false }
    return (32_874...54_788).contains(number)
  }
}
