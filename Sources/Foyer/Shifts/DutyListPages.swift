import Pages

/// 在岗: who is on duty at each post, who is missing, who comes next, and the last days.
struct DutyListPage: Page {
  static let template = "duties/index"
  let board: DutyBoard
  let errors: FieldErrors
  let lobby: Lobby
  let context: LobbyContext

  var zone: EstateZone { board.estate.zone }

  var content: [String: Any] {
    let notes = FieldNotes(errors, lobby, context)
    return notes.content(at: ["post", "account", "arrived_at"]).merging(live) { $1 }.merging([
      "absences": board.absences.map(absence), "has_absences": !board.absences.isEmpty,
      "past": board.ended.map(past), "no_past": board.ended.isEmpty,
      "mine": mine.map { "/duties/\($0.id)" } ?? false,
      "mine_text": mine.map { word("duties.mine_\($0.state.rawValue)") } ?? "",
      "may_arrive": context.may(.standDuty) && mine == nil, "may_decide": context.may(.decideDuties),
      "own_posts": board.posts.map {
        ["id": $0.id, "name": $0.name, "is_own": $0.id == context.caller.principal?.post] as [String: Any]
      },
      "people": people, "new_id": Identifier.make(at: context.now), "typed_time": context.form.typed("arrived_at"),
      "outcomes": Absence.Outcome.allCases.map {
        ["value": $0.rawValue, "name": word("absence.outcome.\($0.rawValue)")]
      },
    ]) { own, _ in own }
  }

  /// What changes while the page is open.
  var live: [String: Any] {
    [
      "posts": board.posts.map(post), "expected": expected.map(line), "nobody_expected": expected.isEmpty,
      "refresh": "duties absences rosters leaves shift_trades handovers",
    ]
  }

  func word(_ key: String, _ arguments: [String: String] = [:]) -> String { lobby.text(key, context, arguments) }

  private var mine: Duty? { board.open.first { $0.account == context.caller.principal?.account } }

  /// For whom the leader may write an arrival down: who serves at a desk and is not there.
  private var people: [[String: Any]] {
    let there = Set(board.open.map(\.account))
    return board.accounts.filter {
      $0.disabledAt == nil && Permission.standDuty.roles.contains($0.role) && !there.contains($0.id)
    }.map { ["id": $0.id, "name": $0.name] }
  }

  private func post(_ post: Post) -> [String: Any] {
    let people = board.open.filter { $0.post == post.id }
    let gap = board.attendance.gaps.first { $0.post == post.id }
    return [
      "name_of_post": post.name, "people": people.map(person), "is_empty": people.isEmpty,
      "gap": gap.map { word("duties.unmanned_since", ["time": moment($0.since)]) } ?? false,
    ]
  }

  private func person(_ duty: Duty) -> [String: Any] {
    [
      "path": "/duties/\(duty.id)", "name": duty.name, "chip": Self.chip(of: duty.state),
      "state": word("duty.state.\(duty.state.rawValue)"), "since": moment(duty.startedAt ?? duty.arrivedAt),
      "shift": shift(duty), "punctual": punctual(duty), "is_late": lateness(duty) > 0,
    ]
  }

  static func chip(of state: Duty.State) -> String {
    switch state {
    case .onDuty: "on"
    case .arrived: "soon"
    case .ended: "done"
    case .withdrawn: "off"
    }
  }

  private func shift(_ duty: Duty) -> String {
    guard let plan = duty.plan else { return word("duties.unplanned") }
    return "\(plan.shift ?? "") \(zone.span(plan.from, plan.until))"
  }

  private func lateness(_ duty: Duty) -> Int {
    duty.plan.map { board.limits.lateness(of: duty.arrivedAt, for: $0.from) } ?? 0
  }

  private func punctual(_ duty: Duty) -> Any {
    guard duty.plan != nil else { return false }
    let late = lateness(duty)
    return late == 0 ? word("duties.in_time") : word("duties.late_by", ["n": String(late)])
  }

  /// Everybody of the roster around now who is not there, and who was.
  private var expected: [Attendance.Line] {
    let noted = Set(board.absences.map(\.entry))
    return board.attendance.lines.filter { line in
      ![.arrived, .onDuty, .ended].contains(line.standing) && !noted.contains(line.entry.id)
    }
  }

