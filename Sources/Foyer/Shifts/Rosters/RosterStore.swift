import Database
import Pages

extension Snapshot {
  func roster(of estate: Estate, month: RosterMonth) throws -> Roster? {
    try row(
      "SELECT * FROM rosters WHERE estate = ? AND starts_at = ?", estate.id, month.start(in: estate.zone).milliseconds
    ).map(Roster.init(row:))
  }

  /// Everything that a check of a period looks at.
  func rosterPlan(of estate: Estate, from: Instant, until: Instant) throws -> RosterPlan {
    let first = from.advanced(days: -RosterPlan.daysBefore)
    // Whole months: overtime is counted by them.
    let monthEnd = RosterMonth(holding: until.advanced(minutes: -1), zone: estate.zone).end(in: estate.zone)
    let last = max(until.advanced(days: RosterPlan.daysAfter), monthEnd)
    let people = try accounts(of: estate.id).map {
      RosterPlan.Person(account: $0.id, name: $0.name, role: $0.role, isGone: $0.disabledAt != nil)
    }
    var certificates: [String: [Instant]] = [:]
    for certificate in try self.certificates(of: estate.id) where certificate.kind == .guardLicence {
      certificates[certificate.account, default: []].append(certificate.expiresAt ?? .endless)
    }
    return RosterPlan(
      zone: estate.zone, from: from, until: until,
      entries: try rosterEntriesAndDrafts(of: estate.id, from: first, until: last),
      needs: try coverNeeds(of: estate.id), kinds: try everyShiftKind(of: estate.id),
      people: Dictionary(people.map { ($0.account, $0) }, uniquingKeysWith: { $1 }), certificates: certificates,
      absences: try absences(of: estate.id, from: first, until: last),
      rules: RosterRules(try settings(of: estate)))
  }

  func absences(of estate: String, from: Instant, until: Instant) throws -> [RosterPlan.Absence] {
    try rows(
      """
      SELECT account, starts_at, ends_at FROM leaves
      WHERE estate = ? AND starts_at < ? AND ends_at > ? AND state = 'approved' ORDER BY starts_at
      """, estate, until.milliseconds, from.milliseconds
    ).map {
      RosterPlan.Absence(
        account: $0.text("account"), from: Instant(milliseconds: $0.int("starts_at")),
        until: Instant(milliseconds: $0.int("ends_at")))
    }
  }

  func certificates(of estate: String) throws -> [StaffCertificate] {
    try rows(
      "SELECT * FROM staff_certificates WHERE estate = ? AND withdrawn_at IS NULL ORDER BY account, kind, id", estate
    ).map { row in
      StaffCertificate(
        id: row.text("id"), account: row.text("account"), kind: .init(rawValue: row.text("kind")) ?? .other,
        expiresAt: row.instant("expires_at"))
    }
  }
}

extension Snapshot {
  /// What is read for the words of a roster.
  func rosterNames(of estate: String) throws -> RosterNames {
    RosterNames(
      names: try accountNames(of: estate), posts: try posts(of: estate), kinds: try everyShiftKind(of: estate))
  }
}

extension Transaction {
  /// The month's row, made by whoever plans its first shift.
  func ensureRoster(of estate: Estate, month: RosterMonth, by author: JournalAuthor) throws -> Roster {
    if let roster = try roster(of: estate, month: month) { return roster }
    try run(
      "INSERT INTO rosters (estate, starts_at, ends_at, made_at, made_by) VALUES (?, ?, ?, ?, ?)", estate.id,
      month.start(in: estate.zone).milliseconds, month.end(in: estate.zone).milliseconds, author.at.milliseconds,
      author.account)
    return try existingRoster(of: estate, month: month)
  }

  func existingRoster(of estate: Estate, month: RosterMonth) throws -> Roster {
    guard let roster = try roster(of: estate, month: month) else { throw LobbyError.notFound }
    return roster
  }

  /// Fills a month from the rotations. What a rotation planned before goes; what people wrote stays.
  @discardableResult
  func generate(_ month: RosterMonth, of estate: Estate, by author: JournalAuthor) throws -> Int {
    let roster = try ensureRoster(of: estate, month: month, by: author)
    guard !roster.isApproved else { throw LobbyError.conflict(code: "roster_approved", clause: "C-1") }
    try run(
      """
      DELETE FROM roster_entries WHERE estate = ? AND starts_at >= ? AND starts_at < ? AND state = 'draft'
        AND origin = 'rotation'
      """, estate.id, roster.startsAt.milliseconds, roster.endsAt.milliseconds)
    let slots = try generation(of: estate, roster: roster).slots(from: roster.startsAt, until: roster.endsAt)
    for slot in slots {
      let entry = RosterEntry(
        id: Identifier.make(at: author.at), post: slot.post, account: slot.account, kind: slot.kind,
        startsAt: slot.from, endsAt: slot.until, state: .draft, origin: .rotation)
      try insert(entry, digest: "rotation", of: estate.id, by: author)
    }
    try record(
      .init(kind: .rosterGenerated, subject: month.text, payload: ["month": month.text, "count": String(slots.count)]),
      by: author)
    return slots.count
  }

