import Database
import Foundation

extension Snapshot {
  func round(_ id: String, of estate: String) throws -> Round? {
    try row("SELECT * FROM rounds WHERE estate = ? AND id = ?", estate, id).map(Round.init(row:))
  }

  func existingRound(_ id: String, of estate: String) throws -> Round {
    guard let round = try round(id, of: estate) else { throw LobbyError.notFound }
    return round
  }

  func progress(of id: String, estate: String) throws -> RoundProgress {
    let round = try existingRound(id, of: estate)
    let stops = try roundStops(of: [id], estate: estate)[id] ?? []
    return RoundProgress(
      round: round, plan: try plan(of: round.checklist, version: round.version, estate: estate),
      visited: Dictionary(stops.map { ($0.stop, $0) }, uniquingKeysWith: { $1 }))
  }

  func runningRounds(of estate: String) throws -> [Round] {
    try rows(
      "SELECT * FROM rounds WHERE estate = ? AND finished_at IS NULL ORDER BY started_at, id LIMIT 100", estate
    ).map(Round.init(row:))
  }

  /// Newest first; `limit` + 1 of them, so that it shows whether there are more.
  func rounds(of estate: String, before cursor: ListCursor?, limit: Int) throws -> [Round] {
    let before = cursor?.at ?? .endless
    return try rows(
      """
      SELECT * FROM rounds WHERE estate = ? AND (started_at < ? OR (started_at = ? AND id < ?))
      ORDER BY started_at DESC, id DESC LIMIT ?
      """, estate, before.milliseconds, before.milliseconds, cursor?.id ?? "", limit + 1
    ).map(Round.init(row:))
  }

  /// Rounds of a kind that were begun in a period, as they came.
  func rounds(
    of estate: String, kind: Checklist.Kind, from: Instant, until: Instant, limit: Int
  ) throws -> [Round] {
    try rows(
      """
      SELECT * FROM rounds WHERE estate = ? AND kind = ? AND started_at >= ? AND started_at < ?
      ORDER BY started_at, id LIMIT ?
      """, estate, kind, from.milliseconds, until.milliseconds, limit
    ).map(Round.init(row:))
  }

  /// What was seen at the stops of several rounds, by round.
  func roundStops(of rounds: [String], estate: String) throws -> [String: [RoundStop]] {
    guard !rounds.isEmpty else { return [:] }
    let places = Array(repeating: "?", count: rounds.count).joined(separator: ", ")
    let rows = try rows(
      "SELECT * FROM round_stops WHERE estate = ? AND round IN (\(places)) ORDER BY round, at, stop",
      arguments: [.text(estate)] + rounds.map { .text($0) })
    return try Dictionary(grouping: rows) { $0.text("round") }.mapValues { try $0.map(RoundStop.init(row:)) }
  }
}

extension Transaction {
  /// The same id with the same content answers as the first time; a due round is made once.
  func begin(
    _ id: String, _ checklist: Checklist, due: DueRound?, digest: String, in estate: Estate, by author: JournalAuthor
  ) throws {
    if let row = try row("SELECT digest FROM rounds WHERE estate = ? AND id = ?", estate.id, id) {
      guard row.text("digest") == digest else { throw LobbyError.conflict(code: "id_taken") }
      return
    }
    guard checklist.isInUse else { throw LobbyError.conflict(code: "checklist_not_in_use") }
    let plan = checklist.plan
    let inserted = try run(
      """
      INSERT INTO rounds (estate, id, digest, checklist, version, kind, name, post, due_at, started_at, started_by,
        started_by_name, end_at, stops, checked, skipped, failed)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0) ON CONFLICT DO NOTHING
      """,
      estate.id, id, digest, checklist.id, checklist.version, checklist.kind, plan.name, author.post,
      due?.dueAt.milliseconds, author.at.milliseconds, author.account, author.name,
      author.at.advanced(minutes: plan.minutes).milliseconds, plan.stops.count)
    guard inserted == 1 else { throw LobbyError.conflict(code: "round_settled") }
    var payload = ["list": CheckWord.plain(plan.name)]
    payload["due"] = due.map { estate.zone.clock($0.dueAt) }
    try record(.init(kind: .roundStarted, subject: id, payload: payload), by: author)
    try settle(checklist.id, of: estate, at: author.at)
  }

