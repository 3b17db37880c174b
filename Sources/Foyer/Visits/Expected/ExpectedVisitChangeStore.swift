import Database

/// Expected visitors are announced, changed, called off, and come.
extension Transaction {
  /// The same id with the same content answers as the first time.
  func insertOnce(_ draft: ExpectedVisit.Draft, of estate: Estate, by author: JournalAuthor) throws {
    if let digest = try expectedVisitDigest(draft.id, of: estate.id) {
      guard digest == draft.digest else { throw LobbyError.conflict(code: "id_taken") }
      return
    }
    let host = try host(of: draft, estate: estate, at: author.at)
    try insert(draft, host: host, of: estate, by: author)
  }

  /// Who is to be kept out is asked at the door, not when the visit is announced.
  private func host(of draft: ExpectedVisit.Draft, estate: Estate, at now: Instant) throws -> StatedHost {
    let question = HostQuestion(room: draft.room, name: draft.hostName, isConfirmed: true)
    var host = try host(asked: question, of: estate.id, at: now, vault: nil)
    if draft.hostName == nil, host.roomID != nil { host.admission.match = .notAsked }
    return host
  }

  private func insert(_ draft: ExpectedVisit.Draft, host: StatedHost, of estate: Estate, by author: JournalAuthor)
    throws
  {
    try run(
      """
      INSERT INTO expected_visits (estate, id, digest, post, room_key, room, host_name, host_match, visitor_name, party,
        purpose, plate, note, gives_pass, recurrence, starts_at, ends_at, last_day, closes_at, created_at, created_by,
        created_by_name, changed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      estate.id, draft.id, draft.digest, author.post, host.roomKey, host.roomDisplay ?? draft.room, draft.hostName,
      host.admission.match, draft.visitorName, draft.party, draft.purpose, draft.plate, draft.note, draft.givesPass,
      draft.recurrence, draft.from.milliseconds, draft.until.milliseconds, draft.lastDay?.milliseconds,
      draft.closing(in: estate.zone).milliseconds, author.at.milliseconds, author.account, author.name,
      author.at.milliseconds)
    try record(.expectedVisitAdded, draft, by: author)
  }

  /// Writes everything anew; who came already stays. What was cancelled is restored first.
  func update(_ draft: ExpectedVisit.Draft, of estate: Estate, by author: JournalAuthor) throws {
    let host = try host(of: draft, estate: estate, at: author.at)
    let changed = try run(
      """
      UPDATE expected_visits SET room_key = ?, room = ?, host_name = ?, host_match = ?, visitor_name = ?, party = ?,
        purpose = ?, plate = ?, note = ?, gives_pass = ?, recurrence = ?, starts_at = ?, ends_at = ?, last_day = ?,
        closes_at = ?, changed_at = ?
      WHERE estate = ? AND id = ? AND cancelled_at IS NULL
      """,
      host.roomKey, host.roomDisplay ?? draft.room, draft.hostName, host.admission.match, draft.visitorName,
      draft.party, draft.purpose, draft.plate, draft.note, draft.givesPass, draft.recurrence,
      draft.from.milliseconds, draft.until.milliseconds, draft.lastDay?.milliseconds,
      draft.closing(in: estate.zone).milliseconds, author.at.milliseconds, estate.id, draft.id)
    guard changed == 1 else { throw LobbyError.conflict(code: "expected_visit_cancelled") }
    try record(.expectedVisitChanged, draft, by: author)
  }

  private func record(_ kind: JournalKind, _ draft: ExpectedVisit.Draft, by author: JournalAuthor) throws {
    try record(
      .init(
        kind: kind, subject: draft.id, room: draft.room,
        payload: ["purpose": draft.purpose.rawValue, "recurrence": draft.recurrence.rawValue]), by: author)
  }

  /// Calls an expected visitor off, or takes that back. A conflict when somebody else was faster.
  func setCancelled(_ cancelled: Bool, _ expected: ExpectedVisit, of estate: String, by author: JournalAuthor) throws {
    let changed = try run(
      """
      UPDATE expected_visits SET cancelled_at = ?, cancelled_by_name = ?
      WHERE estate = ? AND id = ? AND cancelled_at IS \(cancelled ? "" : "NOT ")NULL
      """, cancelled ? author.at.milliseconds : nil, cancelled ? author.name : nil, estate, expected.id)
    guard changed == 1 else { throw LobbyError.conflict(code: "conflict") }
    try record(
      .init(
        kind: cancelled ? .expectedVisitCancelled : .expectedVisitCancellationUndone, subject: expected.id,
        room: expected.room), by: author)
  }

  /// Notes that an expected visitor is here: called in the transaction that registers the visit.
  /// False when the estate expects nobody under this id, or not any more.
  @discardableResult
  func markExpectedVisitArrived(
    _ id: String, by visit: String, of estate: Estate, at arrival: Instant, author: JournalAuthor
  ) throws -> Bool {
    guard let expected = try expectedVisit(id: id, of: estate.id), expected.cancelledAt == nil else { return false }
    try run(
      """
      INSERT INTO expected_arrivals (estate, visit, expected_visit, occurs_at, arrived_at) VALUES (?, ?, ?, ?, ?)
      """, estate.id, visit, id, expected.occurrence(for: arrival, zone: estate.zone).from.milliseconds,
      arrival.milliseconds)
    try record(
      .init(kind: .expectedVisitArrived, subject: id, room: expected.room, payload: ["visit": visit]), by: author,
      happened: arrival)
    return true
  }
}

extension ExpectedVisit.Draft {
  func closing(in zone: EstateZone) -> Instant {
    ExpectedVisit.closing(
      recurrence: recurrence, until: until, length: until.milliseconds - from.milliseconds, lastDay: lastDay, zone: zone
    )
  }
}
