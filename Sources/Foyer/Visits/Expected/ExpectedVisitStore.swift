import Database

extension Snapshot {
  func expectedVisit(id: String, of estate: String) throws -> ExpectedVisit? {
    try row("SELECT * FROM expected_visits WHERE estate = ? AND id = ?", estate, id).map(ExpectedVisit.init(row:))
  }

  func existingExpectedVisit(_ id: String, of estate: String) throws -> ExpectedVisit {
    guard let expected = try expectedVisit(id: id, of: estate) else { throw LobbyError.notFound }
    return expected
  }

  /// The fingerprint of what was sent under this id, nil when the id is new.
  func expectedVisitDigest(_ id: String, of estate: String) throws -> String? {
    try row("SELECT digest FROM expected_visits WHERE estate = ? AND id = ?", estate, id)?.text("digest")
  }

  func expectedVisits(
    _ query: ExpectedVisitQuery, of estate: Estate, at now: Instant
  ) throws -> [ExpectedVisit.Occurrence] {
    let limit = query.limit + 1
    return switch query.when {
    case .today: try expectedVisits(of: estate, on: now, cancelled: true).page(behind: query.cursor, limit: limit)
    case .coming: try comingVisits(of: estate, after: now, behind: query.cursor, limit: limit)
    case .past: try pastExpectedVisits(of: estate, before: now, cursor: query.cursor, limit: limit)
    }
  }

  /// Whom the desk expects on the day of `now`, by the time of their windows, with those who came.
  /// An earlier window that is still open and has brought nobody counts too (a night's carer at two in the morning).
  func expectedVisits(
    of estate: Estate, on now: Instant, cancelled: Bool = false
  ) throws -> [ExpectedVisit.Occurrence] {
    let day = estate.zone.startOfDay(now)
    let arrivals = try expectedArrivals(of: estate, openOn: now)
    let occurrences = try expectedVisits(
      of: estate.id, closingAfter: day, startingBefore: estate.zone.startOfDay(now, adding: 1), cancelled: cancelled
    ).flatMap { $0.occurrences(at: now, zone: estate.zone) }.map { occurrence in
      var occurrence = occurrence
      occurrence.arrivals = arrivals[occurrence.expected.id, default: []].filter { $0.occurredIn == occurrence.from }
      return occurrence
    }
    return occurrences.filter { $0.from >= day || $0.arrivals.isEmpty }.inOrder
  }

  /// The next window of everyone who is expected after today, soonest first. Who comes once is found by index, a page
  /// at a time; those who come again and again are few, and only their calendar says when.
  func comingVisits(
    of estate: Estate, after now: Instant, behind cursor: ListCursor?, limit: Int
  ) throws -> [ExpectedVisit.Occurrence] {
    let tomorrow = estate.zone.startOfDay(now, adding: 1)
    let start = cursor.flatMap { $0.at < tomorrow ? nil : $0 } ?? ListCursor(at: tomorrow, id: "")
    let once = try rows(
      """
      SELECT * FROM expected_visits WHERE estate = ? AND recurrence = 'once' AND (starts_at, id) > (?, ?)
      ORDER BY starts_at, id LIMIT ?
      """, estate.id, start.at.milliseconds, start.id, limit)
    let again = try rows(
      "SELECT * FROM expected_visits WHERE estate = ? AND recurrence <> 'once' AND closes_at > ?", estate.id,
      tomorrow.milliseconds)
    return try (once + again).map(ExpectedVisit.init(row:)).compactMap {
      $0.nextOccurrence(after: now, zone: estate.zone)
    }.inOrder.page(behind: cursor, limit: limit)
  }

  /// Those whose last window is over, newest first.
  func pastExpectedVisits(
    of estate: Estate, before now: Instant, cursor: ListCursor?, limit: Int
  ) throws -> [ExpectedVisit.Occurrence] {
    let end = cursor ?? ListCursor(at: estate.zone.startOfDay(now), id: "")
    return try rows(
      """
      SELECT * FROM expected_visits WHERE estate = ? AND (closes_at, id) < (?, ?)
      ORDER BY closes_at DESC, id DESC LIMIT ?
      """, estate.id, end.at.milliseconds, end.id, limit
    ).map(ExpectedVisit.init(row:)).map { expected in
      let arrivals = try expectedArrivals(of: expected.id, estate: estate.id, limit: 50)
      return ExpectedVisit.Occurrence(
        expected: expected, from: expected.from, until: expected.until, arrivals: arrivals)
    }
  }

