import Foundation

/// An estate's time zone: where instants become the days and clock times that people write.
struct EstateZone: Sendable, Hashable {
  let timeZone: TimeZone
  private let calendar: Calendar
  private let offsets: ZoneOffsets

  /// Nil when the identifier is not a zone that this machine knows.
  init?(_ identifier: String) {
    guard let timeZone = TimeZone(identifier: identifier) else { return nil }
    self.timeZone = timeZone
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = timeZone
    self.calendar = calendar
    offsets = ZoneOffsets.of(timeZone)
  }

  static let shanghai = EstateZone("Asia/Shanghai") ?? EstateZone("UTC")!

  struct Parts: Sendable, Equatable {
    let year, month, day, hour, minute, second: Int
    /// 1 is Monday, 7 is Sunday.
    let weekday: Int
  }

  func parts(_ instant: Instant) -> Parts {
    let seconds = localSeconds(instant)
    let (day, second) = seconds.quotientAndRemainder(flooring: 86_400)
    let date = Self.date(daysSince1970: day)
    return Parts(
      year: date.year, month: date.month, day: date.day, hour: second / 3600, minute: second / 60 % 60,
      second: second % 60, weekday: (day + 3).quotientAndRemainder(flooring: 7).1 + 1)
  }

  /// Counts the days of the wall clock from 1970-01-01, which is 0.
  func dayNumber(_ instant: Instant) -> Int { localSeconds(instant).quotientAndRemainder(flooring: 86_400).0 }

  /// Minutes of the wall clock since its midnight.
  func minuteOfDay(_ instant: Instant) -> Int {
    localSeconds(instant).quotientAndRemainder(flooring: 86_400).1 / 60
  }

  /// The moment at which the wall clock shows that many minutes past midnight of a day; 1440 and more is the day after.
  func instant(minute: Int, ofDayOf instant: Instant) -> Instant {
    let (days, rest) = minute.quotientAndRemainder(flooring: 1_440)
    let midnight = days == 0 ? startOfDay(instant) : startOfDay(instant, adding: days)
    guard rest > 0 else { return midnight }
    return self.instant(clock: "\(rest / 60):\(twoDigits(rest % 60))", onDayOf: midnight)
      ?? midnight.advanced(minutes: rest)
  }

  /// Seconds of the wall clock since 1970. Pages show dozens of times each; the system's calendar takes long for one.
  private func localSeconds(_ instant: Instant) -> Int {
    let seconds = instant.milliseconds.quotientAndRemainder(flooring: 1000).0
    return seconds + offsets.seconds(at: seconds)
  }

  /// The Gregorian calendar, counted in eras of 400 years from 1 March of the year 0.
  private static func date(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    let (era, day) = (days + 719_468).quotientAndRemainder(flooring: 146_097)
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
    let dayOfYear = day - (365 * year + year / 4 - year / 100)
    let month = (5 * dayOfYear + 2) / 153
    let isNextYear = month >= 10
    return (
      year + era * 400 + (isNextYear ? 1 : 0), isNextYear ? month - 9 : month + 3,
      dayOfYear - (153 * month + 2) / 5 + 1
    )
  }

  /// `21:42`
  func clock(_ instant: Instant) -> String {
    let parts = parts(instant)
    return "\(twoDigits(parts.hour)):\(twoDigits(parts.minute))"
  }

  /// `2026-05-14`
  func day(_ instant: Instant) -> String {
    let parts = parts(instant)
    return "\(parts.year)-\(twoDigits(parts.month))-\(twoDigits(parts.day))"
  }

  /// `5-14`, as the register's column for the day has it.
  func monthAndDay(_ instant: Instant) -> String {
    let parts = parts(instant)
    return "\(parts.month)-\(parts.day)"
  }

  /// `5-14 21:42`, as the register writes it.
  func dayAndClock(_ instant: Instant) -> String {
    let parts = parts(instant)
    return "\(parts.month)-\(parts.day) \(twoDigits(parts.hour)):\(twoDigits(parts.minute))"
  }

  /// `21:42` for who reads it on that day, `5-14 21:42` for who reads it on another.
  func clock(_ instant: Instant, onDayOf other: Instant) -> String {
    day(instant) == day(other) ? clock(instant) : dayAndClock(instant)
  }

