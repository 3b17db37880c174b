import Database
import Pages

extension Snapshot {
  func lobbyEvent(_ id: String, of estate: String) throws -> LobbyEvent? {
    try row("SELECT * FROM lobby_events WHERE estate = ? AND id = ?", estate, id).map(LobbyEvent.init(row:))
  }

  func existingLobbyEvent(_ id: String, of estate: String) throws -> LobbyEvent {
    guard let event = try lobbyEvent(id, of: estate) else { throw LobbyError.notFound }
    return event
  }

  func lobbyEvents(_ query: NoticeQuery, of estate: Estate, at now: Instant) throws -> [LobbyEvent] {
    try noticeRows("lobby_events", query, of: estate, at: now).map(LobbyEvent.init(row:))
  }

  func lobbyEvents(_ ids: [String], of estate: String) throws -> [LobbyEvent] {
    try noticeRows("lobby_events", ids, of: estate).map(LobbyEvent.init(row:))
  }

  /// Rows of one of the tables that hold from one moment to another.
  ///
  /// Now: whatever is in force or begins within the day, soonest first. To come: what begins later. Past: what is over,
  /// newest first.
  func noticeRows(_ table: String, _ query: NoticeQuery, of estate: Estate, at now: Instant) throws -> [Row] {
    let tomorrow = estate.zone.startOfDay(now, adding: 1).milliseconds
    let limit = query.limit + 1
    switch query.when {
    case .now:
      let cursor = query.cursor ?? ListCursor(at: now, id: "")
      return try rows(
        """
        SELECT * FROM \(table) WHERE estate = ? AND (ends_at, id) > (?, ?) AND starts_at < ?
        ORDER BY ends_at, id LIMIT ?
        """, estate.id, cursor.at.milliseconds, cursor.id, tomorrow, limit)
    case .coming:
      let cursor = query.cursor.map { ($0.at.milliseconds, $0.id) } ?? (tomorrow, "")
      return try rows(
        "SELECT * FROM \(table) WHERE estate = ? AND (starts_at, id) > (?, ?) ORDER BY starts_at, id LIMIT ?",
        estate.id, cursor.0, cursor.1, limit)
    case .past:
      let cursor = query.cursor ?? ListCursor(at: now, id: "~")
      return try rows(
        "SELECT * FROM \(table) WHERE estate = ? AND (ends_at, id) < (?, ?) ORDER BY ends_at DESC, id DESC LIMIT ?",
        estate.id, cursor.at.milliseconds, cursor.id, limit)
    }
  }

  func noticeRows(_ table: String, _ ids: [String], of estate: String) throws -> [Row] {
    guard !ids.isEmpty else { return [] }
    let places = Array(repeating: "?", count: ids.count).joined(separator: ", ")
    return try rows(
      "SELECT * FROM \(table) WHERE estate = ? AND id IN (\(places))",
      arguments: [.text(estate)] + ids.map(\.value))
  }

  /// Whether an id was used with the same content before; with other content it is a conflict.
  func isRepeated(_ id: String, in table: String, digest: String, of estate: String) throws -> Bool {
    guard let row = try row("SELECT digest FROM \(table) WHERE estate = ? AND id = ?", estate, id) else { return false }
    guard row.text("digest") == digest else { throw LobbyError.conflict(code: "id_taken") }
    return true
  }
}

extension Transaction {
  func insertOnce(_ draft: LobbyEvent.Draft, of estate: Estate, by author: JournalAuthor) throws {
    guard try !isRepeated(draft.id, in: "lobby_events", digest: draft.digest, of: estate.id) else { return }
    try run(
      """
      INSERT INTO lobby_events (estate, id, digest, kind, title, area, area_text, starts_at, ends_at, revision,
        created_at, created_by, created_by_name, changed_at) VALUES (?, ?, ?, ?, '', '', '', 0, 0, 1, ?, ?, ?, 0)
      """, estate.id, draft.id, draft.digest, draft.details.kind, author.at.milliseconds, author.account, author.name)
    try write(draft.details, to: draft.id, revision: 1, of: estate, by: author)
    try record(.eventAdded, draft.id, draft.details, by: author)
  }

  /// Whoever has read it is asked again; nothing happens when nothing is changed.
  func change(_ event: LobbyEvent, to details: LobbyEvent.Details, of estate: Estate, by author: JournalAuthor) throws {
    guard details != event.details else { return }
    guard event.mayChange(at: author.at) else { throw LobbyError.conflict(code: "event_moved_on") }
    try write(details, to: event.id, revision: event.revision + 1, of: estate, by: author)
    try record(.eventChanged, event.id, details, by: author)
  }

  /// Calls an event off, or takes that back.
  func setCancelled(_ isCancelled: Bool, _ event: LobbyEvent, of estate: Estate, by author: JournalAuthor) throws {
    guard (event.cancelledAt != nil) != isCancelled, event.report == nil, author.at < event.details.until else {
      throw LobbyError.conflict(code: "event_moved_on")
    }
    if !isCancelled { try expectFree(event.details, for: event.id, of: estate) }
    try run(
      """
      UPDATE lobby_events SET cancelled_at = ?, cancelled_by_name = ?, revision = ?, changed_at = ?
      WHERE estate = ? AND id = ?
      """,
      isCancelled ? author.at.milliseconds : nil, isCancelled ? author.name : nil, event.revision + 1,
      author.at.milliseconds, estate.id, event.id)
    try keepReading(of: event.id, revision: event.revision + 1, by: author)
    try keepSaying(isCancelled ? nil : event.details.say, of: event, in: estate, by: author)
    try record(isCancelled ? .eventCancelled : .eventCancellationUndone, event.id, event.details, by: author)
  }