  private func line(_ line: Attendance.Line) -> [String: Any] {
    let entry = line.entry
    return [
      "name": board.name(of: entry.account), "post": board.name(ofPost: entry.post),
      "shift": "\(board.shifts[entry.kind] ?? "") \(zone.span(entry.startsAt, entry.endsAt))",
      "day": zone.day(entry.startsAt) == zone.day(context.now) ? false : zone.monthAndDay(entry.startsAt) as Any,
      "state": word("duties.standing.\(line.standing.rawValue)"), "chip": Self.chip(of: line.standing),
      "tone": line.standing == .late || line.standing == .absent ? "late" : line.standing == .due ? "soon" : "",
    ]
  }

  private static func chip(of standing: Attendance.Standing) -> String {
    switch standing {
    case .late, .absent: "late"
    case .due: "soon"
    default: "wait"
    }
  }

  private func absence(_ absence: Absence) -> [String: Any] {
    [
      "path": "/absences/\(absence.entry)/settlement", "name": board.name(of: absence.account),
      "post": board.name(ofPost: absence.post),
      "planned": "\(zone.monthAndDay(absence.from)) \(zone.span(absence.from, absence.until))",
    ]
  }

  private func past(_ duty: Duty) -> [String: Any] {
    let span = duty.startedAt.map { zone.span($0, duty.endedAt ?? $0) } ?? "—"
    return [
      "path": "/duties/\(duty.id)", "name": duty.name, "post": board.name(ofPost: duty.post),
      "day": zone.monthAndDay(duty.arrivedAt), "arrived": zone.clock(duty.arrivedAt), "span": span,
      "shift": shift(duty), "punctual": punctual(duty), "is_late": lateness(duty) > 0,
      "ending": duty.ending.map { word("duty.ending.\($0.rawValue)") } ?? "",
      "early": duty.earlyMinutes.map { word("duties.early_by", ["n": String($0)]) } ?? false as Any,
      "is_ordered": duty.ending == .order || duty.ending == .sentHome,
    ]
  }

  private func moment(_ instant: Instant) -> String {
    zone.clock(instant, onDayOf: context.now)
  }
}

/// A part of the page, as the live screen fetches it again.
struct DutyNowPart: Page, @unchecked Sendable {
  static let template = "duties/now"
  let content: [String: Any]
}

struct DutyExpectedPart: Page, @unchecked Sendable {
  static let template = "duties/expected"
  let content: [String: Any]
}

/// How punctual everybody was: n of d, with what counts.
struct PunctualityPage: Page {
  static let template = "duties/punctuality"
  let facts: PunctualityFacts
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let (figures, zone) = (facts.figures, facts.estate.zone)
    return [
      "from": zone.day(facts.period.from), "to": zone.day(facts.period.until.advanced(seconds: -1)),
      "rate": Self.rate(figures.onTime, figures.due), "fraction": "\(figures.onTime)/\(figures.due)",
      "is_few": figures.due > 0 && figures.due < 30, "unplanned": figures.unplanned, "unsettled": figures.unsettled,
      "left_early": figures.leftEarly, "unmanned": words.duration(figures.unmannedMinutes),
      "score_rate": Self.rate(facts.score.good, facts.score.all), "score": "\(facts.score.good)/\(facts.score.all)",
      "formula": lobby.text("punctuality.formula", context, ["n": String(facts.limits.arriveEarly)]),
      "lines": figures.lines.map(line), "is_empty": figures.lines.isEmpty,
    ]
  }

  private var words: VisitWords { lobby.words(facts.estate, context) }

  /// `96.2%`; nothing of nothing is no figure.
  static func rate(_ part: Int, _ whole: Int) -> String {
    guard whole > 0 else { return "—" }
    let tenths = (part * 2000 + whole) / (2 * whole)
    return "\(tenths / 10).\(tenths % 10)%"
  }

  private func line(_ line: Punctuality.Line) -> [String: Any] {
    [
      "name": line.name, "fraction": "\(line.onTime)/\(line.due)", "rate": Self.rate(line.onTime, line.due),
      "late": line.late, "early": line.leftEarly, "absent": line.absent, "minutes": line.lateMinutes,
      "tone": line.absent > 0 ? "late" : line.late > 0 ? "soon" : "",
    ]
  }
}
