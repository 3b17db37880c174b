import Database

extension Snapshot {
  func duty(_ id: String, of estate: String) throws -> Duty? {
    try row("SELECT * FROM duties WHERE estate = ? AND id = ?", estate, id).map(Duty.init(row:))
  }

  func existingDuty(_ id: String, of estate: String) throws -> Duty {
    guard let duty = try duty(id, of: estate) else { throw LobbyError.notFound }
    return duty
  }

  /// Everybody who has arrived and not left, on duty or not yet, in the order of arrival. Few at any time.
  func openDuties(of estate: String) throws -> [Duty] {
    try rows("SELECT * FROM duties WHERE estate = ? AND ended_at IS NULL ORDER BY arrived_at, id", estate)
      .map(Duty.init(row:))
  }

  /// Who is on duty at a post, the longest first.
  func onDuty(at post: String, of estate: String) throws -> [Duty] {
    try openDuties(of: estate).filter { $0.post == post && $0.state == .onDuty }
  }

  /// The duty that a person has not ended, on duty or arrived.
  func openDuty(of account: String, estate: String) throws -> Duty? {
    try row("SELECT * FROM duties WHERE estate = ? AND account = ? AND ended_at IS NULL", estate, account)
      .map(Duty.init(row:))
  }

  /// Who went early and about whom no leader has said anything, the longest ago first.
  func dutiesLeftEarly(of estate: String, limit: Int) throws -> [Duty] {
    try rows(
      """
      SELECT * FROM duties WHERE estate = ? AND early_minutes > 0 AND early_settled_at IS NULL
      ORDER BY ended_at, id LIMIT ?
      """, estate, limit
    ).map(Duty.init(row:))
  }

  /// Duties that arrived in a period, the newest first.
  func duties(of estate: String, from: Instant, until: Instant, limit: Int) throws -> [Duty] {
    try rows(
      "SELECT * FROM duties WHERE estate = ? AND arrived_at >= ? AND arrived_at < ? ORDER BY arrived_at DESC LIMIT ?",
      estate, from.milliseconds, until.milliseconds, limit
    ).map(Duty.init(row:))
  }
}

