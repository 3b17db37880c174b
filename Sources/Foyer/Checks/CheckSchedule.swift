import Foundation

/// When rounds of a list are due, as one of its versions says.
struct CheckSchedule: Sendable, Equatable {
  let checklist: String
  let kind: Checklist.Kind
  let version: Int
  let name: String
  let times: [String]
  let weekdays: [Int]
  /// From when and until when this version says so.
  let from: Instant
  let until: Instant

  /// The due moments in `[start, end)`, by the estate's clock. A time that the clocks leave out is due when they go on;
  /// one that they show twice is due once.
  func moments(from start: Instant, until end: Instant, zone: EstateZone) -> [Instant] {
    let (start, end) = (max(start, from), min(end, until))
    guard start < end, !times.isEmpty else { return [] }
    var moments: Set<Instant> = []
    var day = zone.startOfDay(start)
    while day < end {
      if weekdays.contains(zone.parts(day).weekday) {
        for time in times {
          if let moment = zone.instant(clock: time, onDayOf: day), moment >= start, moment < end {
            moments.insert(moment)
          }
        }
      }
      day = zone.startOfDay(day, adding: 1)
    }
    return moments.sorted()
  }
}

/// A round that is due at a moment, and what has become of it.
struct DueRound: Sendable, Equatable {
  enum State: String, CaseIterable, Sendable, Codable {
    /// Not yet to be made.
    case ahead
    /// May be made, and its time has not come or has just passed.
    case open
    case running, done, missed, excused
  }

  let checklist: String
  let kind: Checklist.Kind
  let name: String
  let dueAt: Instant
  let state: State
  /// The round that was made for it.
  var round: String?
  var reason: String?

  /// Whether the due time has neither round nor reason.
  var isUnsettled: Bool { ![.running, .done, .excused].contains(state) }
}

/// How early a round may be made, and how late it counts as missed.
struct RoundWindow: Sendable {
  let early: Int
  let grace: Int

  func state(of due: Instant, at now: Instant) -> DueRound.State {
    if now > due.advanced(minutes: grace) { return .missed }
    return now >= due.advanced(minutes: -early) ? .open : .ahead
  }

  /// Until when a missed round can still be made up for; afterwards only a leader's reason settles it.
  static let makeUpHours = 12

  func mayBegin(_ due: Instant, at now: Instant) -> Bool {
    now >= due.advanced(minutes: -early) && now <= due.advanced(minutes: Self.makeUpHours * 60)
  }
}