  /// What was seen at a stop. The last one ends the round.
  func keep(
    _ report: StopReport, at stop: Checklist.Stop, of progress: RoundProgress, by author: JournalAuthor
  ) throws {
    guard try isNew(report.digest, at: stop, of: progress.round, in: author.estate) else { return }
    let seen = RoundStop(
      stop: stop.id, state: .checked, way: report.way, reason: report.reason, note: report.note,
      answers: report.answers, at: author.at, account: author.account, by: author.name)
    try insert(seen, of: progress, digest: report.digest, by: author)
    var payload = ["place": CheckWord.plain(stop.name), "items": String(seen.answers.count)]
    if seen.failed > 0 { payload["failed"] = String(seen.failed) }
    if report.way == .byHand { payload["hand"] = report.reason }
    try record(.init(kind: .stopChecked, subject: progress.round.id, payload: payload), by: author)
    for finding in report.findings { try insertOnce(finding, by: author) }
    for photo in report.photos { try insert(photo, round: progress.round.id, stop: stop.id, by: author) }
    try finishIfOver(progress.round.id, by: author)
  }

  /// The stop is passed over, with the reason why.
  func skip(
    _ stop: Checklist.Stop, of progress: RoundProgress, reason: String, digest: String, by author: JournalAuthor
  ) throws {
    guard try isNew(digest, at: stop, of: progress.round, in: author.estate) else { return }
    try insertSkipped(stop, of: progress, reason: reason, digest: digest, by: author)
    try finishIfOver(progress.round.id, by: author)
  }

  /// Ends a round before its last stop: what was not reached is passed over, for this reason.
  func cutShort(_ progress: RoundProgress, reason: String, by author: JournalAuthor) throws {
    guard progress.round.isRunning else { throw LobbyError.conflict(code: "round_over") }
    for stop in progress.ahead { try insertSkipped(stop, of: progress, reason: reason, digest: "", by: author) }
    try run(
      "UPDATE rounds SET cut_short = ? WHERE estate = ? AND id = ?", reason, author.estate, progress.round.id)
    try finishIfOver(progress.round.id, by: author)
  }

  /// False when the same was kept before: a retry.
  private func isNew(_ digest: String, at stop: Checklist.Stop, of round: Round, in estate: String) throws -> Bool {
    let found = try row(
      "SELECT digest FROM round_stops WHERE estate = ? AND round = ? AND stop = ?", estate, round.id, stop.id)
    if let found {
      guard found.text("digest") == digest else { throw LobbyError.conflict(code: "stop_settled") }
      return false
    }
    guard round.isRunning else { throw LobbyError.conflict(code: "round_over") }
    return true
  }

  private func insertSkipped(
    _ stop: Checklist.Stop, of progress: RoundProgress, reason: String, digest: String, by author: JournalAuthor
  ) throws {
    let seen = RoundStop(
      stop: stop.id, state: .skipped, way: .none, reason: reason, note: nil, answers: [], at: author.at,
      account: author.account, by: author.name)
    try insert(seen, of: progress, digest: digest, by: author)
    let payload = ["place": CheckWord.plain(stop.name), "why": reason]
    try record(.init(kind: .stopSkipped, subject: progress.round.id, payload: payload), by: author)
  }

