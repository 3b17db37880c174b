import Crypto
import Database
import Foundation

extension Snapshot {
  /// The visits of a period as they came, by the index of arrivals.
  func visits(in period: RegisterPeriod, of estate: String, limit: Int) throws -> [Visit] {
    var arguments: [Value] = [.text(estate), period.from.milliseconds.value, period.until.milliseconds.value]
    if let post = period.post { arguments.append(.text(post)) }
    arguments.append(limit.value)
    return try rows(
      """
      SELECT * FROM visits WHERE estate = ? AND arrived_at >= ? AND arrived_at < ?
      \(period.post == nil ? "" : "AND post = ?") ORDER BY arrived_at, id LIMIT ?
      """, arguments: arguments
    ).map(Visit.init(row:))
  }

  /// The newest entry of the record; a seal is taken on top of it.
  func recordHead(of estate: String) throws -> RecordHead {
    let row = try row("SELECT seq, id FROM journal WHERE estate = ? ORDER BY seq DESC LIMIT 1", estate)
    return RecordHead(seq: row?.int("seq") ?? 0, id: row?.text("id") ?? "")
  }

  func recordHead(at seq: Int, of estate: String) throws -> RecordHead? {
    try row("SELECT seq, id FROM journal WHERE estate = ? AND seq = ?", estate, seq)
      .map { RecordHead(seq: $0.int("seq"), id: $0.text("id")) }
  }

  /// What was just printed under this entry of the record.
  func print(_ id: String, of estate: String, at now: Instant) throws -> SheetPrint? {
    guard let entry = try journalEntry(id, of: estate), let print = SheetPrint(entry), print.isFresh(at: now),
      let head = try recordHead(at: print.after, of: estate)
    else { return nil }
    return print.on(head)
  }
}

extension Transaction {
  /// Writes down that a sheet goes to paper, how often this one did, and what it was sealed with.
  func recordPrint(of sheet: PrintedSheet, by author: JournalAuthor) throws -> SheetPrint {
    let head = try recordHead(of: author.estate)
    let copy = try journal(of: author.estate, subject: sheet.key).count { $0.event.kind == sheet.kind } + 1
    let fingerprint = head.seal(sheet.rows)
    let facts = [
      "copy": String(copy), "rows": String(sheet.rows.count), "pages": String(sheet.pages), "fingerprint": fingerprint,
      "after": String(head.seq),
    ]
    let id = try record(
      .init(kind: sheet.kind, subject: sheet.key, payload: facts.merging(sheet.period.facts) { $1 }), by: author)
    return SheetPrint(
      id: id, key: sheet.key, copy: copy, fingerprint: fingerprint, after: head.seq, head: head, at: author.at,
      by: author.name)
  }

  func recordExport(of rows: Int, period: RegisterPeriod, by author: JournalAuthor) throws {
    let facts = period.facts.merging(["rows": String(rows)]) { $1 }
    try record(.init(kind: .registerExported, subject: period.key, payload: facts), by: author)
  }
}

extension RecordHead {
  /// SHA-256 over the newest entry of the record and the sheet's rows, twelve digits in groups: two sheets with the
  /// same digits show the same facts of the same record.
  func seal(_ rows: [[String]]) -> String {
    var hash = SHA256()
    hash.update(data: Data("\(seq) \(id)\n".utf8))
    for row in rows { hash.update(data: Data((row.joined(separator: "\u{1F}") + "\u{1E}").utf8)) }
    let digits = Hexadecimal.text(hash.finalize().prefix(6))
    return stride(from: 0, to: 12, by: 4).map { start in
      String(digits.dropFirst(start).prefix(4))
    }.joined(separator: " ")
  }
}
