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
    let seal = try lastSeal(of: estate).map { SealMark(seq: $0.seq, digits: $0.fingerprint) }
    return RecordHead(seq: row?.int("seq") ?? 0, id: row?.text("id") ?? "", seal: seal)
  }

  func recordHead(at seq: Int, of estate: String) throws -> RecordHead? {
    try row("SELECT seq, id FROM journal WHERE estate = ? AND seq = ?", estate, seq)
      .map { RecordHead(seq: $0.int("seq"), id: $0.text("id")) }
  }

  /// What was printed under this entry of the record.
  func print(_ id: String, of estate: String) throws -> SheetPrint? {
    guard let entry = try journalEntry(id, of: estate), let print = SheetPrint(entry),
      let head = try recordHead(at: print.after, of: estate)
    else { return nil }
    return print.on(head)
  }
}

extension Transaction {
  /// Writes down that a sheet goes to paper, how often this one did, and what it was sealed with.
  func recordPrint(
    of rows: [[String]], pages: Int, key: String, kind: JournalKind, by author: JournalAuthor
  ) throws -> SheetPrint {
    let head = try recordHead(of: author.estate)
    let copy = try journal(of: author.estate, subject: key).count { $0.event.kind == kind } + 1
    let fingerprint = head.seal(rows)
    var payload = [
      "copy": String(copy), "rows": String(rows.count), "pages": String(pages), "fingerprint": fingerprint,
      "after": String(head.seq),
    ]
    if let seal = head.seal { (payload["sealed"], payload["seal"]) = (String(seal.seq), seal.digits) }
    let id = try record(.init(kind: kind, subject: key, payload: payload), by: author)
    return SheetPrint(
      id: id, key: key, copy: copy, fingerprint: fingerprint, after: head.seq, seal: head.seal, head: head,
      at: author.at,
      by: author.name)
  }

  func recordExport(of rows: Int, period: RegisterPeriod, by author: JournalAuthor) throws {
    try record(.init(kind: .registerExported, subject: period.key, payload: ["rows": String(rows)]), by: author)
  }
}

extension RecordHead {
  /// SHA-256 over the newest entry of the record and the sheet's rows, twelve digits in groups: two sheets with the
  /// same digits show the same facts of the same record.
  func seal(_ rows: [[String]]) -> String {
    var hash = SHA256()
    hash.update(data: Data("\(seq) \(id)\n".utf8))
    for row in rows { hash.update(data: Data((row.joined(separator: "\u{1F}") + "\u{1E}").utf8)) }
    let digits = hash.finalize().prefix(6).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    return stride(from: 0, to: 12, by: 4).map { start in
      String(digits.dropFirst(start).prefix(4))
    }.joined(separator: " ")
  }
}
