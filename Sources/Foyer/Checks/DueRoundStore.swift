import Database
import Pages

extension Snapshot {
  /// Every due time that may still want something, oldest first: from where all before has its round or its reason
  /// until `end`. Costs one small question where no list is in use.
  func dueRounds(
    of estate: Estate, until end: Instant, at now: Instant, window: RoundWindow, checklist: String? = nil
  ) throws -> [DueRound] {
    let pending = try pendingSchedules(of: estate.id, checklist: checklist)
    guard let start = pending.map(\.settledUntil).min() else { return [] }
    let outcomes = try dueOutcomes(of: estate.id, since: start)
    return pending.flatMap { pending -> [DueRound] in
      let schedule = pending.schedule
      return schedule.moments(from: pending.settledUntil, until: end, zone: estate.zone).map { moment in
        let outcome = outcomes[DueKey(checklist: schedule.checklist, at: moment)]
        return DueRound(
          checklist: schedule.checklist, kind: schedule.kind, name: schedule.name, dueAt: moment,
          state: outcome?.state ?? window.state(of: moment, at: now), round: outcome?.round, reason: outcome?.reason)
      }
    }.sorted { ($0.dueAt, $0.checklist) < ($1.dueAt, $1.checklist) }
  }

  /// Those that nobody made in time.
  func missedRounds(of estate: Estate, at now: Instant, window: RoundWindow) throws -> [DueRound] {
    try dueRounds(of: estate, until: now, at: now, window: window).filter { $0.state == .missed }
  }

  func roundWindow(of estate: Estate) throws -> RoundWindow {
    let settings = try settings(of: estate)
    return RoundWindow(early: settings.number(.roundEarly), grace: settings.number(.roundGrace))
  }

  private func pendingSchedules(
    of estate: String, checklist: String?
  ) throws -> [(settledUntil: Instant, schedule: CheckSchedule)] {
    let rows = try rows(
      """
      SELECT c.id, c.kind, c.settled_until, v.version, v.name, v.times, v.weekdays, v.made_at, v.valid_until
      FROM checklists c JOIN checklist_versions v ON v.estate = c.estate AND v.checklist = c.id
      WHERE c.estate = ? AND c.in_use_since IS NOT NULL AND (c.retired_at IS NULL OR c.retired_at > c.settled_until)
        AND (v.valid_until IS NULL OR v.valid_until > c.settled_until) ORDER BY c.id, v.version
      """, estate)
    return rows.compactMap { row in
      guard checklist == nil || checklist == row.text("id"), let kind = Checklist.Kind(rawValue: row.text("kind"))
      else {
        return nil
      }
      let schedule = CheckSchedule(
        checklist: row.text("id"), kind: kind, version: row.int("version"), name: row.text("name"),
        times: row.text("times").split(separator: " ").map(String.init),
        weekdays: row.text("weekdays").split(separator: " ").compactMap { Int($0) },
        from: Instant(milliseconds: row.int("made_at")),
        until: row.optionalInt("valid_until").map(Instant.init(milliseconds:)) ?? .endless)
      return (Instant(milliseconds: row.int("settled_until")), schedule)
    }
  }

  private func dueOutcomes(of estate: String, since start: Instant) throws -> [DueKey: DueOutcome] {
    let made = try rows(
      "SELECT due_at, checklist, id, finished_at FROM rounds WHERE estate = ? AND due_at >= ?", estate,
      start.milliseconds
    ).map { row in
      (
        DueKey(row),
        DueOutcome(state: row.optionalInt("finished_at") == nil ? .running : .done, round: row.text("id"), reason: nil)
      )
    }
    let excused = try rows(
      "SELECT due_at, checklist, reason FROM excused_rounds WHERE estate = ? AND due_at >= ?", estate,
      start.milliseconds
    ).map { (DueKey($0), DueOutcome(state: .excused, round: nil, reason: $0.text("reason"))) }
    return Dictionary(excused + made, uniquingKeysWith: { $1 })
  }

