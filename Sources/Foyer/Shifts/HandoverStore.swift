import Database
import Foundation

extension Snapshot {
  func handover(_ id: String, of estate: String) throws -> Handover? {
    try row("SELECT * FROM handovers WHERE estate = ? AND id = ?", estate, id).map { row in
      var handover = try Handover(row: row)
      handover.parties = try parties(of: id, estate: estate)
      return handover
    }
  }

  func existingHandover(_ id: String, of estate: String) throws -> Handover {
    guard let handover = try handover(id, of: estate) else { throw LobbyError.notFound }
    return handover
  }

  /// One that is not closed; the schema allows one a post.
  func openHandover(of post: String, estate: String) throws -> Handover? {
    try row("SELECT id FROM handovers WHERE estate = ? AND post = ? AND closed_at IS NULL", estate, post)
      .flatMap { try handover($0.text("id"), of: estate) }
  }

  /// Newest first.
  func handovers(of estate: String, cursor: ListCursor?, limit: Int) throws -> [Handover] {
    let cursor = cursor ?? ListCursor(at: .endless, id: "")
    let rows = try rows(
      """
      SELECT * FROM handovers WHERE estate = ? AND (begun_at, id) < (?, ?) ORDER BY begun_at DESC, id DESC LIMIT ?
      """, estate, cursor.at.milliseconds, cursor.id, limit)
    let parties = try parties(ofAny: rows.map { $0.text("id") }, estate: estate)
    return try rows.map { row in
      var handover = try Handover(row: row)
      handover.parties = parties[handover.id] ?? []
      return handover
    }
  }

  /// When the post was handed over last.
  func lastHandover(of post: String, estate: String, before now: Instant) throws -> Instant? {
    try row(
      """
      SELECT closed_at FROM handovers WHERE estate = ? AND post = ? AND begun_at <= ? AND closed_at IS NOT NULL
        AND closing <> 'withdrawn' ORDER BY begun_at DESC LIMIT 1
      """, estate, post, now.milliseconds)?.instant("closed_at")
  }

  private static let partyRows = """
    SELECT p.*, d.shift_name FROM handover_parties p LEFT JOIN duties d ON d.estate = p.estate AND d.id = p.duty
    WHERE p.estate = ?
    """

  private func parties(of handover: String, estate: String) throws -> [Handover.Party] {
    try rows(
      "\(Self.partyRows) AND p.handover = ? ORDER BY p.side, p.account", estate, handover
    ).map(Handover.Party.init(row:))
  }

  private func parties(ofAny handovers: [String], estate: String) throws -> [String: [Handover.Party]] {
    guard !handovers.isEmpty else { return [:] }
    let places = Array(repeating: "?", count: handovers.count).joined(separator: ", ")
    let rows = try rows(
      "\(Self.partyRows) AND p.handover IN (\(places)) ORDER BY p.side, p.account",
      arguments: [.text(estate)] + handovers.map(\.value))
    return try rows.reduce(into: [:]) { $0[$1.text("handover"), default: []].append(try .init(row: $1)) }
  }

  func counts(of handover: String, estate: String) throws -> [Handover.Count] {
    try rows(
      "SELECT * FROM handover_counts WHERE estate = ? AND handover = ? ORDER BY position, thing", estate, handover
    ).map(Handover.Count.init(row:))
  }

  func storedItems(of handover: String, estate: String) throws -> [HandoverItem] {
    try rows(
      "SELECT * FROM handover_items WHERE estate = ? AND handover = ? ORDER BY position, item", estate, handover
    ).map(HandoverItem.init(row:))
  }

  func statements(of handover: String, estate: String) throws -> [Handover.Statement] {
    try rows(
      "SELECT * FROM handover_statements WHERE estate = ? AND handover = ? ORDER BY at, id", estate, handover
    ).map(Handover.Statement.init(row:))
  }
}

