import Database

extension Snapshot {
  func existingReception(_ id: String, of estate: String) throws -> Reception {
    guard
      let row = try row("SELECT * FROM receptions WHERE estate = ? AND id = ?", estate, id)
    else { throw LobbyError.notFound }
    return try Reception(row: row)
  }

  /// Latest planned first.
  func receptions(_ query: Reception.Query, of estate: String) throws -> [Reception] {
    let cursor = query.cursor ?? ListCursor(at: .endless, id: "")
    var arguments: [Value] = [.text(estate), cursor.at.milliseconds.value, .text(cursor.id)]
    if let state = query.state { arguments.append(state.value) }
    arguments.append((query.limit + 1).value)
    return try rows(
      """
      SELECT * FROM receptions WHERE estate = ? AND (planned_at, id) < (?, ?)
      \(query.state == nil ? "" : "AND state = ?") ORDER BY planned_at DESC, id DESC LIMIT ?
      """, arguments: arguments
    ).map(Reception.init(row:))
  }

  /// Groups that are inside now: their heads count with the visitors'.
  func openReceptions(of estate: String) throws -> [Reception] {
    try rows(
      "SELECT * FROM receptions WHERE estate = ? AND state = 'inside' ORDER BY planned_at, id LIMIT 100", estate
    ).map(Reception.init(row:))
  }

  /// Groups announced for the day of `now` and not here yet (A-1.3), and those of the day before that never came.
  func announcedReceptions(of estate: Estate, on now: Instant) throws -> [Reception] {
    try rows(
      """
      SELECT * FROM receptions WHERE estate = ? AND state = 'announced' AND planned_at >= ? AND planned_at < ?
      ORDER BY planned_at, id LIMIT 100
      """, estate.id, estate.zone.startOfDay(now, adding: -1).milliseconds,
      estate.zone.startOfDay(now, adding: 1).milliseconds
    ).map(Reception.init(row:))
  }

  /// Those who came in a period, as they were planned.
  func receptions(in period: RegisterPeriod, of estate: String, limit: Int) throws -> [Reception] {
    try rows(
      """
      SELECT * FROM receptions WHERE estate = ? AND planned_at >= ? AND planned_at < ? AND state IN ('inside', 'left')
      ORDER BY planned_at, id LIMIT ?
      """, estate, period.from.milliseconds, period.until.milliseconds, limit
    ).map(Reception.init(row:))
  }
}

extension Transaction {
  /// The same id with the same content answers as the first time.
  func insertOnce(_ draft: Reception.Draft, of estate: String, by author: JournalAuthor) throws {
    if let row = try row("SELECT digest FROM receptions WHERE estate = ? AND id = ?", estate, draft.id) {
      guard row.text("digest") == draft.digest else { throw LobbyError.conflict(code: "id_taken") }
      return
    }
    let now = author.at.milliseconds
    try run(
      """
      INSERT INTO receptions (estate, id, digest, post, state, announced_at, arrived_at, created_at, created_by,
        created_by_name, organisation, party, purpose, photos_allowed, planned_at, changed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', 0, '', 0, 0, 0)
      """,
      estate, draft.id, draft.digest, author.post, draft.isHere ? Reception.State.inside : .announced,
      draft.isHere ? nil : now, draft.isHere ? now : nil, now, author.account, author.name)
    try write(draft.details, to: draft.id, of: estate, at: author.at)
    try record(draft.isHere ? .receptionArrived : .receptionAnnounced, draft.id, draft.details, by: author)
  }

  func change(_ reception: Reception, to details: Reception.Details, of estate: String, by author: JournalAuthor) throws
  {
    try write(details, to: reception.id, of: estate, at: author.at)
    try record(.receptionChanged, reception.id, details, by: author)
  }

  /// They are here; the head count may differ from the announced one.
  func arrive(_ reception: Reception, party: Int, of estate: String, by author: JournalAuthor) throws {
    try expectOne(
      try run(
        """
        UPDATE receptions SET state = 'inside', arrived_at = ?, announced_party = party, party = ?, changed_at = ?
        WHERE estate = ? AND id = ? AND state = 'announced'
        """, author.at.milliseconds, party, author.at.milliseconds, estate, reception.id))
    var details = reception.details
    details.party = party
    try record(.receptionArrived, reception.id, details, by: author)
  }

  /// They are not here after all: announced again, with the head count of then. What was written down on the spot
  /// counts as announced when that was done.
  func undoArrival(of reception: Reception, estate: String, by author: JournalAuthor) throws {
    try expectUndoable(reception, from: .undoneArrival, at: author.at)
    try expectOne(
      try run(
        """
        UPDATE receptions SET state = 'announced', arrived_at = NULL, party = COALESCE(announced_party, party),
          announced_party = NULL, announced_at = COALESCE(announced_at, created_at), changed_at = ?
        WHERE estate = ? AND id = ? AND state = 'inside'
        """, author.at.milliseconds, estate, reception.id))
    let details = try existingReception(reception.id, of: estate).details
    try record(.receptionArrivalUndone, reception.id, details, by: author)
  }

