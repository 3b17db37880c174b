import Database

extension Snapshot {
  /// Handovers that somebody has to bring to an end. At most one a post is open at any time.
  func openHandovers(of estate: Estate, at now: Instant) throws -> [OpenHandover] {
    let open = try rows(
      "SELECT * FROM handovers WHERE estate = ? AND closed_at IS NULL ORDER BY post", estate.id
    ).map(Handover.init(row:))
    guard !open.isEmpty else { return [] }
    let minutes = try settings(of: estate).number(.handoverMinutes)
    return open.compactMap { OpenHandover($0, minutes: minutes, at: now) }
  }

  /// How punctually posts were handed over since a moment.
  func handoverPunctuality(of estate: String, since: Instant, minutes: Int) throws -> HandoverPunctuality {
    let rows = try rows(
      """
      SELECT h.begun_at, h.closed_at, h.closing, MAX(p.planned_until) AS planned FROM handovers h
      LEFT JOIN handover_parties p ON p.estate = h.estate AND p.handover = h.id AND p.side = 'off_going'
      WHERE h.estate = ? AND h.begun_at >= ? AND h.closing IN ('accepted', 'ordered')
      GROUP BY h.id, h.begun_at, h.closed_at, h.closing
      """, estate, since.milliseconds)
    return HandoverPunctuality(
      rows.map { row in
        .init(
          begunAt: Instant(milliseconds: row.int("begun_at")), closedAt: Instant(milliseconds: row.int("closed_at")),
          plannedUntil: row.instant("planned"), isAccepted: row.text("closing") == "accepted")
      }, minutes: minutes)
  }
}