extension Transaction {
  /// A second handover of the same post at the same time is a conflict, whoever began it.
  func insert(_ handover: Handover, digest: String, by author: JournalAuthor) throws {
    do {
      try run(
        """
        INSERT INTO handovers (estate, id, digest, post, covers_from, begun_at, begun_by, begun_by_name, early_reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """, author.estate, handover.id, digest, handover.post, handover.coversFrom.milliseconds,
        handover.begunAt.milliseconds, author.account, author.name, handover.earlyReason)
    } catch DatabaseError.conflict {
      throw LobbyError.conflict(code: "handover_already_open", clause: "A-4.2")
    }
    for party in handover.parties { try insert(party, in: handover.id, estate: author.estate) }
    var payload = ["items": "0"]
    payload["text"] = handover.earlyReason
    payload["items"] = nil
    try record(.init(kind: .handoverBegun, subject: handover.id, payload: payload), by: author)
  }

  func insert(_ party: Handover.Party, in handover: String, estate: String) throws {
    try run(
      """
      INSERT INTO handover_parties (estate, handover, account, side, name, duty, planned_from, planned_until,
        arrived_at, signed_at, way, drawn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (estate, handover, side, account) DO UPDATE SET signed_at = excluded.signed_at, way = excluded.way,
        drawn = excluded.drawn
      """,
      estate, handover, party.account, party.side.rawValue, party.name, party.duty, party.plannedFrom?.milliseconds,
      party.plannedUntil?.milliseconds, party.arrivedAt?.milliseconds, party.signedAt?.milliseconds, party.way,
      party.drawn)
  }

  /// Reliefs who have not signed make room for others.
  func removeUnsignedReliefs(of handover: String, estate: String, account: String? = nil) throws -> Int {
    try run(
      """
      DELETE FROM handover_parties WHERE estate = ? AND handover = ? AND side = 'relief' AND signed_at IS NULL
        \(account == nil ? "" : "AND account = ?")
      """, arguments: [.text(estate), .text(handover)] + (account.map { [.text($0)] } ?? []))
  }

  func keep(_ count: Handover.Count, position: Int, in handover: String, by author: JournalAuthor) throws {
    try run(
      """
      INSERT INTO handover_counts (estate, handover, thing, name, position, book, away, counted, reason, counted_at,
        counted_by_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (estate, handover, thing) DO UPDATE SET name = excluded.name, book = excluded.book,
        away = excluded.away, counted = excluded.counted, reason = excluded.reason, counted_at = excluded.counted_at,
        counted_by_name = excluded.counted_by_name
      """,
      author.estate, handover, count.thing, count.name, position, count.book, count.away, count.counted, count.reason,
      count.at.milliseconds, count.by)
  }

  func keep(_ report: Handover.Report, of handover: String, by author: JournalAuthor) throws {
    try run(
      """
      UPDATE handovers SET happened = ?, safety = ?, utilities = ?, orders = ?, hygiene = ?
      WHERE estate = ? AND id = ?
      """, report.happened, report.safety, report.utilities, report.orders, report.hygiene, author.estate, handover)
    try record(.init(kind: .handoverReported, subject: handover), by: author)
  }

  /// Writes an item as it stands, at its place.
  func keep(_ item: HandoverItem, position: Int, in handover: String, estate: String) throws {
    try run(
      """
      INSERT INTO handover_items (estate, handover, item, kind, position, path, room, since, words, things, joined_at,
        gone_at, state, state_at, state_by_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (estate, handover, item) DO UPDATE SET position = excluded.position, since = excluded.since,
        words = excluded.words, things = excluded.things, gone_at = excluded.gone_at, state = excluded.state,
        state_at = excluded.state_at, state_by_name = excluded.state_by_name
      """,
      estate, handover, item.key, item.kind, position, item.path, item.room, item.since.milliseconds,
      JSONText.written(item.words), item.things.joined(separator: "\n"), item.joinedAt.milliseconds,
      item.goneAt?.milliseconds, item.state.rawValue, item.stateAt?.milliseconds, item.stateBy)
  }

