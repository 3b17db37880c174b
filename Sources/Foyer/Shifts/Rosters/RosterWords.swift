import Foundation
import Pages

/// Shifts, times and findings of a roster in the reader's words.
struct RosterWords {
  let zone: EstateZone
  let names: [String: String]
  let posts: [String: String]
  let kinds: [String: ShiftKind]
  let lobby: Lobby
  let context: LobbyContext

  func text(_ key: String, _ arguments: [String: String] = [:]) -> String { lobby.text(key, context, arguments) }
  func name(_ account: String?) -> String { account.map { names[$0] ?? text("roster.nobody") } ?? "" }
  func post(_ id: String?) -> String { id.map { posts[$0] ?? text("roster.closed_post") } ?? "" }
  func code(_ entry: RosterEntry) -> String {
    (entry.origin == .extra ? text("roster.code_extra") : "") + (kinds[entry.kind]?.code ?? "?")
  }

  /// `11-24 周二 23:00–7:00`
  func when(_ from: Instant, _ until: Instant) -> String {
    let day = "\(zone.monthAndDay(from)) \(weekday(from)) \(zone.clock(from))–"
    return day + (until.minutes(since: from) > 1_440 ? zone.dayAndClock(until) : zone.clock(until))
  }

  func weekday(_ instant: Instant) -> String { text("duty_record.weekday.\(zone.parts(instant).weekday)") }

  /// `7.5` for seven and a half hours.
  static func hours(_ minutes: Int) -> String {
    let (whole, rest) = minutes.quotientAndRemainder(dividingBy: 60)
    guard rest != 0 else { return String(whole) }
    let tenths = Double(minutes) / 60
    return String((tenths * 10).rounded() / 10)
  }

  func content(_ finding: RosterFinding, isBlocking: Bool) -> [String: Any] {
    let isCount = [.hole, .double, .nights, .daysInRow, .certificate].contains(finding.kind)
    let lasts = finding.until.minutes(since: finding.from)
    let path = finding.entry.map { "/roster-entries/\($0)" }
    return [
      "title": text("roster_finding.\(finding.kind.rawValue)"), "urgency": Self.urgency(of: finding.kind),
      "who": finding.account.map { name($0) } ?? post(finding.post),
      "detail": text(
        "roster_finding_detail.\(finding.kind.rawValue)",
        [
          "when": when(finding.from, finding.until), "n": isCount ? String(finding.value) : Self.hours(finding.value),
          "limit": isCount || finding.kind == .double ? String(finding.limit) : Self.hours(finding.limit),
          "days": "\(zone.monthAndDay(finding.from))–\(zone.monthAndDay(finding.until.advanced(minutes: -1)))",
          "lasts": lasts % 60 == 0
            ? text("unit.hours", ["n": String(lasts / 60)]) : text("unit.minutes", ["n": String(lasts)]),
        ]),
      "basis": text("roster_basis.\(finding.kind.rawValue)"), "blocks": isBlocking,
      "mend": path ?? (finding.kind == .hole ? holePath(finding) : false),
    ]
  }

  private func holePath(_ finding: RosterFinding) -> Any {
    guard let post = finding.post else { return false }
    return "/roster-entries/new?post=\(post)&day=\(zone.day(finding.from))"
  }

  static func urgency(of kind: RosterFinding.Kind) -> String {
    switch kind {
    case .hole, .overlap, .gone, .leave: "late"
    default: "soon"
    }
  }

  /// The few worst, and how many there are of each kind.
  func list(_ findings: [RosterFinding], rules: RosterRules, limit: Int = 40) -> [String: Any] {
    [
      "findings": findings.prefix(limit).map { content($0, isBlocking: rules.blocking.contains($0.kind)) },
      "has_findings": !findings.isEmpty, "no_findings": findings.isEmpty,
      "more": findings.count > limit ? text("roster.more", ["n": String(findings.count - limit)]) : false,
      "finding_count": findings.count,
    ]
  }
}