  /// One expectation with the window that matters now: today's, else the next, else the last one.
  func currentOccurrence(of id: String, estate: Estate, at now: Instant) throws -> ExpectedVisit.Occurrence {
    let expected = try existingExpectedVisit(id, of: estate.id)
    var occurrence =
      expected.occurrences(at: now, zone: estate.zone).last ?? expected.nextOccurrence(after: now, zone: estate.zone)
      ?? ExpectedVisit.Occurrence(expected: expected, from: expected.from, until: expected.until)
    let from = occurrence.from
    occurrence.arrivals = try expectedArrivals(of: id, estate: estate.id, limit: 50)
      .filter { expected.cancelledAt != nil || expected.recurrence == .once || $0.occurredIn == from }
    return occurrence
  }

  /// Those who came on one expectation, the latest first.
  func expectedArrivals(of expected: String, estate: String, limit: Int) throws -> [ExpectedVisit.Arrival] {
    try rows(
      """
      SELECT * FROM expected_arrivals WHERE estate = ? AND expected_visit = ? ORDER BY occurs_at DESC, visit DESC LIMIT ?
      """, estate, expected, limit
    ).map(ExpectedVisit.Arrival.init(row:))
  }

  private func expectedVisits(
    of estate: String, closingAfter start: Instant, startingBefore end: Instant, cancelled: Bool
  ) throws -> [ExpectedVisit] {
    try rows(
      """
      SELECT * FROM expected_visits WHERE estate = ? AND closes_at > ? AND starts_at < ?
      \(cancelled ? "" : "AND cancelled_at IS NULL") ORDER BY closes_at
      """, estate, start.milliseconds, end.milliseconds
    ).map(ExpectedVisit.init(row:))
  }

  private func expectedArrivals(of estate: Estate, openOn now: Instant) throws -> [String: [ExpectedVisit.Arrival]] {
    let rows = try rows(
      """
      SELECT a.expected_visit, a.occurs_at, a.visit, a.arrived_at FROM expected_visits e
      JOIN expected_arrivals a ON a.estate = e.estate AND a.expected_visit = e.id
      WHERE e.estate = ? AND e.closes_at > ? AND e.starts_at < ? AND (e.recurrence = 'once' OR a.occurs_at >= ?)
      ORDER BY a.arrived_at
      """, estate.id, estate.zone.startOfDay(now).milliseconds, estate.zone.startOfDay(now, adding: 1).milliseconds,
      estate.zone.startOfDay(now, adding: -1).milliseconds)
    return Dictionary(grouping: rows) { $0.text("expected_visit") }.mapValues {
      $0.map(ExpectedVisit.Arrival.init(row:))
    }
  }
}

extension [ExpectedVisit.Occurrence] {
  fileprivate var inOrder: Self { sorted { ($0.from, $0.expected.id) < ($1.from, $1.expected.id) } }

  fileprivate func page(behind cursor: ListCursor?, limit: Int) -> Self {
    let rest = cursor.map { cursor in drop { ($0.from, $0.expected.id) <= (cursor.at, cursor.id) } } ?? self[...]
    return Array(rest.prefix(limit))
  }
}

extension ExpectedVisit.Recurrence: ValueConvertible {}

extension ExpectedVisit {
  init(row: Row) throws {
    func moment(_ name: String) -> Instant? { row.optionalInt(name).map(Instant.init(milliseconds:)) }
    guard let purpose = Visit.Purpose(rawValue: row.text("purpose")),
      let match = Visit.HostMatch(rawValue: row.text("host_match")),
      let recurrence = Recurrence(rawValue: row.text("recurrence"))
    else { throw DatabaseError.failed(reason: "unknown word in expected_visits") }
    self.init(
      id: row.text("id"), room: row.text("room"), roomKey: row.optionalText("room_key"),
      hostName: row.optionalText("host_name"), hostMatch: match, visitorName: row.text("visitor_name"),
      party: row.int("party"), purpose: purpose, plate: row.optionalText("plate"), note: row.optionalText("note"),
      givesPass: row.bool("gives_pass"), recurrence: recurrence, from: Instant(milliseconds: row.int("starts_at")),
      until: Instant(milliseconds: row.int("ends_at")), lastDay: moment("last_day"),
      createdAt: Instant(milliseconds: row.int("created_at")), createdBy: row.text("created_by_name"),
      cancelledAt: moment("cancelled_at"), cancelledBy: row.optionalText("cancelled_by_name"))
  }
}

extension ExpectedVisit.Arrival {
  init(row: Row) {
    self.init(
      visit: row.text("visit"), occurredIn: Instant(milliseconds: row.int("occurs_at")),
      at: Instant(milliseconds: row.int("arrived_at")))
  }
}
