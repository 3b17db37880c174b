import Foundation

/// A visitor whom a resident has told the desk to expect, once or again and again (A-2.2, B-3.9).
struct ExpectedVisit: Sendable, Equatable {
  enum Recurrence: String, CaseIterable, Sendable, Codable {
    case once, daily
    /// Monday to Friday.
    case weekdays
  }

  let id: String
  let room: String
  let roomKey: String?
  let hostName: String?
  /// What the residents' register said of room and host when this was written.
  let hostMatch: Visit.HostMatch
  let visitorName: String
  let party: Int
  let purpose: Visit.Purpose
  let plate: String?
  let note: String?
  let givesPass: Bool
  let recurrence: Recurrence
  /// The first window in which the visitor may come.
  let from: Instant
  let until: Instant
  /// The first moment of the last day; nil repeats until it is cancelled.
  let lastDay: Instant?
  let createdAt: Instant
  let createdBy: String
  let cancelledAt: Instant?
  let cancelledBy: String?

  /// Behind this moment nobody is expected any more.
  static func closing(
    recurrence: Recurrence, until: Instant, length: Int, lastDay: Instant?, zone: EstateZone
  ) -> Instant {
    guard recurrence != .once else { return until }
    guard let lastDay else { return .endless }
    return Instant(milliseconds: zone.startOfDay(lastDay, adding: 1).milliseconds + length)
  }
}

extension Instant {
  /// Later than anything that happens: year 9999.
  static let endless = Instant(milliseconds: 253_370_764_800_000)
}

extension ExpectedVisit {
  /// One day's window of an expected visit, with those who came in it.
  struct Occurrence: Sendable, Equatable {
    enum State: String, CaseIterable, Sendable, Codable {
      case expected
      /// In the window, not here yet.
      case due
      case arrived, missed, cancelled
    }

    let expected: ExpectedVisit
    let from: Instant
    let until: Instant
    var arrivals: [Arrival] = []

    /// Its place in a list: of those still to come by the window, of the past by the moment when nobody is expected
    /// any more.
    func place(in when: ExpectedVisitQuery.When, zone: EstateZone) -> ListCursor {
      ListCursor(at: when == .past ? expected.closing(in: zone) : from, id: expected.id)
    }

    func state(at now: Instant) -> State {
      if !arrivals.isEmpty { return .arrived }
      if expected.cancelledAt != nil { return .cancelled }
      if now >= until { return .missed }
      return now >= from ? .due : .expected
    }
  }

  struct Arrival: Sendable, Equatable {
    let visit: String
    let occurredIn: Instant
    let at: Instant
  }

  func closing(in zone: EstateZone) -> Instant {
    Self.closing(
      recurrence: recurrence, until: until, length: until.milliseconds - from.milliseconds, lastDay: lastDay, zone: zone
    )
  }

  /// The window that begins on the day that holds `instant`; nil where none does.
  func occurrence(onDayOf instant: Instant, zone: EstateZone) -> Occurrence? {
    if recurrence == .once {
      guard zone.startOfDay(instant) == zone.startOfDay(from) else { return nil }
      return Occurrence(expected: self, from: from, until: until)
    }
    let day = zone.startOfDay(instant)
    guard day >= zone.startOfDay(from), lastDay.map({ day <= zone.startOfDay($0) }) ?? true else { return nil }
    guard recurrence == .daily || zone.parts(day).weekday <= 5 else { return nil }
    guard let start = zone.instant(clock: zone.clock(from), onDayOf: day) else { return nil }
    let length = until.milliseconds - from.milliseconds
    return Occurrence(
      expected: self, from: start, until: Instant(milliseconds: start.milliseconds + length))
  }

  /// What the desk has to know on the day of `now`: that day's window, or an earlier one that is still open.
  func occurrences(at now: Instant, zone: EstateZone) -> [Occurrence] {
    let today = occurrence(onDayOf: now, zone: zone)
    let earlier =
      recurrence == .once
      ? Occurrence(expected: self, from: from, until: until)
      : occurrence(onDayOf: zone.startOfDay(now, adding: -1), zone: zone)
    let stillOpen = earlier.flatMap { $0.from < zone.startOfDay(now) && $0.until > now ? $0 : nil }
    return [stillOpen, today].compactMap(\.self)
  }

  /// The first window that begins after the day of `now`, looked for a year ahead.
  func nextOccurrence(after now: Instant, zone: EstateZone) -> Occurrence? {
    if recurrence == .once {
      guard from >= zone.startOfDay(now, adding: 1) else { return nil }
      return Occurrence(expected: self, from: from, until: until)
    }
    let first = max(zone.startOfDay(from), zone.startOfDay(now, adding: 1))
    return (0..<7).lazy.compactMap { occurrence(onDayOf: zone.startOfDay(first, adding: $0), zone: zone) }.first
  }

  /// The window that a visitor who comes at `moment` belongs to: the one that is open, else the nearest of that day.
  func occurrence(for moment: Instant, zone: EstateZone) -> Occurrence {
    let candidates = [-1, 0, 1].compactMap { occurrence(onDayOf: zone.startOfDay(moment, adding: $0), zone: zone) }
    let open = candidates.first { $0.from <= moment && moment < $0.until }
    let today = candidates.first { zone.startOfDay($0.from) == zone.startOfDay(moment) }
    return open ?? today ?? Occurrence(expected: self, from: from, until: until)
  }
}

extension ExpectedVisit {
  /// What was typed, checked for form.
  struct Draft: Sendable, Equatable {
    var id: String
    var room: String
    var hostName: String?
    var visitorName: String
    var party: Int
    var purpose: Visit.Purpose
    var plate: String?
    var note: String?
    var givesPass: Bool
    var recurrence: Recurrence
    var from: Instant
    var until: Instant
    var lastDay: Instant?
    var digest: String
  }
}

/// Which list of expected visitors is asked for.
struct ExpectedVisitQuery: Sendable {
  enum When: String, CaseIterable, Sendable { case today, coming, past }

  var when = When.today
  var cursor: ListCursor?
  var limit = 100
}
