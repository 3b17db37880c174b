/// A day of the proleptic Gregorian calendar, in the years 1 to 9999, without a time zone.
///
/// Has its own arithmetic, because Foundation's `Calendar` costs microseconds a call and repairs
/// dates such as 30 February instead of refusing them.
public struct CalendarDay: Hashable, Comparable, Sendable {
  public let year: Int
  public let month: Int
  public let day: Int

  /// Nil when the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(ofMonth: month, in: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day that begins so many days after 1 January 1970. Nil outside the years 1 to 9999.
  public init?(daysSince1970 days: Int) {
    guard (-719_162...2_932_896).contains(days) else { return nil }
    // Years are counted from March, so that the leap day is the last of its year.
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    self.init(year: year, month: month, day: dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  /// ISO 8601: `1949-12-31`.
  public var iso: String {
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: width - digits.count) + digits
    }
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
  }

  /// Reads exactly `YYYY-MM-DD`, and nothing that is not in the calendar.
  public static func parse(_ iso: String) -> CalendarDay? {
    let symbols = Symbols(String(iso.unicodeScalars.prefix(11)))
    guard symbols.matches("####-##-##"), let year = symbols.integer(0..<4), let month = symbols.integer(5..<7),
      let day = symbols.integer(8..<10)
    else { return nil }
    return CalendarDay(year: year, month: month, day: day)
  }

  public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  /// Whether more than so many years have passed by the given day.
  func isOlder(thanYears years: Int, on today: CalendarDay) -> Bool {
    (year + years, month, day) < (today.year, today.month, today.day)
  }

  /// The day with a two-digit year: in the latest century in which it exists and is not after `today`.
  static func latest(twoDigitYear: Int, month: Int, day: Int, notAfter today: CalendarDay) -> CalendarDay? {
    let century = today.year / 100 * 100
    return [century, century - 100].lazy
      .compactMap { CalendarDay(year: $0 + twoDigitYear, month: month, day: day) }
      .first { $0 <= today }
  }

  private static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
