/// A kind of shift: its code on the roster (早, 中, 夜 …) and its hours.
struct ShiftKind: Sendable, Equatable, Identifiable {
  /// Whether whoever works it mans his post.
  enum Purpose: String, CaseIterable, Sendable, Codable { case duty, training }

  let id: String
  var code: String
  var name: String
  var purpose = Purpose.duty
  /// Minutes from midnight of the day under which a rotation writes it. A night that "begins at 24:00" begins at 1440.
  var startsMinute: Int
  /// Later than the beginning: a night that ends at seven the next morning ends at 1860.
  var endsMinute: Int

  var minutes: Int { endsMinute - startsMinute }

  /// When it is worked, on the day that holds `day`; by the wall clock, so that a night on which clocks change is as
  /// long as it is.
  func hours(on day: Instant, zone: EstateZone) -> (from: Instant, until: Instant) {
    (zone.instant(minute: startsMinute, ofDayOf: day), zone.instant(minute: endsMinute, ofDayOf: day))
  }

  /// `23:00–7:00`; a beginning or an end at midnight may be called 24:00.
  var clocks: String { "\(Self.clock(startsMinute))–\(Self.clock(endsMinute))" }

  static func clock(_ minute: Int) -> String {
    if minute == 1_440 { return "24:00" }
    let rest = minute % 1_440
    return "\(rest / 60):" + (rest % 60 < 10 ? "0" : "") + String(rest % 60)
  }
}

/// How many people a post needs at a time of day.
struct CoverNeed: Sendable, Equatable, Identifiable {
  let id: String
  let post: String
  /// 1 is Monday.
  var weekdays: Set<Int>
  var startsMinute: Int
  var endsMinute: Int
  var people: Int

  var isRoundTheClock: Bool { endsMinute - startsMinute == 1_440 && weekdays.count == 7 }
}

/// People who walk through a rotation together.
struct Crew: Sendable, Equatable, Identifiable {
  let id: String
  var name: String
  var rotation: String?
  /// How many days behind the rotation's first day this crew begins it.
  var daysBehind: Int
}

/// Who belongs to a crew, and where he stands.
struct CrewMember: Sendable, Equatable {
  let account: String
  let crew: String
  let post: String
}

/// A cycle of days, each with a kind of shift or none.
struct Rotation: Sendable, Equatable, Identifiable {
  let id: String
  var name: String
  /// Ids of kinds; nil is a day of rest.
  var days: [String?]
  /// The cycle's first day, for a crew that is no day behind.
  var startsAt: Instant

  /// The kind of a crew's shift on the day of a number.
  func kind(on day: Int, behind: Int, zone: EstateZone) -> String? {
    guard !days.isEmpty else { return nil }
    return days[(day - zone.dayNumber(startsAt) - behind).quotientAndRemainder(flooring: days.count).1]
  }
}