extension Transaction {
  /// Somebody has arrived at a post. A person arrives once: a second time is a conflict with the open duty.
  func insert(_ duty: Duty, by author: JournalAuthor) throws {
    try run(
      """
      INSERT INTO duties (estate, id, post, account, account_name, roster_entry, shift_name, planned_from,
        planned_until, arrived_at, arrival_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      author.estate, duty.id, duty.post, duty.account, duty.name, duty.plan?.entry, duty.plan?.shift,
      duty.plan?.from.milliseconds, duty.plan?.until.milliseconds, duty.arrivedAt.milliseconds, duty.arrivalBy)
    let zone = try existingEstate(author.estate).zone
    let payload = [String: String]().adding([
      "shift": duty.plan?.shift, "planned": duty.plan.map { zone.span($0.from, $0.until) },
      "who": duty.told(author),
    ])
    try record(
      .init(kind: .dutyArrived, subject: duty.id, payload: payload), by: author, happened: duty.arrivedAt)
  }

  /// On duty from now on. Nothing happens to one who is already: a handover and a sign-on may both say so.
  func begin(_ duty: Duty, unread: Int = 0, by author: JournalAuthor) throws {
    guard duty.state == .arrived else {
      guard duty.state == .onDuty else { throw LobbyError.conflict(code: "duty_ended", clause: "A-4.3") }
      return
    }
    try run(
      "UPDATE duties SET started_at = ? WHERE estate = ? AND id = ? AND started_at IS NULL AND ended_at IS NULL",
      author.at.milliseconds, author.estate, duty.id)
    let payload = [String: String]().adding(["unread": unread > 0 ? String(unread) : nil, "who": duty.told(author)])
    try record(.init(kind: .dutyBegan, subject: duty.id, payload: payload), by: author)
  }

  /// Ends a duty: by a handover with the duty that takes over, by the leader's order with its reason, or one that never
  /// began.
  func end(
    _ duty: Duty, as ending: Duty.Ending, relievedBy: String? = nil, reason: String? = nil, by author: JournalAuthor
  ) throws {
    let grace = try settings(of: try existingEstate(author.estate)).number(.leaveEarly)
    let early = duty.earliness(endingAt: author.at, grace: grace)
    let changed = try run(
      """
      UPDATE duties SET ended_at = ?, ending = ?, ended_by = ?, relieved_by = ?, reason = ?, early_minutes = ?
      WHERE estate = ? AND id = ? AND ended_at IS NULL
      """,
      author.at.milliseconds, ending.rawValue, author.account, relievedBy, reason, early, author.estate, duty.id)
    guard changed == 1 else { throw LobbyError.conflict(code: "duty_ended", clause: "A-4.3") }
    try record(
      .init(
        kind: ending == .withdrawn ? .dutyWithdrawn : .dutyEnded, subject: duty.id, important: ending == .order,
        payload: ["ending": ending.rawValue].adding([
          "reason": reason, "who": duty.told(author), "early": early.map(String.init),
        ])), by: author)
    // What a leader orders he knows.
    if early != nil, ending == .order { try keepEarly(reason ?? "", isAgreed: true, of: duty.id, by: author) }
  }

  /// The leader says whether it was agreed that somebody went early.
  func settleEarly(_ duty: Duty, isAgreed: Bool, reason: String, by author: JournalAuthor) throws {
    try keepEarly(reason, isAgreed: isAgreed, of: duty.id, by: author)
    try record(
      .init(
        kind: .earlyLeavingSettled, subject: duty.id,
        payload: ["agreed": isAgreed ? "agreed" : "not_agreed", "reason": reason].adding([
          "who": duty.told(author), "minutes": duty.earlyMinutes.map(String.init),
        ])), by: author)
  }

  private func keepEarly(_ reason: String, isAgreed: Bool, of duty: String, by author: JournalAuthor) throws {
    let changed = try run(
      """
      UPDATE duties SET early_settled_at = ?, early_settled_by = ?, early_agreed = ?, early_reason = ?
      WHERE estate = ? AND id = ? AND early_minutes > 0 AND early_settled_at IS NULL
      """, author.at.milliseconds, author.account, isAgreed ? 1 : 0, reason, author.estate, duty)
    guard changed == 1 else { throw LobbyError.conflict(code: "early_settled", clause: "C-1") }
  }

  func rule(_ ruling: Duty.RulingRecord, on duty: Duty, by author: JournalAuthor) throws {
    try run(
      "UPDATE duties SET ruling = ?, ruled_at = ?, ruled_by = ?, ruling_reason = ? WHERE estate = ? AND id = ?",
      ruling.ruling.rawValue, ruling.at.milliseconds, ruling.by, ruling.reason, author.estate, duty.id)
    try record(
      .init(
        kind: .dutyRuled, subject: duty.id, important: true,
        payload: ["ruling": ruling.ruling.rawValue, "reason": ruling.reason].adding(["who": duty.told(author)])),
      by: author)
  }
}

extension Duty {
  /// Whose duty it is, where another writes about it.
  fileprivate func told(_ author: JournalAuthor) -> String? { author.account == account ? nil : name }

  init(row: Row) throws {
    let plan = row.optionalText("roster_entry").flatMap { entry -> Plan? in
      guard let from = row.instant("planned_from"), let until = row.instant("planned_until") else { return nil }
      return Plan(entry: entry, shift: row.optionalText("shift_name"), from: from, until: until)
    }
    self.init(
      id: row.text("id"), post: row.text("post"), account: row.text("account"), name: row.text("account_name"),
      plan: plan, arrivedAt: Instant(milliseconds: row.int("arrived_at")), arrivalBy: row.text("arrival_by"),
      startedAt: row.instant("started_at"), endedAt: row.instant("ended_at"),
      ending: row.optionalText("ending").flatMap(Ending.init), endedBy: row.optionalText("ended_by"),
      relievedBy: row.optionalText("relieved_by"), reason: row.optionalText("reason"), ruling: RulingRecord(row: row),
      earlyMinutes: row.optionalInt("early_minutes"),
      earlySettlement: row.instant("early_settled_at").map {
        EarlySettlement(
          at: $0, by: row.text("early_settled_by"), isAgreed: row.int("early_agreed") == 1,
          reason: row.text("early_reason"))
      })
  }
}

extension Duty.RulingRecord {
  init?(row: Row) {
    guard let ruling = row.optionalText("ruling").flatMap(Duty.Ruling.init), let at = row.instant("ruled_at") else {
      return nil
    }
    self.init(
      ruling: ruling, at: at, by: row.optionalText("ruled_by") ?? "", reason: row.optionalText("ruling_reason") ?? "")
  }
}
