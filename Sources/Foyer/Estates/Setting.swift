/// A number or choice that the procedure leaves open ("at once", "when necessary"), with its default and its clause.
struct Setting: Sendable {
  enum Kind: Sendable, Equatable {
    case number(ClosedRange<Int>)
    case choice([String])
    /// Any of these words, in any number.
    case words([String])
    case clock
  }

  /// What a number counts.
  enum Unit: String, CaseIterable, Sendable {
    case minutes, hours, days, tries, weeks, nights
  }

  let name: String
  let kind: Kind
  let unit: Unit?
  /// The clauses that it makes exact.
  let clause: String
  private let defaults: @Sendable (Estate.Profile) -> String

  init(
    _ name: String, _ kind: Kind, _ unit: Unit? = nil, clause: String,
    _ defaults: @escaping @Sendable (Estate.Profile) -> String
  ) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.clause = clause
    self.defaults = defaults
  }

  func defaultValue(for profile: Estate.Profile) -> String { defaults(profile) }

  /// Whether a written value is one that this setting may have.
  func accepts(_ value: String) -> Bool {
    switch kind {
    case .number(let range): Int(value).map(range.contains) ?? false
    case .choice(let words): words.contains(value)
    case .words(let words): Set(value.split(separator: " ").map(String.init)).isSubset(of: words)
    case .clock: EstateZone.shanghai.instant(clock: value, onDayOf: Instant(milliseconds: 0)) != nil
    }
  }
}

extension Setting {
  private static let purposes = Visit.Purpose.allCases.map(\.rawValue)

  /// Purposes whose visitors show a document; the butlers' desk asks for none (B-4.2.2), the guards' post does (C-5).
  static let documentRequired = Setting("visits.document_required", .words(purposes), clause: "C-5") { profile in
    profile == .guardPost ? "family friend repair renovation domestic agency other" : ""
  }
  /// Purposes that need the host's word before anyone goes in.
  static let confirmationRequired = Setting("visits.confirmation_required", .words(purposes), clause: "C-4") { _ in
    "family friend repair renovation domestic agency other"
  }
  /// Purposes whose visitors carry a numbered pass.
  static let passGiven = Setting("passes.given_for", .words(purposes), clause: "C-3") { _ in
    "family friend repair renovation domestic agency other"
  }
  /// Whether a visitor may go in when the rack is empty.
  static let passRequired = Setting("passes.required", .choice(["yes", "no"]), clause: "C-3") { _ in "no" }
  /// After this many tries without an answer the visitor is asked to come again.
  static let confirmationTries = Setting("visits.confirmation_tries", .number(1...10), .tries, clause: "C-4") { _ in "3"
  }
  /// When every visitor is expected to have left.
  static let nightLimit = Setting("visits.night_limit", .clock, clause: "A-2.2") { _ in "23:00" }
  /// Hours that the record shows without asking.
  static let recordHours = Setting("journal.hours", .number(1...744), .hours, clause: "A-4.1") { _ in "48" }
  /// Days that a visitor's document number is kept.
  static let numberDays = Setting("privacy.document_days", .number(1...3650), .days, clause: "A-6.3") { _ in "30" }
  /// Days that the fact of a visit is kept.
  static let visitDays = Setting("privacy.visit_days", .number(1...3650), .days, clause: "A-6.3") { _ in "180" }

  /// Whether the register on paper shows visitors' whole names, as C-5 wants it; files never do.
  static let printFullNames = Setting("privacy.print_full_names", .choice(["yes", "no"]), clause: "C-5") { _ in "yes" }

  /// Minutes before its time that a round may be begun.
  static let roundEarly = Setting("checks.round_early", .number(0...720), .minutes, clause: "B-4.2.3") { _ in "60" }
  /// Minutes after which a round that nobody began counts as missed.
  static let roundGrace = Setting("checks.round_grace", .number(1...720), .minutes, clause: "B-4.2.3") { _ in "30" }
  /// Days that the pictures of rounds are kept.
  static let photoDays = Setting("checks.photo_days", .number(1...3650), .days, clause: "A-6.3") { _ in "180" }

