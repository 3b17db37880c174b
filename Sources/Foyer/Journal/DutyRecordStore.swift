import Database
import Pages

extension Snapshot {
  func dutyRecord(_ period: DutyRecordPeriod, of estate: Estate, limit: Int) throws -> DutyRecord {
    var filter = JournalFilter()
    (filter.from, filter.to, filter.post) = (period.from, period.until, period.post)
    filter.groups = JournalGroup.onDesk
    let entries = try journal(of: estate.id, filter, limit: limit + 1)
    guard entries.count <= limit else { throw FieldErrors("to", "too_many_rows", ["limit": String(limit)]) }
    let written = entries.filter { $0.corrects == nil && !$0.event.kind.isHousekeeping }
    return DutyRecord(
      estate: estate, period: period, posts: try posts(of: estate.id),
      duties: try duties(of: estate.id, from: period.from.advanced(minutes: -36 * 60), until: period.until, limit: 500)
        .filter { $0.post == period.post && $0.startedAt != nil },
      trail: try trail(of: estate.id, entries: written.reversed()),
      inspections: try inspections(of: period.post, estate: estate.id, since: period.from),
      weather: entries.reversed().compactMap { entry in entry.event.payload["weather"].map { (entry.happenedAt, $0) } },
      head: try recordHead(of: estate.id))
  }

  private func inspections(of post: String, estate: String, since: Instant) throws -> [RecordInspection] {
    try rows(
      """
      SELECT * FROM journal WHERE estate = ? AND subject = ? AND kind = ? AND happened_at >= ? ORDER BY seq DESC LIMIT 50
      """, estate, post, JournalKind.recordInspected.rawValue, since.milliseconds
    ).map(JournalEntry.init(row:)).reversed().compactMap { entry in
      let payload = entry.event.payload
      guard let from = payload["from_ms"].flatMap({ Int($0) }), let until = payload["until_ms"].flatMap({ Int($0) })
      else { return nil }
      return RecordInspection(
        from: Instant(milliseconds: from), until: Instant(milliseconds: until), at: entry.happenedAt,
        by: entry.accountName, remark: payload["text"])
    }
  }
}

extension JournalKind {
  /// What the handover's own sheet tells, line by line.
  fileprivate var isHousekeeping: Bool {
    switch self {
    case .handoverUnderstood, .handoverSigned, .handoverCounted, .handoverJoined, .handoverReported, .handoverPrinted,
      .recordInspected, .recordPrinted, .registerPrinted, .registerExported, .receptionsPrinted:
      true
    default: false
    }
  }
}

extension Transaction {
  func inspect(_ period: DutyRecordPeriod, remark: String?, by author: JournalAuthor) throws -> JournalEntry {
    var event = JournalEntry.Event(kind: .recordInspected, subject: period.post)
    event.payload = [
      "from_ms": String(period.from.milliseconds), "until_ms": String(period.until.milliseconds),
      "from": period.zone.dayAndClock(period.from), "to": period.zone.dayAndClock(period.until),
    ]
    event.payload["text"] = remark
    let id = try record(event, by: author)
    return try existingJournalEntry(id, of: author.estate)
  }
}

extension Snapshot {
  /// What was asked for, or the shift that is on at the own post.
  func dutyRecordPeriod(
    _ form: DutyRecordForm, of estate: Estate, author: JournalAuthor
  ) throws -> DutyRecordPeriod {
    let asked = try form.asked(usual: author.post)
    let shift = try shiftBeginning(
      of: asked.post, estate: estate.id, offGoing: try onDuty(at: asked.post, of: estate.id), at: author.at)
    let until = asked.until ?? author.at.advanced(minutes: 1)
    let from = asked.from ?? min(shift, until.advanced(minutes: -1))
    guard from < until else { throw FieldErrors("to", "before_from") }
    guard until <= from.advanced(days: 32) else { throw FieldErrors("to", "too_far") }
    return DutyRecordPeriod(from: from, until: until, post: asked.post, zone: estate.zone)
  }
}