  private func generation(of estate: Estate, roster: Roster) throws -> RosterGeneration {
    let kinds = try shiftKinds(of: estate.id)
    let serving = Set(try accounts(of: estate.id).filter { $0.disabledAt == nil }.map(\.id))
    let rotations = try rotations(of: estate.id)
    return RosterGeneration(
      zone: estate.zone, kinds: Dictionary(kinds.map { ($0.id, $0) }, uniquingKeysWith: { $1 }),
      rotations: Dictionary(rotations.map { ($0.id, $0) }, uniquingKeysWith: { $1 }), crews: try crews(of: estate.id),
      members: try crewMembers(of: estate.id).filter { serving.contains($0.account) },
      standing: try rosterEntriesAndDrafts(
        of: estate.id, from: roster.startsAt, until: roster.endsAt.advanced(days: 1)),
      absences: try absences(of: estate.id, from: roster.startsAt, until: roster.endsAt.advanced(days: 2)))
  }

  /// From now on it counts: everyone sees his shifts, and the desk expects him.
  func approve(_ month: RosterMonth, of estate: Estate, by author: JournalAuthor) throws {
    let roster = try existingRoster(of: estate, month: month)
    guard !roster.isApproved else { throw LobbyError.conflict(code: "roster_approved", clause: "C-1") }
    try refuseBlocked(try rosterPlan(of: estate, from: roster.startsAt, until: roster.endsAt), nil)
    try run(
      "UPDATE rosters SET approved_at = ?, approved_by = ? WHERE estate = ? AND starts_at = ?", author.at.milliseconds,
      author.account, estate.id, roster.startsAt.milliseconds)
    let count = try run(
      """
      UPDATE roster_entries SET state = 'planned', changed_at = ?
      WHERE estate = ? AND starts_at >= ? AND starts_at < ? AND state = 'draft'
      """, author.at.milliseconds, estate.id, roster.startsAt.milliseconds, roster.endsAt.milliseconds)
    try record(
      .init(kind: .rosterApproved, subject: month.text, payload: ["month": month.text, "count": String(count)]),
      by: author)
  }

  /// Warnings do not stop anybody, but for the checks that a setting names.
  func refuseBlocked(_ plan: RosterPlan, _ brought: [RosterFinding]?) throws {
    guard !plan.rules.blocking.isEmpty else { return }
    let blocked = (brought ?? plan.findings()).first { plan.rules.blocking.contains($0.kind) }
    if let blocked { throw FieldErrors("roster", "blocked_\(blocked.kind.rawValue)", clause: blocked.kind.clause) }
  }
}

extension Roster {
  init(row: Row) throws {
    self.init(
      startsAt: Instant(milliseconds: row.int("starts_at")), endsAt: Instant(milliseconds: row.int("ends_at")),
      madeAt: Instant(milliseconds: row.int("made_at")), madeBy: row.text("made_by"),
      approvedAt: row.instant("approved_at"), approvedBy: row.optionalText("approved_by"))
  }
}

extension Snapshot {
  /// What each open request would bring, by its id: one plan is read for all of them.
  func brought(by leaves: [Leave], _ trades: [ShiftTrade], of estate: Estate) throws -> [String: [RosterFinding]] {
    let (open, waiting) = (leaves.filter { $0.state == .asked }, trades.filter(\.isOpen))
    let moments =
      open.flatMap { [$0.startsAt, $0.endsAt] }
      + waiting.flatMap { trade in
        [trade.entry, trade.otherEntry].compactMap(\.self).flatMap { [$0.startsAt, $0.endsAt] }
      }
    guard let first = moments.min(), let last = moments.max() else { return [:] }
    let zone = estate.zone
    let plan = try rosterPlan(
      of: estate, from: zone.startOfDay(first, adding: -1), until: zone.startOfDay(last, adding: 2))
    var brought: [String: [RosterFinding]] = [:]
    for leave in open {
      let out = plan.entries.filter { $0.account == leave.account && $0.overlaps(leave.startsAt, leave.endsAt) }
      brought[leave.id] = plan.newFindings(with: [], without: Set(out.map(\.id)))
    }
    for trade in waiting { brought[trade.id] = trade.exchanged.map { plan.newFindings(with: $0) } }
    return brought
  }

  /// All that says how an estate rosters.
  func rosterSetup(of estate: Estate) throws -> RosterSetup {
    RosterSetup(
      estate: estate, kinds: try shiftKinds(of: estate.id), needs: try coverNeeds(of: estate.id),
      rotations: try rotations(of: estate.id), crews: try crews(of: estate.id), members: try crewMembers(of: estate.id),
      posts: try posts(of: estate.id),
      people: try accounts(of: estate.id).filter { $0.disabledAt == nil && $0.role.mayBePlanned })
  }
}

extension Transaction {
  /// The usual three shifts, and one person at every post round the clock, wherever nothing is kept yet.
  func keepUsualShifts(_ kinds: [ShiftKind], of estate: Estate, by author: JournalAuthor) throws {
    if try shiftKinds(of: estate.id).isEmpty {
      for kind in kinds { try insert(kind, of: estate.id, at: author.at) }
    }
    let needed = Set(try coverNeeds(of: estate.id).map(\.post))
    for post in try posts(of: estate.id) where !needed.contains(post.id) {
      let need = CoverNeed(
        id: Identifier.make(at: author.at), post: post.id, weekdays: Set(1...7), startsMinute: 0, endsMinute: 1_440,
        people: 1)
      try insert(need, of: estate.id, at: author.at)
    }
    try recordSetup("usual", by: author)
  }

  func recordSetup(_ what: String, subject: String? = nil, by author: JournalAuthor) throws {
    try record(.init(kind: .rosterSetUp, subject: subject, payload: ["part": what]), by: author)
  }
}