  private func insert(
    _ seen: RoundStop, of progress: RoundProgress, digest: String, by author: JournalAuthor
  ) throws {
    let answers = String(decoding: try JSONEncoder().encode(seen.answers), as: UTF8.self)
    try run(
      """
      INSERT INTO round_stops (estate, round, stop, digest, state, way, reason, note, answers, at, account, account_name)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      author.estate, progress.round.id, seen.stop, digest, seen.state, seen.way, seen.reason, seen.note, answers,
      author.at.milliseconds, author.account, author.name)
    let (checked, skipped) = seen.state == .checked ? (1, 0) : (0, 1)
    try run(
      "UPDATE rounds SET checked = checked + ?, skipped = skipped + ?, failed = failed + ? WHERE estate = ? AND id = ?",
      checked, skipped, seen.failed, author.estate, progress.round.id)
  }

  private func finishIfOver(_ id: String, by author: JournalAuthor) throws {
    let changed = try run(
      """
      UPDATE rounds SET finished_at = ?, finished_by_name = ?
      WHERE estate = ? AND id = ? AND finished_at IS NULL AND checked + skipped >= stops
      """, author.at.milliseconds, author.name, author.estate, id)
    guard changed == 1, let round = try round(id, of: author.estate) else { return }
    var payload = [
      "list": CheckWord.plain(round.name), "checked": String(round.checked), "stops": String(round.stops),
    ]
    if round.failed > 0 { payload["failed"] = String(round.failed) }
    payload["why"] = round.cutShort
    try record(.init(kind: .roundFinished, subject: id, payload: payload), by: author)
  }
}

extension RoundStop.State: ValueConvertible {}
extension RoundStop.Way: ValueConvertible {}

extension Round {
  init(row: Row) throws {
    guard let kind = Checklist.Kind(rawValue: row.text("kind")) else {
      throw DatabaseError.failed(reason: "unknown kind")
    }
    func moment(_ name: String) -> Instant? { row.optionalInt(name).map(Instant.init(milliseconds:)) }
    self.init(
      id: row.text("id"), checklist: row.text("checklist"), version: row.int("version"), kind: kind,
      name: row.text("name"), post: row.text("post"), dueAt: moment("due_at"),
      startedAt: Instant(milliseconds: row.int("started_at")), startedBy: row.text("started_by_name"),
      endAt: Instant(milliseconds: row.int("end_at")), stops: row.int("stops"), checked: row.int("checked"),
      skipped: row.int("skipped"), failed: row.int("failed"), finishedAt: moment("finished_at"),
      finishedBy: row.optionalText("finished_by_name"), cutShort: row.optionalText("cut_short"))
  }
}

extension RoundStop {
  init(row: Row) throws {
    guard let state = State(rawValue: row.text("state")), let way = Way(rawValue: row.text("way")) else {
      throw DatabaseError.failed(reason: "unknown state")
    }
    self.init(
      stop: row.text("stop"), state: state, way: way, reason: row.optionalText("reason"),
      note: row.optionalText("note"),
      answers: try JSONDecoder().decode([CheckAnswer].self, from: Data(row.text("answers").utf8)),
      at: Instant(milliseconds: row.int("at")), account: row.text("account"), by: row.text("account_name"),
      corrections: row.int("corrections"))
  }
}

extension Snapshot {
  /// Rounds of a kind with their lists as they were then, for the forms on paper.
  func sheetRounds(
    of estate: String, kind: Checklist.Kind, in period: RegisterPeriod, limit: Int
  ) throws -> [SheetRound] {
    let rounds = try rounds(of: estate, kind: kind, from: period.from, until: period.until, limit: limit)
      .filter { period.post == nil || $0.post == period.post }
    let (stops, findings) = (
      try roundStops(of: rounds.map(\.id), estate: estate), try findings(of: rounds.map(\.id), estate: estate)
    )
    let byRound = Dictionary(grouping: findings) { $0.round ?? "" }
    var plans: [String: Checklist.Plan] = [:]
    return try rounds.map { round in
      let key = "\(round.checklist)/\(round.version)"
      let plan = try plans[key] ?? plan(of: round.checklist, version: round.version, estate: estate)
      plans[key] = plan
      return SheetRound(round: round, plan: plan, stops: stops[round.id] ?? [], findings: byRound[round.id] ?? [])
    }
  }
}
