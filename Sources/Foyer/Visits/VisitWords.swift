import Foundation
import Pages

/// Says a visit in the reader's words: masked names, clock times, what is left of a stay.
struct VisitWords: Sendable {
  let zone: EstateZone
  let language: Language
  let phrasebook: Phrasebook
  let now: Instant

  func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
    phrasebook.text(key, language, arguments)
  }

  /// One row of a list.
  func row(_ visit: Visit) -> [String: Any] {
    let stay = stay(of: visit)
    return [
      "id": visit.id, "path": "/visits/\(visit.id)",
      "state": visit.state.rawValue, "state_text": text("visit.state.\(visit.state.rawValue)"),
      "state_chip": Self.chip(of: visit.state),
      "is_inside": visit.state == .inside, "is_waiting": visit.state == .waiting,
      "name": name(of: visit), "purpose": text("visit.purpose.\(visit.purpose.rawValue)"),
      "room": visit.room ?? "—", "pass": visit.pass?.number ?? false,
      "no_pass": text("visit.no_pass"), "has_pass": visit.pass != nil,
      "arrived": zone.clock(visit.arrivedAt), "arrived_full": zone.dayAndClock(visit.arrivedAt),
      "reason": visit.reason.map { text("visit.reason.\($0)") } ?? false,
      "urgency": stay.urgency.isEmpty ? false : stay.urgency, "clock": stay.text, "clock_class": stay.urgency,
      "spent": stay.spent,
    ]
  }

  /// The name as lists show it: `沙*`, `常*等3人`, or what kind of caller it was.
  func name(of visit: Visit) -> String {
    let masked = visit.visitorName.map { PersonName($0).masked } ?? text("visit.category.\(visit.category.rawValue)")
    return visit.party > 1 ? text("visit.party", ["name": masked, "n": String(visit.party)]) : masked
  }

  typealias Stay = (urgency: String, text: String, spent: Int)

  /// What is left of the stay. The last quarter is "soon", past is "late"; always with a word.
  func stay(of visit: Visit) -> Stay {
    guard visit.state == .inside, let end = visit.expectedEnd else {
      return (visit.state == .waiting ? "held" : "", visit.state == .waiting ? text("visit.waits") : "", 0)
    }
    let over = now.minutes(since: end)
    if over >= 0 { return ("late", text("visit.over", ["time": duration(over)]), 100) }
    let whole = max(1, end.minutes(since: visit.arrivedAt))
    let spent = min(100, max(0, 100 * now.minutes(since: visit.arrivedAt) / whole))
    if spent >= 75 { return ("soon", text("visit.left_over", ["time": duration(-over)]), spent) }
    return ("", zone.clock(end), spent)
  }

  /// `42分`, `1小时20分`, `3天`.
  func duration(_ minutes: Int) -> String {
    if minutes < 60 { return text("duration.minutes", ["n": String(minutes)]) }
    if minutes < 48 * 60 {
      return text(
        "duration.hours",
        ["h": String(minutes / 60), "m": minutes % 60 < 10 ? "0\(minutes % 60)" : String(minutes % 60)])
    }
    return text("duration.days", ["n": String(minutes / 1440)])
  }

  static func chip(of state: Visit.State) -> String {
    switch state {
    case .inside: "on"
    case .waiting: "held"
    case .left: "done"
    case .refused: "stop"
    case .closedNoDeparture: "soon"
    }
  }
}