  /// How it went, once it has begun. A second report stands instead of the first, which stays in the record.
  func report(
    _ event: LobbyEvent, visitorsCame: Int?, note: String, of estate: String, by author: JournalAuthor
  ) throws {
    guard event.cancelledAt == nil, author.at >= event.details.from else {
      throw LobbyError.conflict(code: "event_moved_on")
    }
    try run(
      """
      UPDATE lobby_events SET visitors_came = ?, after_note = ?, reported_at = ?, reported_by_name = ?, changed_at = ?
      WHERE estate = ? AND id = ?
      """, visitorsCame, note, author.at.milliseconds, author.name, author.at.milliseconds, estate, event.id)
    var payload = ["title": event.details.title, "note": note]
    payload["count"] = visitorsCame.map(String.init)
    try record(.init(kind: .eventReported, subject: event.id, payload: payload), by: author)
  }

  /// One lift is kept for one of them at a time.
  private func expectFree(_ details: LobbyEvent.Details, for id: String, of estate: Estate) throws {
    guard let lift = details.lift else { return }
    let other = try row(
      """
      SELECT * FROM lobby_events WHERE estate = ? AND ends_at > ? AND starts_at < ? AND lift = ? AND id <> ?
        AND cancelled_at IS NULL ORDER BY ends_at, id LIMIT 1
      """, estate.id, details.from.milliseconds, details.until.milliseconds, lift, id
    ).map(LobbyEvent.init(row:))
    guard let other else { return }
    let period = [other.details.from, other.details.until].map(estate.zone.dayAndClock).joined(separator: "–")
    throw FieldErrors("lift", "booked", ["title": other.details.title, "time": period])
  }

  private func write(
    _ details: LobbyEvent.Details, to id: String, revision: Int, of estate: Estate, by author: JournalAuthor
  ) throws {
    try expectFree(details, for: id, of: estate)
    try run(
      """
      UPDATE lobby_events SET kind = ?, title = ?, place = ?, lift = ?, area = ?, area_text = ?, post = ?, organiser = ?,
        staff_needed = ?, visitors_expected = ?, desk_note = ?, say = ?, starts_at = ?, ends_at = ?, revision = ?,
        changed_at = ?
      WHERE estate = ? AND id = ?
      """,
      details.kind, details.title, details.place, details.lift, details.area.key, details.area.display,
      details.post, details.organiser, details.staffNeeded, details.visitorsExpected, details.deskNote, details.say,
      details.from.milliseconds, details.until.milliseconds, revision, author.at.milliseconds, estate.id, id)
    try keepReading(of: id, revision: revision, by: author)
    try keepSaying(details.say, of: try existingLobbyEvent(id, of: estate.id), in: estate, by: author)
  }

  private func keepSaying(_ say: String?, of event: LobbyEvent, in estate: Estate, by author: JournalAuthor) throws {
    let period = event.saying(in: estate.zone)
    try keepSaying(
      say.map { .init(text: $0, area: event.details.area, from: period.from, until: period.until) },
      of: "/events/\(event.id)", id: event.id, by: author)
  }

  private func record(_ kind: JournalKind, _ id: String, _ details: LobbyEvent.Details, by author: JournalAuthor) throws
  {
    try record(
      .init(kind: kind, subject: id, payload: ["title": details.title, "event": details.kind.rawValue]), by: author)
  }
}

extension LobbyEvent.Kind: ValueConvertible {}

extension NoticeArea {
  init(row: Row) { self.init(key: row.text("area"), display: row.text("area_text")) }
}

extension LobbyEvent {
  init(row: Row) throws {
    guard let kind = Kind(rawValue: row.text("kind")) else { throw DatabaseError.failed(reason: "unknown event kind") }
    self.init(
      id: row.text("id"),
      details: Details(
        kind: kind, title: row.text("title"), place: row.optionalText("place"),
        lift: row.optionalText("lift"), area: NoticeArea(row: row),
        post: row.optionalText("post"), organiser: row.optionalText("organiser"),
        staffNeeded: row.optionalInt("staff_needed"), visitorsExpected: row.optionalInt("visitors_expected"),
        deskNote: row.optionalText("desk_note"), say: row.optionalText("say"),
        from: Instant(milliseconds: row.int("starts_at")), until: Instant(milliseconds: row.int("ends_at"))),
      revision: row.int("revision"), cancelledAt: row.instant("cancelled_at"),
      cancelledBy: row.optionalText("cancelled_by_name"), report: Report(row: row),
      createdAt: Instant(milliseconds: row.int("created_at")), createdBy: row.text("created_by_name"))
  }
}

extension LobbyEvent.Report {
  init?(row: Row) {
    guard let at = row.instant("reported_at") else { return nil }
    self.init(
      visitorsCame: row.optionalInt("visitors_came"), note: row.optionalText("after_note") ?? "", at: at,
      by: row.optionalText("reported_by_name") ?? "")
  }
}
