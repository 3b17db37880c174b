import Database
import Foundation

extension Snapshot {
  /// Corrections of a round, the first of each stop first.
  func stopCorrections(of round: String, estate: String) throws -> [StopCorrection] {
    try rows(
      "SELECT *, number - 1 AS corrections FROM stop_corrections WHERE estate = ? AND round = ? ORDER BY stop, number",
      estate, round
    ).map { row in
      StopCorrection(
        stop: row.text("stop"), number: row.int("number"), original: try RoundStop(row: row), why: row.text("why"),
        at: Instant(milliseconds: row.int("corrected_at")), by: row.text("corrected_by_name"))
    }
  }
}

extension Transaction {
  /// What was seen at a stop was written down wrongly: it stands as it is said now, and beside it what was said before.
  /// A finding of an item that was right after all is closed with the reason; one that was not has its own.
  func correct(
    _ report: StopReport, at stop: Checklist.Stop, of progress: RoundProgress, why: String, by author: JournalAuthor
  ) throws {
    guard let seen = progress.visited[stop.id] else { throw LobbyError.conflict(code: "stop_not_checked") }
    let stored = try row(
      "SELECT digest FROM round_stops WHERE estate = ? AND round = ? AND stop = ?", author.estate, progress.round.id,
      stop.id)
    guard stored?.text("digest") != report.digest else { return }
    guard seen.state == .skipped || report.answers != seen.answers || !report.photos.isEmpty else {
      throw LobbyError.conflict(code: "nothing_corrected")
    }
    try keepOriginal(of: stop, round: progress.round.id, why: why, by: author)
    try replace(seen, with: report, round: progress.round.id, by: author)
    try count(seen, after: report, of: progress.round.id, by: author)
    let changed = report.answers.count { answer in !seen.answers.contains(answer) }
    let payload = ["place": CheckWord.plain(stop.name), "items": String(changed), "why": why]
    try record(.init(kind: .stopCorrected, subject: progress.round.id, payload: payload), by: author)
    try closeFindings(at: stop, report, of: progress.round.id, why: why, by: author)
    for finding in report.findings { try insertOnce(finding, by: author) }
    for photo in report.photos { try insert(photo, round: progress.round.id, stop: stop.id, by: author) }
  }

  private func keepOriginal(of stop: Checklist.Stop, round: String, why: String, by author: JournalAuthor) throws {
    try run(
      """
      INSERT INTO stop_corrections (estate, round, stop, number, state, way, reason, note, answers, at, account,
        account_name, why, corrected_at, corrected_by, corrected_by_name)
      SELECT estate, round, stop, corrections + 1, state, way, reason, note, answers, at, account, account_name,
        CAST(? AS TEXT), CAST(? AS BIGINT), CAST(? AS TEXT), CAST(? AS TEXT)
      FROM round_stops WHERE estate = ? AND round = ? AND stop = ?
      """, why, author.at.milliseconds, author.account, author.name, author.estate, round, stop.id)
  }

  /// When and by whom it was seen stays, unless it had been passed over.
  private func replace(
    _ seen: RoundStop, with report: StopReport, round: String, by author: JournalAuthor
  ) throws {
    let answers = String(decoding: try JSONEncoder().encode(report.answers), as: UTF8.self)
    let isNew = seen.state == .skipped
    try run(
      """
      UPDATE round_stops SET state = 'checked', way = ?, reason = ?, note = ?, answers = ?, digest = ?, at = ?,
        account = ?, account_name = ?, corrections = corrections + 1 WHERE estate = ? AND round = ? AND stop = ?
      """,
      report.way, report.reason, report.note, answers, report.digest, (isNew ? author.at : seen.at).milliseconds,
      isNew ? author.account : seen.account, isNew ? author.name : seen.by, author.estate, round, seen.stop)
  }

  private func count(_ seen: RoundStop, after report: StopReport, of round: String, by author: JournalAuthor) throws {
    let more = seen.state == .skipped ? 1 : 0
    try run(
      "UPDATE rounds SET checked = checked + ?, skipped = skipped - ?, failed = failed + ? WHERE estate = ? AND id = ?",
      more, more, report.answers.count { !$0.isGood } - seen.failed, author.estate, round)
  }

  private func closeFindings(
    at stop: Checklist.Stop, _ report: StopReport, of round: String, why: String, by author: JournalAuthor
  ) throws {
    let good = Set(report.answers.filter(\.isGood).map(\.item))
    for finding in try findings(of: [round], estate: author.estate)
    where finding.stop == stop.id && finding.doneAt == nil && finding.item.map(good.contains) == true {
      try complete(finding, note: why, by: author)
    }
  }
}