  /// Rest between two shifts; mainland law sets none for a day, directive 2003/88/EC asks for eleven hours.
  static let rosterRest = Setting("roster.rest_hours", .number(0...48), .hours, clause: "C-1") { _ in "11" }
  /// Hours a week (Labour Law of the PRC, article 36), averaged over so many weeks.
  static let rosterWeekHours = Setting("roster.week_hours", .number(1...168), .hours, clause: "C-1") { _ in "44" }
  static let rosterAverageWeeks = Setting("roster.average_weeks", .number(1...5), .weeks, clause: "C-1") { _ in "4" }
  /// Hours in any seven days.
  static let rosterSevenDayHours = Setting("roster.seven_day_hours", .number(1...168), .hours, clause: "C-1") { _ in
    "48"
  }
  /// Overtime a month (Labour Law of the PRC, article 41): what is planned beyond the month's standard hours.
  static let rosterMonthOvertime = Setting("roster.month_overtime", .number(0...400), .hours, clause: "C-1") { _ in
    "36"
  }
  /// Working days a year, from which a month's standard hours follow; 248 since 2025.
  static let rosterYearDays = Setting("roster.year_days", .number(200...366), .days, clause: "C-1") { _ in "248" }
  /// Days ahead for which holes of the approved roster, and a coming month that is not approved, are raised; 0 for none.
  static let rosterAheadDays = Setting("roster.ahead_days", .number(0...31), .days, clause: "C-1") { _ in "7" }
  static let rosterNights = Setting("roster.nights_in_row", .number(1...31), .nights, clause: "C-1") { _ in "4" }
  /// At least one day off a week (Labour Law of the PRC, article 38).
  static let rosterDaysInRow = Setting("roster.days_in_row", .number(1...31), .days, clause: "C-1") { _ in "6" }
  /// So long may two people stand at a post that needs one, for a handover.
  static let rosterOverlap = Setting("roster.overlap_minutes", .number(0...240), .minutes, clause: "C-1") { _ in "0" }
  static let rosterNightBegins = Setting("roster.night_begins", .clock, clause: "C-1") { _ in "22:00" }
  static let rosterNightEnds = Setting("roster.night_ends", .clock, clause: "C-1") { _ in "06:00" }
  /// Who must hold a guard's licence (保安员证) to stand at a post.
  static let rosterCertificateRoles = Setting(
    "roster.certificate_roles", .words(Role.people.map(\.rawValue)), clause: "C-1"
  ) { profile in profile == .guardPost ? "attendant squad_leader" : "" }
  /// Checks that keep a roster, a swap or a leave from being approved; all others only warn.
  static let rosterBlocking = Setting(
    "roster.blocking", .words(RosterFinding.Kind.allCases.map(\.rawValue)), clause: "C-1"
  ) { _ in "" }
  /// Hours ahead that the board already shows, beside what is left of the day.
  static let boardHoursAhead = Setting("board.hours_ahead", .number(1...48), .hours, clause: "A-1.3") { _ in "12" }
  /// Hours for which a reading of the day's items counts where nobody's coming on duty is written down.
  static let boardReadingHours = Setting("board.reading_hours", .number(1...48), .hours, clause: "A-1.3") { _ in "12" }
  /// A handover that begins more minutes than this before the shift ends says why.
  static let handoverEarly = Setting("handover.early_minutes", .number(0...720), .minutes, clause: "A-4.2") { _ in "30"
  }
  /// In how many minutes the relief accepts.
  static let handoverMinutes = Setting("handover.acceptance_minutes", .number(1...240), .minutes, clause: "A-4.2") {
    _ in
    "15"
  }

  /// Minutes after which a visitor with this purpose stays over.
  static func stay(_ purpose: Visit.Purpose) -> Setting {
    Setting("visits.stay.\(purpose.rawValue)", .number(1...10080), .minutes, clause: "A-2.2") { _ in
      switch purpose {
      case .delivery: "15"
      case .repair: "120"
      case .family, .friend: "240"
      case .domestic, .renovation: "480"
      case .agency, .official, .other: "60"
      }
    }
  }

  /// The setting of a name, or nil.
  static func named(_ name: String) -> Setting? { all.first { $0.name == name } }

  /// Settings stand together by the first word of their name.
  var group: String { String(name.prefix { $0 != "." }) }

  static let all: [Setting] =
    [
      documentRequired, confirmationRequired, confirmationTries, nightLimit, passGiven, passRequired, recordHours,
      numberDays, photoDays, printFullNames, roundEarly, roundGrace, visitDays, boardHoursAhead, boardReadingHours,
      handoverEarly, handoverMinutes,
    ] + Visit.Purpose.allCases.map(stay) + duty + [
      rosterRest, rosterWeekHours, rosterAverageWeeks, rosterSevenDayHours, rosterMonthOvertime, rosterYearDays,
      rosterNights, rosterDaysInRow, rosterAheadDays,
      rosterOverlap, rosterNightBegins, rosterNightEnds, rosterCertificateRoles, rosterBlocking,
    ]
}

/// The settings of one estate: what was chosen, and the profile's default for the rest.
struct Settings: Sendable {
  let profile: Estate.Profile
  /// By name; only what somebody chose.
  let chosen: [String: String]

  func value(_ setting: Setting) -> String { chosen[setting.name] ?? setting.defaultValue(for: profile) }

  func number(_ setting: Setting) -> Int { Int(value(setting)) ?? Int(setting.defaultValue(for: profile)) ?? 0 }

  func isOn(_ setting: Setting) -> Bool { value(setting) == "yes" }

  func names(_ word: String, in setting: Setting) -> Bool {
    value(setting).utf8.split(separator: UInt8(ascii: " ")).contains { $0.elementsEqual(word.utf8) }
  }
}
