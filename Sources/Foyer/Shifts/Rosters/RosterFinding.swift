/// Something about a roster that a planner should know: what, where, of whom, when, and the rule behind it.
struct RosterFinding: Sendable, Hashable {
  enum Kind: String, CaseIterable, Sendable, Codable {
    /// Fewer people at a post than it needs, were it for a minute.
    case hole
    /// More people than the post needs.
    case double
    /// One person at two places at once.
    case overlap
    case rest
    case weekHours = "week_hours"
    case sevenDays = "seven_days"
    /// More than the month's standard hours and the overtime that the law allows beyond them.
    case monthOvertime = "month_overtime"
    case nights
    case daysInRow = "days_in_row"
    case certificate
    case leave
    /// A shift of somebody who no longer serves.
    case gone

    /// The setting that holds the limit, where one does.
    var setting: Setting {
      switch self {
      case .hole, .overlap, .leave, .gone: .rosterBlocking
      case .double: .rosterOverlap
      case .rest: .rosterRest
      case .weekHours: .rosterWeekHours
      case .sevenDays: .rosterSevenDayHours
      case .monthOvertime: .rosterMonthOvertime
      case .nights: .rosterNights
      case .daysInRow: .rosterDaysInRow
      case .certificate: .rosterCertificateRoles
      }
    }

    /// The law or the clause behind it.
    var clause: String { self == .overlap || self == .leave || self == .gone ? "C-1" : setting.clause }

    /// Whether more of it is worse; of rest, less is.
    var grows: Bool { [.weekHours, .sevenDays, .monthOvertime, .nights, .daysInRow].contains(self) }

    /// Worst first.
    var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  let kind: Kind
  var post: String?
  var account: String?
  let from: Instant
  let until: Instant
  /// People, minutes, nights or days, as the kind counts.
  var value = 0
  var limit = 0
  /// The planned shift that it is best mended at.
  var entry: String?

  /// The same trouble as another, and no worse: a shift less among too many is not news.
  func isWithin(_ other: RosterFinding) -> Bool {
    self == other
      || kind.grows && kind == other.kind && account == other.account && value <= other.value
        && from < other.until && other.from < until
  }
}

/// The limits of an estate, read from its settings.
struct RosterRules: Sendable {
  let restMinutes, weekMinutes, averageWeeks, sevenDayMinutes, nights, daysInRow, overlapMinutes: Int
  /// What a month has without overtime, and how much overtime there may be.
  let monthMinutes, overtimeMinutes: Int
  /// Minutes of the day; a night runs over midnight.
  let nightBegins, nightEnds: Int
  let certificateRoles: Set<String>
  let blocking: Set<RosterFinding.Kind>

  /// Whoever works so much of the night has worked a night (the measure of directive 2003/88/EC).
  static let nightMinutes = 180

  init(_ settings: Settings) {
    restMinutes = settings.number(.rosterRest) * 60
    weekMinutes = settings.number(.rosterWeekHours) * 60
    averageWeeks = max(1, settings.number(.rosterAverageWeeks))
    sevenDayMinutes = settings.number(.rosterSevenDayHours) * 60
    // 248 days of 8 hours a year are 165.33 hours a month.
    monthMinutes = settings.number(.rosterYearDays) * 8 * 60 / 12
    overtimeMinutes = settings.number(.rosterMonthOvertime) * 60
    nights = settings.number(.rosterNights)
    daysInRow = settings.number(.rosterDaysInRow)
    overlapMinutes = settings.number(.rosterOverlap)
    nightBegins = Self.minute(settings.value(.rosterNightBegins))
    nightEnds = Self.minute(settings.value(.rosterNightEnds))
    certificateRoles = Set(settings.value(.rosterCertificateRoles).split(separator: " ").map(String.init))
    blocking = Set(
      settings.value(.rosterBlocking).split(separator: " ").compactMap { RosterFinding.Kind(rawValue: String($0)) })
  }

  private static func minute(_ clock: String) -> Int {
    let parts = clock.split(separator: ":").compactMap { Int($0) }
    return parts.count == 2 ? parts[0] * 60 + parts[1] : 0
  }

  /// Whether a shift that begins at a minute of the day is a night.
  func isNight(from minute: Int, minutes: Int) -> Bool {
    let length = (nightEnds - nightBegins + 1_440) % 1_440
    let worked = [-1, 0, 1, 2].reduce(0) { sum, day in
      let begins = day * 1_440 + nightBegins
      return sum + max(0, min(minute + minutes, begins + length) - max(minute, begins))
    }
    return worked >= Self.nightMinutes
  }
}