  /// `2026-05-14 21:42`
  func yearDayAndClock(_ instant: Instant) -> String { "\(day(instant)) \(clock(instant))" }

  /// ISO 8601 with the zone's offset: `2026-05-14T21:42:07.000+08:00`.
  func iso(_ instant: Instant) -> String {
    let parts = parts(instant)
    var text = day(instant)
    for (mark, number) in [("T", parts.hour), (":", parts.minute), (":", parts.second)] {
      text += mark
      text += twoDigits(number)
    }
    text += "."
    text += String(1000 + instant.milliseconds.quotientAndRemainder(flooring: 1000).1).dropFirst()
    return text + offset(instant)
  }

  /// `+08:00`, and `Z` where there is none.
  private func offset(_ instant: Instant) -> String {
    let seconds = offsets.seconds(at: instant.milliseconds.quotientAndRemainder(flooring: 1000).0)
    guard seconds != 0 else { return "Z" }
    let minutes = abs(seconds) / 60
    return "\(seconds < 0 ? "-" : "+")\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))"
  }

  /// The first moment of the day that holds `instant`.
  func startOfDay(_ instant: Instant) -> Instant { Instant(calendar.startOfDay(for: instant.date)) }

  /// The first moment of `days` days after the day that holds `instant`.
  func startOfDay(_ instant: Instant, adding days: Int) -> Instant {
    let start = calendar.startOfDay(for: instant.date)
    return Instant(calendar.date(byAdding: .day, value: days, to: start) ?? start)
  }

  /// A written day `2026-05-14`, its first moment; nil when it is not in the calendar.
  func instant(day: String) -> Instant? {
    let parts = day.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2] else { return nil }
    return instant(year: year, month: month, day: day, hour: 0, minute: 0)
  }

  /// A written moment `2026-05-14T21:42`, as a browser's field sends it.
  func instant(local: String) -> Instant? {
    let halves = local.split(separator: "T", omittingEmptySubsequences: false)
    guard halves.count == 2, let start = instant(day: String(halves[0])) else { return nil }
    return instant(clock: String(halves[1]), onDayOf: start)
  }

  /// A clock time `21:42` on the day that holds `instant`.
  func instant(clock: String, onDayOf instant: Instant) -> Instant? {
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count >= 2, let hour = parts[0], let minute = parts[1] else { return nil }
    if let moment = self.instant(hour: hour, minute: minute, onSteadyDayOf: instant) { return moment }
    let day = self.parts(instant)
    return self.instant(year: day.year, month: day.month, day: day.day, hour: hour, minute: minute)
  }

  /// Nil when the clocks may change on that day or beside it: then only the calendar knows.
  private func instant(hour: Int, minute: Int, onSteadyDayOf instant: Instant) -> Instant? {
    guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
    let now = instant.milliseconds.quotientAndRemainder(flooring: 1000).0
    let offset = offsets.seconds(at: now)
    guard offsets.seconds(at: now - 2 * 86_400) == offset, offsets.seconds(at: now + 2 * 86_400) == offset else {
      return nil
    }
    let midnight = (now + offset).quotientAndRemainder(flooring: 86_400).0 * 86_400
    return Instant(milliseconds: (midnight + hour * 3600 + minute * 60 - offset) * 1000)
  }

  private func instant(year: Int, month: Int, day: Int, hour: Int, minute: Int) -> Instant? {
    guard (1900...9999).contains(year), (0...23).contains(hour), (0...59).contains(minute) else { return nil }
    let parts = DateComponents(year: year, month: month, day: day, hour: hour, minute: minute)
    guard parts.isValidDate(in: calendar) || hour + minute > 0, let date = calendar.date(from: parts) else {
      return nil
    }
    let read = calendar.dateComponents([.month, .day], from: date)
    return read.month == month && read.day == day ? Instant(date) : nil
  }

  /// An ISO 8601 moment with its zone, with or without fractions; nil when it has no zone or is no such moment.
  static func instant(iso text: String) -> Instant? {
    let plain = Date.ISO8601FormatStyle()
    if let date = try? plain.parse(text) { return Instant(date) }
    if let date = try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text) { return Instant(date) }
    return nil
  }

  private func twoDigits(_ number: Int) -> String { number < 10 ? "0" + String(number) : String(number) }
}
