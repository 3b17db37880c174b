import Database
import Foundation

/// Who writes an entry, where and when: made once per request and handed to every change in it.
struct JournalAuthor: Sendable {
  let estate: String
  let post: String
  let account: String
  let name: String
  /// When it is written down.
  let at: Instant
}

extension Transaction {
  /// Appends to the record, in the transaction of the change that it tells of.
  @discardableResult
  func record(
    _ event: JournalEntry.Event, by author: JournalAuthor, happened: Instant? = nil, corrects: String? = nil,
    id chosen: String? = nil
  ) throws -> String {
    let id = chosen ?? Identifier.make(at: author.at)
    try run(
      """
      INSERT INTO journal (estate, seq, id, post, happened_at, recorded_at, account, account_name, kind, subject,
        room, pass, important, corrects, salt, payload)
      VALUES (?, (SELECT coalesce(max(seq), 0) + 1 FROM journal WHERE estate = ?),
        ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      author.estate, author.estate, id, author.post, (happened ?? author.at).milliseconds, author.at.milliseconds,
      author.account,
      author.name, event.kind.rawValue, event.subject, event.room, event.payload["pass"],
      event.important, corrects, JournalEntry.salt(), event.written)
    announce(Announcement(estate: author.estate, topic: event.kind.topic, ids: event.subject.map { [$0] } ?? []))
    return id
  }
}

extension JournalEntry {
  /// Sixteen random bytes, so that a payload cannot be guessed from what the chain keeps of it.
  static func salt() -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    let words = (generator.next() as UInt64, generator.next() as UInt64)
    return withUnsafeBytes(of: words) { Array($0) }
  }
}

extension JournalEntry.Event {
  /// The payload as it is stored: JSON with its keys in order, nothing escaped that need not be.
  var written: String {
    guard !payload.isEmpty else { return "{}" }
    // Nearly always these are words of the product; writing them directly costs a tenth of a busy desk's check-in less.
    if payload.allSatisfy({ Self.needsNoEscape($0.key) && Self.needsNoEscape($0.value) }) {
      let pairs = payload.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }
      return "{" + pairs.joined(separator: ",") + "}"
    }
    let data = try? JSONSerialization.data(withJSONObject: payload, options: [.sortedKeys, .withoutEscapingSlashes])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  /// The payload of what ``written`` wrote. Where nothing is escaped, quotes stand around keys and values only.
  static func payload(written text: String) throws -> [String: String] {
    guard !text.utf8.contains(UInt8(ascii: "\\")) else {
      return try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
    }
    let pieces = text.utf8.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
    return stride(from: 1, to: pieces.count - 3, by: 4).reduce(into: [:]) { payload, index in
      payload[String(Substring(pieces[index]))] = String(Substring(pieces[index + 2]))
    }
  }

  private static func needsNoEscape(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
  }

  /// A text as it stands inside a stored payload.
  static func asWritten(_ text: String) -> String {
    guard let data = try? JSONSerialization.data(withJSONObject: [text], options: [.withoutEscapingSlashes]) else {
      return text
    }
    return String(String(decoding: data, as: UTF8.self).dropFirst(2).dropLast(2))
  }
}

extension Snapshot {
  /// Oldest first, after `seq`.
  func journal(of estate: String, after seq: Int, limit: Int) throws -> [JournalEntry] {
    try rows("SELECT * FROM journal WHERE estate = ? AND seq > ? ORDER BY seq LIMIT ?", estate, seq, limit)
      .map(JournalEntry.init(row:))
  }

  /// Newest first, of what happened in a period.
  func journal(of estate: String, from: Instant, to: Instant, limit: Int) throws -> [JournalEntry] {
    try rows(
      """
      SELECT * FROM journal WHERE estate = ? AND happened_at >= ? AND happened_at < ?
      ORDER BY happened_at DESC, seq DESC LIMIT ?
      """, estate, from.milliseconds, to.milliseconds, limit
    ).map(JournalEntry.init(row:))
  }

  func journal(of estate: String, subject: String) throws -> [JournalEntry] {
    try rows("SELECT * FROM journal WHERE estate = ? AND subject = ? ORDER BY seq", estate, subject)
      .map(JournalEntry.init(row:))
  }

  /// What a pass number went through, newest first: by itself, and with its latest visits. A number made anew keeps
  /// what the old one saw.
  func journal(of estate: String, pass number: String, limit: Int) throws -> [JournalEntry] {
    let holders = try rows(
      """
      SELECT id FROM visits WHERE estate = ? AND pass_number = ? AND state NOT IN ('inside', 'waiting')
      ORDER BY arrived_at DESC, id DESC LIMIT ?
      """, estate, number, limit)
    // Who is still inside or waits is not in `visits_by_pass` yet, and one of few.
    let open = try rows(
      "SELECT id FROM visits WHERE estate = ? AND state <> 'left' AND state IN ('inside', 'waiting') AND pass_number = ?",
      estate, number)
    let passes = try rows("SELECT id FROM passes WHERE estate = ? AND number = ?", estate, number)
    let subjects = (holders + open + passes).map { $0.text("id") }
    guard !subjects.isEmpty else { return [] }
    let places = Array(repeating: "?", count: subjects.count).joined(separator: ", ")
    return try rows(
      "SELECT * FROM journal WHERE estate = ? AND subject IN (\(places)) AND pass = ? ORDER BY seq DESC LIMIT ?",
      arguments: [.text(estate)] + subjects.map(\.value) + [number.value, limit.value]
    ).map(JournalEntry.init(row:))
  }

  func journalEntry(_ id: String, of estate: String) throws -> JournalEntry? {
    try row("SELECT * FROM journal WHERE estate = ? AND id = ?", estate, id).map(JournalEntry.init(row:))
  }

  func existingJournalEntry(_ id: String, of estate: String) throws -> JournalEntry {
    guard let entry = try journalEntry(id, of: estate) else { throw LobbyError.notFound }
    return entry
  }
}

extension JournalEntry {
  init(row: Row) throws {
    guard let kind = JournalKind(rawValue: row.text("kind")) else {
      throw DatabaseError.failed(reason: "unknown journal kind")
    }
    let payload = try Event.payload(written: row.text("payload"))
    self.init(
      seq: row.int("seq"), id: row.text("id"), post: row.text("post"),
      happenedAt: Instant(milliseconds: row.int("happened_at")),
      recordedAt: Instant(milliseconds: row.int("recorded_at")),
      account: row.text("account"), accountName: row.text("account_name"),
      event: Event(
        kind: kind, subject: row.optionalText("subject"), room: row.optionalText("room"),
        important: row.bool("important"), payload: payload),
      corrects: row.optionalText("corrects"))
  }
}