  /// Missed rounds of a period with the leader's reason, for the sheet.
  func excusedRounds(of estate: String, kind: Checklist.Kind, from: Instant, until: Instant) throws -> [ExcusedRound] {
    try rows(
      """
      SELECT e.*, v.name FROM excused_rounds e JOIN checklists c ON c.estate = e.estate AND c.id = e.checklist
      JOIN checklist_versions v ON v.estate = c.estate AND v.checklist = c.id AND v.version = c.version
      WHERE e.estate = ? AND e.due_at >= ? AND e.due_at < ? AND c.kind = ? ORDER BY e.due_at
      """, estate, from.milliseconds, until.milliseconds, kind
    ).map { row in
      ExcusedRound(
        checklist: row.text("checklist"), name: row.text("name"), dueAt: Instant(milliseconds: row.int("due_at")),
        reason: row.text("reason"), by: row.text("account_name"))
    }
  }
}

extension Transaction {
  /// A leader says why a due round was not made.
  func excuse(_ due: DueRound, reason: String, of estate: Estate, by author: JournalAuthor) throws {
    let inserted = try run(
      """
      INSERT INTO excused_rounds (estate, due_at, checklist, reason, at, account, account_name)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (estate, due_at, checklist) DO NOTHING
      """, estate.id, due.dueAt.milliseconds, due.checklist, reason, author.at.milliseconds, author.account,
      author.name)
    guard inserted == 1 else { throw LobbyError.conflict(code: "round_settled") }
    let payload = [
      "list": CheckWord.plain(due.name), "due": estate.zone.dayAndClock(due.dueAt), "why": reason,
    ]
    try record(.init(kind: .roundExcused, subject: due.checklist, payload: payload), by: author)
    try settle(due.checklist, of: estate, at: author.at)
  }

  /// Moves the mark before which nothing is open, so that nobody looks there again.
  func settle(_ checklist: String, of estate: Estate, at now: Instant) throws {
    let window = try roundWindow(of: estate)
    let open = try dueRounds(of: estate, until: now, at: now, window: window, checklist: checklist)
      .first { $0.isUnsettled }
    try run(
      "UPDATE checklists SET settled_until = ? WHERE estate = ? AND id = ? AND settled_until < ?",
      (open?.dueAt ?? now).milliseconds, estate.id, checklist, (open?.dueAt ?? now).milliseconds)
  }
}

/// A due round without a round, and why.
struct ExcusedRound: Sendable {
  let checklist: String
  let name: String
  let dueAt: Instant
  let reason: String
  let by: String
}

private struct DueKey: Hashable {
  let checklist: String
  let at: Instant

  init(checklist: String, at: Instant) {
    self.checklist = checklist
    self.at = at
  }

  init(_ row: Row) {
    self.init(checklist: row.text("checklist"), at: Instant(milliseconds: row.int("due_at")))
  }
}

private struct DueOutcome {
  let state: DueRound.State
  let round: String?
  let reason: String?
}

extension Snapshot {
  /// The due round that is meant; a conflict when it is settled, or when it cannot be made now.
  func openDue(
    _ text: String, of checklist: String, in estate: Estate, at now: Instant, mustBegin: Bool
  ) throws -> DueRound {
    guard let moment = EstateZone.instant(iso: text), (0...Instant.endless.milliseconds).contains(moment.milliseconds)
    else { throw FieldErrors("due", "moment") }
    let window = try roundWindow(of: estate)
    guard moment <= now.advanced(days: 2) else { throw LobbyError.conflict(code: "round_not_due") }
    let rounds = try dueRounds(
      of: estate, until: moment.advanced(seconds: 1), at: now, window: window, checklist: checklist)
    guard let due = rounds.first(where: { $0.dueAt == moment }), due.isUnsettled else {
      throw LobbyError.conflict(code: "round_settled")
    }
    guard mustBegin ? window.mayBegin(moment, at: now) : due.state == .missed else {
      throw LobbyError.conflict(code: "round_not_due")
    }
    return due
  }

  /// Whom one tells when something is dirty or broken: cleaners, technicians, the service centre, the leaders.
  func checkHelpers(of estate: String) throws -> [CheckHelper] {
    try rows(
      """
      SELECT name, role FROM accounts WHERE estate = ? AND disabled_at IS NULL
        AND role IN ('cleaner', 'technician', 'service_centre', 'squad_leader') ORDER BY role, id LIMIT 50
      """, estate
    ).compactMap { row in Role(rawValue: row.text("role")).map { CheckHelper(name: row.text("name"), role: $0) } }
  }
}

struct CheckHelper: Sendable {
  let name: String
  let role: Role
}
