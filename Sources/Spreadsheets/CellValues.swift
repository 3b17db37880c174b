/// Turns what a `<c>` element holds into a cell.
struct CellValues {
  let texts: SharedTexts
  let styles: CellStyles
  let startsIn1904: Bool

  /// - Parameters:
  ///   - type: the attribute `t`. Absent means a number.
  ///   - formula: used only when the program that wrote the file left no result.
  func cell(type: String?, style: Int, value: String, inline: String, formula: String) -> Cell {
    switch type {
    case "s": return text(Int(value).flatMap { texts[$0] } ?? "")
    case "inlineStr": return text(inline.unescapedControls)
    case "str": return text(value.unescapedControls)
    case "b": return value.isEmpty ? .empty : .boolean(value == "1")
    case "e": return .error(value)
    case "d": return isoDate(value)
    default:
      if value.isEmpty { return text(formula.isEmpty ? "" : "=" + formula) }
      return number(value, style: style)
    }
  }

  private func text(_ text: String) -> Cell {
    text.isEmpty ? .empty : .text(text)
  }

  private func number(_ written: String, style: Int) -> Cell {
    guard let value = Double(written), value.isFinite else { return text(written) }
    if styles.showsDate(style), let date = CalendarDate(serial: value, startsIn1904: startsIn1904) {
      return .date(date, written: written)
    }
    return .number(value, written: written)
  }

  private func isoDate(_ written: String) -> Cell {
    let parts = written.prefix(10).split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, let date = CalendarDate(year: parts[0], month: parts[1], day: parts[2]) else {
      return text(written)
    }
    return .date(date, written: written)
  }
}

extension CalendarDate {
  /// The day that a spreadsheet keeps as a number; a fraction is the time of day and is dropped.
  ///
  /// Nil below 1 (a time alone) and above 31 December 9999. The 1900 system believes in a 29 February 1900 (serial
  /// 60, nil here), inherited from Lotus 1-2-3.
  public init?(serial: Double, startsIn1904: Bool = false) {
    guard serial >= (startsIn1904 ? 0 : 1), serial < 2_958_466, startsIn1904 || Int(serial) != 60 else { return nil }
    let days = startsIn1904 ? Int(serial) + 1_462 : Int(serial) + (serial < 60 ? 1 : 0)
    // Days from 1 March 0000, so that the leap day comes last in each year (the civil-from-days method).
    let count = days - 25_569 + 719_468
    let era = count / 146_097
    let dayOfEra = count % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    self.init(year: year, month: month, day: dayOfYear - (153 * shifted + 2) / 5 + 1)
  }
}
