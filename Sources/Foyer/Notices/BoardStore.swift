import Database

extension Snapshot {
  /// How many items of the board a person has still to read: none for a person who is asked nothing.
  func unreadBoardItems(
    of estate: Estate, account: String, post: String? = nil, at now: Instant,
    expected: [ExpectedVisit.Occurrence]? = nil
  ) throws -> Int {
    guard let account = try self.account(account, of: estate.id) else { return 0 }
    let place = try post ?? openDuty(of: account.id, estate: estate.id)?.post
    let reader = BoardReader(account: account.id, name: account.name, role: account.role, post: place)
    return try board(of: estate, for: reader, at: now, expected: expected).unread.count
  }

  /// The board of one person. `expected` are the day's expected visits, where they have been read already.
  func board(
    of estate: Estate, for reader: BoardReader, at now: Instant, expected: [ExpectedVisit.Occurrence]? = nil
  ) throws -> Board {
    let settings = try settings(of: estate)
    let hours = Board.Hours(ahead: settings.number(.boardHoursAhead), reading: settings.number(.boardReadingHours))
    let visits = try expected ?? expectedVisits(of: estate, on: now)
    let day = estate.zone.startOfDay(now)
    let ofToday = visits.filter { $0.from >= day }
    let window = (
      from: now, until: max(estate.zone.startOfDay(now, adding: 1), now.advanced(minutes: hours.ahead * 60))
    )
    // What is called off says something only to those who had read it.
    let (items, arrivedAt) = try boardItems(of: estate, for: reader, in: window, visits: ofToday)
    return Board(
      reader: reader, since: arrivedAt ?? now.advanced(minutes: -hours.reading * 60),
      items: items.filter { !$0.isOff || $0.isKnown })
  }

  /// With the moment when the reader came to his post, if he is on duty. One statement: the desk asks with every page.
  private func boardItems(
    of estate: Estate, for reader: BoardReader, in window: (from: Instant, until: Instant),
    visits: [ExpectedVisit.Occurrence]
  ) throws -> (items: [BoardItem], arrivedAt: Instant?) {
    let (from, until) = (window.from.milliseconds.value, window.until.milliseconds.value)
    let (estateID, account, post) = (estate.id.value, reader.account.value, (reader.post ?? "").value)
    let day: Value = (reader.readsTheDay ? 1 : 0).value
    let gone = window.from.advanced(days: -7).milliseconds.value
    var arguments: [Value] = [account, estateID, account]
    var parts = [Self.eventItems, Self.noticeItems, Self.instructionItems, Self.receptionItems]
    arguments += [day, estateID, from, until, post]
    arguments += [day, estateID, from, from, gone]
    arguments += [reader.role.rawValue.value, account, estateID, from, from, post, gone]
    arguments += [day, estateID, estate.zone.startOfDay(window.from).milliseconds.value, until]
    if let revision = Board.revision(of: visits, besides: reader.name) {
      parts.append(Self.expectedItem)
      arguments += [estateID, revision.value, from, until, day]
    }
    arguments.append(account)
    let rows = try rows(
      """
      SELECT s.kind, s.id, s.revision, s.starts_at, s.ends_at, s.is_off, s.is_asked, r.read_at,
        CASE WHEN EXISTS (SELECT 1 FROM board_readings b
          WHERE b.estate = s.estate AND b.item = s.id AND b.account = ?) THEN 1 ELSE 0 END AS is_known,
        (SELECT arrived_at FROM duties WHERE estate = ? AND account = ? AND ended_at IS NULL) AS arrived_at
      FROM (\(parts.joined(separator: "\nUNION ALL\n"))) s
      LEFT JOIN board_readings r ON r.estate = s.estate AND r.item = s.id AND r.account = ? AND r.revision = s.revision
      ORDER BY s.starts_at, s.id
      """, arguments: arguments)
    return (rows.compactMap(BoardItem.init(row:)), rows.first?.instant("arrived_at"))
  }

