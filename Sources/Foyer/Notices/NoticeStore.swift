import Database

extension Snapshot {
  func notice(_ id: String, of estate: String) throws -> Notice? {
    try row("SELECT * FROM notices WHERE estate = ? AND id = ?", estate, id).map(Notice.init(row:))
  }

  func existingNotice(_ id: String, of estate: String) throws -> Notice {
    guard let notice = try notice(id, of: estate) else { throw LobbyError.notFound }
    return notice
  }

  func notices(_ query: NoticeQuery, of estate: Estate, at now: Instant) throws -> [Notice] {
    try noticeRows("notices", query, of: estate, at: now).map(Notice.init(row:))
  }

  func notices(_ ids: [String], of estate: String) throws -> [Notice] {
    try noticeRows("notices", ids, of: estate).map(Notice.init(row:))
  }

  /// Those that wait for a decision, the oldest first.
  func draftNotices(of estate: String) throws -> [Notice] {
    try rows("SELECT * FROM notices WHERE estate = ? AND state = 'draft' ORDER BY created_at LIMIT 50", estate)
      .map(Notice.init(row:))
  }

  /// How often a notice went to paper.
  func noticePrints(of notice: String, estate: String) throws -> [JournalEntry] {
    try journal(of: estate, subject: notice).filter { $0.event.kind == .noticePrinted }
  }
}

extension Transaction {
  func insertOnce(_ draft: Notice.Draft, of estate: String, by author: JournalAuthor) throws {
    guard try !isRepeated(draft.id, in: "notices", digest: draft.digest, of: estate) else { return }
    try run(
      """
      INSERT INTO notices (estate, id, digest, title, body, area, area_text, starts_at, ends_at, state, revision,
        created_at, created_by, created_by_name, changed_at)
      VALUES (?, ?, ?, '', '', '', '', 0, 0, 'draft', 1, ?, ?, ?, 0)
      """, estate, draft.id, draft.digest, author.at.milliseconds, author.account, author.name)
    try write(draft.details, to: draft.id, revision: 1, of: estate, by: author)
    try record(.noticeDrafted, try existingNotice(draft.id, of: estate), by: author)
  }

  /// A draft that was given back waits for its publication again; a published one asks its readers again.
  func change(_ notice: Notice, to details: Notice.Details, of estate: String, by author: JournalAuthor) throws {
    guard Notice.states(before: .change).contains(notice.state) else {
      throw LobbyError.conflict(code: "notice_moved_on")
    }
    if details != notice.details {
      try write(details, to: notice.id, revision: notice.revision + 1, of: estate, by: author)
    }
    if notice.state == .returned {
      try run("UPDATE notices SET state = 'draft', reason = NULL WHERE estate = ? AND id = ?", estate, notice.id)
    }
    let changed = try existingNotice(notice.id, of: estate)
    guard changed != notice else { return }
    try followSaying(of: changed, by: author)
    try record(.noticeChanged, changed, by: author)
  }

  func publish(_ notice: Notice, of estate: String, by author: JournalAuthor) throws {
    guard author.at < notice.details.until else { throw LobbyError.conflict(code: "notice_is_over") }
    try move(
      notice, by: .publication, to: .published, "published_at = ?, published_by_name = ?, reason = NULL",
      [author.at.milliseconds.value, author.name.value], as: .noticePublished, author)
  }

  func giveBack(_ notice: Notice, reason: String, of estate: String, by author: JournalAuthor) throws {
    try move(notice, by: .refusal, to: .returned, "reason = ?", [reason.value], as: .noticeReturned, author)
  }

  func withdraw(_ notice: Notice, reason: String, of estate: String, by author: JournalAuthor) throws {
    try move(
      notice, by: .withdrawal, to: .withdrawn,
      "reason = ?, withdrawn_at = ?, withdrawn_by_name = ?, revision = revision + 1",
      [reason.value, author.at.milliseconds.value, author.name.value], as: .noticeWithdrawn, author)
  }

  func recordNoticePrint(of notice: Notice, by author: JournalAuthor) throws -> JournalEntry {
    let copy = try noticePrints(of: notice.id, estate: author.estate).count + 1
    let id = try record(
      .init(
        kind: .noticePrinted, subject: notice.id,
        payload: ["title": notice.details.title, "copy": String(copy), "revision": String(notice.revision)]),
      by: author)
    return try existingJournalEntry(id, of: author.estate)
  }

  private func move(
    _ notice: Notice, by act: Notice.Act, to state: Notice.State, _ columns: String, _ values: [Value],
    as kind: JournalKind, _ author: JournalAuthor
  ) throws {
    guard Notice.states(before: act).contains(notice.state) else {
      throw LobbyError.conflict(code: "notice_moved_on")
    }
    try run(
      "UPDATE notices SET state = ?, changed_at = ?, \(columns) WHERE estate = ? AND id = ?",
      arguments: [state.value, author.at.milliseconds.value] + values + [author.estate.value, notice.id.value])
    let moved = try existingNotice(notice.id, of: author.estate)
    if state == .published || state == .withdrawn {
      try keepReading(of: moved.id, revision: moved.revision, by: author)
    }
    try followSaying(of: moved, by: author)
    try record(kind, moved, by: author)
  }

  /// What is said goes with what hangs there.
  private func followSaying(of notice: Notice, by author: JournalAuthor) throws {
    let details = notice.details
    let say = notice.state == .published ? details.say : nil
    try keepSaying(
      say.map { .init(text: $0, area: details.area, from: details.from, until: details.until) },
      of: "/notices/\(notice.id)", id: notice.id, by: author)
  }

  private func write(
    _ details: Notice.Details, to id: String, revision: Int, of estate: String, by author: JournalAuthor
  ) throws {
    try run(
      """
      UPDATE notices SET title = ?, body = ?, area = ?, area_text = ?, issuer = ?, say = ?, starts_at = ?, ends_at = ?,
        revision = ?, changed_at = ?
      WHERE estate = ? AND id = ?
      """,
      details.title, details.body, details.area.key, details.area.display, details.issuer, details.say,
      details.from.milliseconds, details.until.milliseconds, revision, author.at.milliseconds, estate, id)
    try keepReading(of: id, revision: revision, by: author)
  }

  private func record(_ kind: JournalKind, _ notice: Notice, by author: JournalAuthor) throws {
    var payload = ["title": notice.details.title]
    if kind == .noticeReturned || kind == .noticeWithdrawn { payload["why"] = notice.reason }
    try record(.init(kind: kind, subject: notice.id, payload: payload), by: author)
  }
}

extension Notice.State: ValueConvertible {}

extension Notice {
  init(row: Row) throws {
    guard let state = State(rawValue: row.text("state")) else {
      throw DatabaseError.failed(reason: "unknown notice state")
    }
    self.init(
      id: row.text("id"),
      details: Details(
        title: row.text("title"), body: row.text("body"), area: NoticeArea(row: row),
        issuer: row.optionalText("issuer"), say: row.optionalText("say"),
        from: Instant(milliseconds: row.int("starts_at")), until: Instant(milliseconds: row.int("ends_at"))),
      state: state, revision: row.int("revision"), reason: row.optionalText("reason"),
      publishedAt: row.instant("published_at"), publishedBy: row.optionalText("published_by_name"),
      withdrawnAt: row.instant("withdrawn_at"), withdrawnBy: row.optionalText("withdrawn_by_name"),
      createdAt: Instant(milliseconds: row.int("created_at")), createdBy: row.text("created_by_name"))
  }
}
