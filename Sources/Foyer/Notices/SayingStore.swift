import Database
import Pages

extension Snapshot {
  func existingSaying(_ id: String, of estate: String) throws -> Saying {
    guard let row = try row("SELECT * FROM sayings WHERE estate = ? AND id = ?", estate, id) else {
      throw LobbyError.notFound
    }
    return Saying(row: row)
  }

  func sayings(_ query: NoticeQuery, of estate: Estate, at now: Instant) throws -> [Saying] {
    try noticeRows("sayings", query, of: estate, at: now).map(Saying.init(row:))
  }

  /// What is said now to one who asks for a place, the nearest lines first. The answer is the same whether a room is
  /// there or not: it tells nothing of who lives where.
  func sayings(for text: String, of estate: String, at now: Instant, limit: Int) throws -> [Saying] {
    let name = RoomName.remembered(text)
    let keys = try room(stated: name, of: estate).map(NoticeArea.keys(of:)) ?? NoticeArea.keys(of: name)
    let places = Array(repeating: "?", count: keys.count).joined(separator: ", ")
    return try rows(
      """
      SELECT * FROM sayings WHERE estate = ? AND area IN (\(places)) AND ends_at > ? AND starts_at <= ?
        AND withdrawn_at IS NULL ORDER BY ends_at, id LIMIT 50
      """, arguments: [estate.value] + keys.map(\.value) + [now.milliseconds.value, now.milliseconds.value]
    ).map(Saying.init(row:)).enumerated().sorted { one, other in
      let places = (
        keys.firstIndex(of: one.element.details.area.key), keys.firstIndex(of: other.element.details.area.key)
      )
      return (places.0 ?? 0, one.offset) < (places.1 ?? 0, other.offset)
    }.prefix(limit).map(\.element)
  }
}

extension Transaction {
  func insertOnce(_ draft: Saying.Draft, of estate: String, by author: JournalAuthor) throws {
    guard try !isRepeated(draft.id, in: "sayings", digest: draft.digest, of: estate) else { return }
    try expectNothingExposed(draft.details, of: estate, at: author.at)
    try insert(draft, source: nil, by: author)
    try record(.sayingAdded, draft.id, draft.details.area, by: author)
  }

  func change(_ saying: Saying, to details: Saying.Details, of estate: String, by author: JournalAuthor) throws {
    try expectOwn(saying)
    guard details != saying.details else { return }
    try expectNothingExposed(details, of: estate, at: author.at)
    try write(details, to: saying.id, by: author)
    try record(.sayingChanged, saying.id, details.area, by: author)
  }

  func withdraw(_ saying: Saying, of estate: String, by author: JournalAuthor) throws {
    try expectOwn(saying)
    try withdrawSaying(saying.id, by: author)
    try record(.sayingWithdrawn, saying.id, saying.details.area, by: author)
  }

  /// The line of an event or a notice: there, changed or gone with it. What that is about stands in the record already.
  func keepSaying(_ details: Saying.Details?, of source: String, id: String, by author: JournalAuthor) throws {
    let isThere = try row("SELECT id FROM sayings WHERE estate = ? AND id = ?", author.estate, id) != nil
    guard let details else {
      if isThere { try withdrawSaying(id, by: author) }
      return
    }
    if Saying.tellsAbsence(details.text) { throw FieldErrors("say", "tells_absence", clause: "A-6.3") }
    try expectNothingExposed(details, field: "say", of: author.estate, at: author.at)
    guard isThere else {
      return try insert(Saying.Draft(id: id, details: details, digest: ""), source: source, by: author)
    }
    try write(details, to: id, by: author)
    try run(
      "UPDATE sayings SET withdrawn_at = NULL, withdrawn_by_name = NULL WHERE estate = ? AND id = ?", author.estate, id)
  }

  private func insert(_ draft: Saying.Draft, source: String?, by author: JournalAuthor) throws {
    try run(
      """
      INSERT INTO sayings (estate, id, digest, text, area, area_text, source, starts_at, ends_at, created_at, created_by,
        created_by_name, changed_at) VALUES (?, ?, ?, '', '', '', ?, 0, 0, ?, ?, ?, 0)
      """, author.estate, draft.id, draft.digest, source, author.at.milliseconds, author.account, author.name)
    try write(draft.details, to: draft.id, by: author)
  }

  private func write(_ details: Saying.Details, to id: String, by author: JournalAuthor) throws {
    try run(
      """
      UPDATE sayings SET text = ?, area = ?, area_text = ?, starts_at = ?, ends_at = ?, changed_at = ?
      WHERE estate = ? AND id = ?
      """,
      details.text, details.area.key, details.area.display, details.from.milliseconds, details.until.milliseconds,
      author.at.milliseconds, author.estate, id)
  }

  private func withdrawSaying(_ id: String, by author: JournalAuthor) throws {
    try run(
      "UPDATE sayings SET withdrawn_at = ?, withdrawn_by_name = ?, changed_at = ? WHERE estate = ? AND id = ?",
      author.at.milliseconds, author.name, author.at.milliseconds, author.estate, id)
  }

  /// What belongs to an event or a notice is changed there.
  private func expectOwn(_ saying: Saying) throws {
    guard saying.withdrawnAt == nil else { throw LobbyError.conflict(code: "saying_withdrawn") }
    guard saying.source == nil else { throw LobbyError.conflict(code: "saying_of_another") }
  }

  /// A line for one room neither names who lives there nor gives his number: the screen faces the public.
  private func expectNothingExposed(
    _ details: Saying.Details, field: String = "text", of estate: String, at now: Instant
  ) throws {
    guard let key = details.area.room, let room = try room(keyed: key, of: estate) else { return }
    let people = try rows(
      """
      SELECT r.name, r.phones FROM residencies y JOIN residents r ON r.estate = y.estate AND r.id = y.resident
      WHERE y.estate = ? AND y.room = ? AND (y.ends_at IS NULL OR y.ends_at > ?)
      """, estate, room.id, now.milliseconds)
    let phones = people.flatMap { $0.text("phones").split(separator: " ").map(String.init) }
    guard Saying.exposes(details.text, names: people.map { $0.text("name") }, phones: phones) else { return }
    throw FieldErrors(field, "exposes", clause: "A-6.3")
  }

  private func record(_ kind: JournalKind, _ id: String, _ area: NoticeArea, by author: JournalAuthor) throws {
    var payload: [String: String] = [:]
    if area.room == nil, !area.display.isEmpty { payload["area"] = area.display }
    try record(
      .init(kind: kind, subject: id, room: area.room == nil ? nil : area.display, payload: payload), by: author)
  }
}

extension Saying {
  init(row: Row) {
    self.init(
      id: row.text("id"),
      details: Details(
        text: row.text("text"), area: NoticeArea(row: row), from: Instant(milliseconds: row.int("starts_at")),
        until: Instant(milliseconds: row.int("ends_at"))),
      source: row.optionalText("source"), withdrawnAt: row.instant("withdrawn_at"),
      createdAt: Instant(milliseconds: row.int("created_at")), createdBy: row.text("created_by_name"))
  }
}