  /// A plus before a column: nearly all rows have begun and few have not ended, so the index of the ends is the one.
  private static let eventItems = """
    SELECT estate, 'event' AS kind, id, revision, starts_at, ends_at,
      CASE WHEN cancelled_at IS NULL THEN 0 ELSE 1 END AS is_off, CAST(? AS BIGINT) AS is_asked
    FROM lobby_events WHERE estate = ? AND ends_at > ? AND +starts_at < ? AND (post IS NULL OR post = ?)
    """
  private static let noticeItems = """
    SELECT estate, 'notice', id, revision, starts_at, ends_at, CASE WHEN state = 'withdrawn' THEN 1 ELSE 0 END,
      CAST(? AS BIGINT)
    FROM notices WHERE estate = ? AND ends_at > ? AND +starts_at <= ? AND published_at IS NOT NULL
      AND (withdrawn_at IS NULL OR withdrawn_at > ?)
    """
  private static let instructionItems = """
    SELECT i.estate, 'instruction', i.id, i.revision, i.starts_at, i.ends_at,
      CASE WHEN i.withdrawn_at IS NULL THEN 0 ELSE 1 END,
      CASE WHEN EXISTS (SELECT 1 FROM instruction_readers d
        WHERE d.estate = i.estate AND d.instruction = i.id AND (d.role = ? OR d.account = ?)) THEN 1 ELSE 0 END
    FROM instructions i WHERE i.estate = ? AND i.ends_at > ? AND +i.starts_at <= ? AND (i.post IS NULL OR i.post = ?)
      AND (i.withdrawn_at IS NULL OR i.withdrawn_at > ?)
    """
  /// A group that has arrived is no news any more.
  private static let receptionItems = """
    SELECT estate, 'reception', id, changed_at, planned_at, planned_at, CASE WHEN state = 'cancelled' THEN 1 ELSE 0 END,
      CASE WHEN state = 'inside' THEN 0 ELSE CAST(? AS BIGINT) END
    FROM receptions WHERE estate = ? AND planned_at >= ? AND planned_at < ?
      AND state IN ('announced', 'inside', 'cancelled')
    """
  private static let expectedItem = """
    SELECT CAST(? AS TEXT), 'expected', 'expected', CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT), 0,
      CAST(? AS BIGINT)
    """
}

extension Transaction {
  /// A person has read an item in the wording that he saw. The wording may have changed while he read.
  func read(_ id: String, revision: Int, as reader: BoardReader, of estate: Estate, by author: JournalAuthor) throws
    -> BoardItem
  {
    let board = try board(of: estate, for: reader, at: author.at)
    guard let item = board.items.first(where: { $0.id == id }) else { throw LobbyError.notFound }
    guard item.revision == revision else { throw LobbyError.conflict(code: "board_item_changed", clause: "A-1.3") }
    guard board.state(of: item) != .read else { return item }
    try keepReading(of: id, revision: revision, by: author)
    try record(
      .init(
        kind: .boardRead, subject: Identifier.parse(id) == nil ? nil : id,
        payload: ["item": item.kind.rawValue, "revision": String(revision)]), by: author)
    return item
  }

  /// Also for whoever wrote the words: he knows them.
  func keepReading(of id: String, revision: Int, by author: JournalAuthor) throws {
    try run(
      """
      INSERT INTO board_readings (estate, item, account, revision, account_name, post, read_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (estate, item, account, revision) DO UPDATE SET read_at = excluded.read_at, post = excluded.post
      """, author.estate, id, author.account, revision, author.name, author.post, author.at.milliseconds)
  }
}

extension BoardItem {
  init?(row: Row) {
    guard let kind = Kind(rawValue: row.text("kind")) else { return nil }
    self.init(
      kind: kind, id: row.text("id"), revision: row.int("revision"), from: Instant(milliseconds: row.int("starts_at")),
      until: Instant(milliseconds: row.int("ends_at")), isOff: row.bool("is_off"), isAsked: row.bool("is_asked"),
      readAt: row.instant("read_at"), isKnown: row.bool("is_known"))
  }
}