  func leave(_ reception: Reception, feedback: String?, of estate: String, by author: JournalAuthor) throws {
    try expectOne(
      try run(
        """
        UPDATE receptions SET state = 'left', left_at = ?, feedback = COALESCE(?, feedback), changed_at = ?
        WHERE estate = ? AND id = ? AND state = 'inside'
        """, author.at.milliseconds, feedback, author.at.milliseconds, estate, reception.id))
    try record(.receptionLeft, reception.id, reception.details, by: author)
  }

  func undoDeparture(of reception: Reception, estate: String, by author: JournalAuthor) throws {
    try expectUndoable(reception, from: .undoneDeparture, at: author.at)
    try expectOne(
      try run(
        """
        UPDATE receptions SET state = 'inside', left_at = NULL, changed_at = ?
        WHERE estate = ? AND id = ? AND state = 'left'
        """, author.at.milliseconds, estate, reception.id))
    try record(.receptionDepartureUndone, reception.id, reception.details, by: author)
  }

  /// Calls a reception off, or takes that back.
  func setCancelled(_ cancelled: Bool, _ reception: Reception, of estate: String, by author: JournalAuthor) throws {
    let (from, to): (Reception.State, Reception.State) = cancelled ? (.announced, .cancelled) : (.cancelled, .announced)
    try expectOne(
      try run(
        "UPDATE receptions SET state = ?, changed_at = ? WHERE estate = ? AND id = ? AND state = ?", to,
        author.at.milliseconds, estate, reception.id, from))
    try record(
      cancelled ? .receptionCancelled : .receptionCancellationUndone, reception.id, reception.details, by: author)
  }

  private func expectUndoable(_ reception: Reception, from act: Reception.Act, at now: Instant) throws {
    guard Reception.states(before: act).contains(reception.state) else {
      throw LobbyError.conflict(code: "reception_moved_on")
    }
    guard reception.isUndoable(at: now) else { throw LobbyError.conflict(code: "reception_stands") }
  }

  /// Somebody else was faster when no row was in the state that the act begins from.
  private func expectOne(_ changed: Int) throws {
    guard changed == 1 else { throw LobbyError.conflict(code: "reception_moved_on") }
  }

  private func write(_ details: Reception.Details, to id: String, of estate: String, at now: Instant) throws {
    try run(
      """
      UPDATE receptions SET organisation = ?, leader = ?, leader_title = ?, party = ?, purpose = ?, level = ?,
        approved_by = ?, host = ?, escort = ?, route = ?, photos_allowed = ?, note = ?, planned_at = ?, changed_at = ?
      WHERE estate = ? AND id = ?
      """,
      details.organisation, details.leader, details.leaderTitle, details.party, details.purpose, details.level,
      details.approvedBy, details.host, details.escort, details.route, details.photosAllowed, details.note,
      details.plannedAt.milliseconds, now.milliseconds, estate, id)
  }

  private func record(_ kind: JournalKind, _ id: String, _ details: Reception.Details, by author: JournalAuthor) throws
  {
    try record(
      .init(kind: kind, subject: id, payload: ["organisation": details.organisation, "party": String(details.party)]),
      by: author)
  }
}

extension Reception.State: ValueConvertible {}
extension Reception.Level: ValueConvertible {}

extension Reception {
  init(row: Row) throws {
    func moment(_ name: String) -> Instant? { row.optionalInt(name).map(Instant.init(milliseconds:)) }
    guard let state = State(rawValue: row.text("state")) else { throw DatabaseError.failed(reason: "unknown state") }
    self.init(
      id: row.text("id"),
      details: Details(
        organisation: row.text("organisation"), leader: row.optionalText("leader"),
        leaderTitle: row.optionalText("leader_title"), party: row.int("party"), purpose: row.text("purpose"),
        level: row.optionalText("level").flatMap(Level.init(rawValue:)), approvedBy: row.optionalText("approved_by"),
        host: row.optionalText("host"), escort: row.optionalText("escort"), route: row.optionalText("route"),
        photosAllowed: row.bool("photos_allowed"), note: row.optionalText("note"),
        plannedAt: Instant(milliseconds: row.int("planned_at"))),
      feedback: row.optionalText("feedback"), state: state, announcedAt: moment("announced_at"),
      arrivedAt: moment("arrived_at"), leftAt: moment("left_at"), createdBy: row.text("created_by_name"))
  }
}
