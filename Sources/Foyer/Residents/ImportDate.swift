import Foundation
import Spreadsheets

/// Dates as lists of residents write them: 2023.5.1, 2023年5月1日, 2023/5/1, 20230501, 45047, 民國112年5月1日.
enum ImportDate {
  /// Nil when the cell holds no such day. A month alone means its first day.
  static func parse(_ cell: Cell) -> CalendarDate? {
    if case .date(let date, _) = cell { return date }
    return parse(cell.text)
  }

  static func parse(_ text: String) -> CalendarDate? {
    let plain = text.precomposedStringWithCompatibilityMapping.filter { !$0.isWhitespace && !$0.isInvisible }
    if let republic = republicDate(plain) { return republic }
    let day = text.contains(":") ? plain.prefix { $0 != ":" }.dropLast(plain.count > 12 ? 2 : 1) : plain[...]
    let numbers = day.split { !$0.isNumber }.compactMap { Int($0) }
    switch (numbers.count, day.allSatisfy(\.isNumber)) {
    case (1, true): return compactDate(String(day))
    case (1, false): return day.hasSuffix("年") ? date(numbers[0], 1, 1) : nil
    case (2, _): return date(numbers[0], numbers[1], 1)
    case (3, _): return date(numbers[0], numbers[1], numbers[2])
    default: return nil
    }
  }

  /// 长期, 至今: there is no end, and nothing to mend.
  static func isOpenEnd(_ text: String) -> Bool {
    ["长期", "長期", "永久", "至今", "现在", "現在", "今", "无限期", "無限期", "不限", "长期有效", "長期有效"].contains(text.trimmed)
  }

  /// `2023.5.1-2024.4.30`, `2023年5月1日至2024年4月30日`, `2023.5.1至今`.
  static func period(_ text: String) -> (from: CalendarDate, to: CalendarDate?)? {
    let plain = text.precomposedStringWithCompatibilityMapping.trimmed
    if plain.hasSuffix("至今") || plain.hasSuffix("起"),
      let from = parse(plain.replacing("至今", with: "").replacing("起", with: ""))
    {
      return (from, nil)
    }
    for separator in ["至", "到", "~", "—", "–", " - ", "-"] {
      let ends = plain.components(separatedBy: separator).filter { !$0.isEmpty }
      guard ends.count == 2, let from = parse(ends[0]) else { continue }
      if let to = parse(ends[1]) { return (from, to) }
      if isOpenEnd(ends[1]) { return (from, nil) }
    }
    return nil
  }

  private static func compactDate(_ digits: String) -> CalendarDate? {
    guard let number = Int(digits) else { return nil }
    switch digits.count {
    case 8: return date(number / 10_000, number / 100 % 100, number % 100)
    case 6: return date(number / 100, number % 100, 1)
    // Serial numbers of 1950 to 2099; others are more likely something else.
    case 5 where (18_264...73_050).contains(number): return CalendarDate(serial: Double(number))
    default: return nil
    }
  }

  /// Year 1 of the Republic is 1912.
  private static func republicDate(_ text: String) -> CalendarDate? {
    guard let mark = ["民國", "民国"].first(where: text.hasPrefix) else { return nil }
    let numbers = text.dropFirst(mark.count).split { !$0.isNumber }.compactMap { Int($0) }
    guard let year = numbers.first, (1...188).contains(year) else { return nil }
    return date(year + 1911, numbers.count > 1 ? numbers[1] : 1, numbers.count > 2 ? numbers[2] : 1)
  }

  private static func date(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate? {
    (1950...2099).contains(year) ? CalendarDate(year: year, month: month, day: day) : nil
  }
}