  func insert(_ statement: Handover.Statement, in handover: String, estate: String) throws {
    try run(
      """
      INSERT INTO handover_statements (estate, handover, id, item, kind, text, at, account, account_name)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, estate, handover, statement.id, statement.item, statement.kind.rawValue, statement.text,
      statement.at.milliseconds, statement.account, statement.name)
  }

  func noteRefusal(_ reason: String?, by name: String?, at instant: Instant?, of handover: String, estate: String)
    throws
  {
    try run(
      "UPDATE handovers SET refused_at = ?, refused_by_name = ?, refusal = ? WHERE estate = ? AND id = ?",
      instant?.milliseconds, name, reason, estate, handover)
  }

  /// Closed once: whoever is second is told.
  func close(
    _ handover: Handover, as closing: Handover.Closing, reason: String?, tallies: [String: Int],
    by author: JournalAuthor
  ) throws {
    let changed = try run(
      """
      UPDATE handovers SET closed_at = ?, closing = ?, closed_by_name = ?, closing_reason = ?, tallies = ?
      WHERE estate = ? AND id = ? AND closed_at IS NULL
      """, author.at.milliseconds, closing.rawValue, author.name, reason, JSONText.written(tallies), author.estate,
      handover.id)
    guard changed == 1 else { throw LobbyError.conflict(code: "handover_closed", clause: "A-4.2") }
  }
}

/// Small values kept as JSON in one column.
enum JSONText {
  static func written(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  static func read<T: Decodable>(_ text: String?, as type: T.Type = T.self) -> T? {
    text.flatMap { try? JSONDecoder().decode(T.self, from: Data($0.utf8)) }
  }
}

extension Handover {
  init(row: Row) throws {
    self.init(
      id: row.text("id"), post: row.text("post"), coversFrom: Instant(milliseconds: row.int("covers_from")),
      begunAt: Instant(milliseconds: row.int("begun_at")), begunBy: row.text("begun_by_name"),
      earlyReason: row.optionalText("early_reason"),
      report: Report(
        happened: row.optionalText("happened"), safety: row.optionalText("safety"),
        utilities: row.optionalText("utilities"), orders: row.optionalText("orders"),
        hygiene: row.optionalText("hygiene")),
      refusedAt: row.instant("refused_at"), refusedBy: row.optionalText("refused_by_name"),
      refusal: row.optionalText("refusal"), closedAt: row.instant("closed_at"),
      closing: row.optionalText("closing").flatMap(Closing.init), closedBy: row.optionalText("closed_by_name"),
      closingReason: row.optionalText("closing_reason"), tallies: JSONText.read(row.optionalText("tallies")))
  }
}

extension Handover.Party {
  fileprivate init(row: Row) throws {
    guard let side = Handover.Side(rawValue: row.text("side")) else { throw DatabaseError.failed(reason: "no side") }
    self.init(
      account: row.text("account"), side: side, name: row.text("name"), duty: row.optionalText("duty"),
      shift: row.optionalText("shift_name"), plannedFrom: row.instant("planned_from"),
      plannedUntil: row.instant("planned_until"),
      arrivedAt: row.instant("arrived_at"), signedAt: row.instant("signed_at"), way: row.optionalText("way"),
      drawn: row.optionalText("drawn"))
  }
}

extension Handover.Count {
  fileprivate init(row: Row) {
    self.init(
      thing: row.text("thing"), name: row.text("name"), book: row.int("book"), away: row.int("away"),
      counted: row.int("counted"), reason: row.optionalText("reason"),
      at: Instant(milliseconds: row.int("counted_at")), by: row.text("counted_by_name"))
  }
}

extension Handover.Statement {
  fileprivate init(row: Row) throws {
    guard let kind = Kind(rawValue: row.text("kind")) else { throw DatabaseError.failed(reason: "no statement") }
    self.init(
      id: row.text("id"), item: row.optionalText("item"), kind: kind, text: row.optionalText("text"),
      at: Instant(milliseconds: row.int("at")), account: row.text("account"), name: row.text("account_name"))
  }
}

extension HandoverItem {
  fileprivate init(row: Row) throws {
    self.init(
      key: row.text("item"), kind: row.text("kind"), path: row.text("path"), room: row.optionalText("room"),
      since: Instant(milliseconds: row.int("since")),
      things: row.text("things").split(separator: "\n").map(String.init),
      words: JSONText.read(row.text("words")) ?? [:], joinedAt: Instant(milliseconds: row.int("joined_at")),
      goneAt: row.instant("gone_at"), state: State(rawValue: row.text("state")) ?? .unseen,
      stateAt: row.instant("state_at"), stateBy: row.optionalText("state_by_name"), source: nil)
  }
}
