import Database

extension Snapshot {
  /// Everything that is open in an estate, the gravest first and the longest first within its kind.
  /// `expected` are the day's expected visits, where they have been read already.
  func openItems(
    of estate: Estate, at now: Instant, limit: Int = 200, expected: [ExpectedVisit.Occurrence]? = nil
  ) throws -> [OpenItem] {
    let missed = try (expected ?? expectedVisits(of: estate, on: now)).filter { $0.state(at: now) == .missed }
    let duty = try openDutyItems(of: estate, at: now, limit: limit)
    let roster = try openRosterItems(of: estate, at: now)
    return try duty.filter(\.kind.isUrgent).map(OpenItem.duty)
      + roster.filter { $0.isUrgent(at: now) }.map(OpenItem.roster)
      + openHandovers(of: estate, at: now).map(OpenItem.handover)
      + overstays(of: estate.id, at: now, limit: limit).map(OpenItem.overstay)
      + passesNotReturned(of: estate.id, limit: limit)
      + waitingVisits(of: estate.id, limit: limit).map(OpenItem.waiting)
      + missed.map(OpenItem.notArrived) + openChecks(of: estate, at: now, limit: limit)
      + openNotices(of: estate.id, at: now, limit: limit).map(OpenItem.notice)
      + markedNotes(of: estate.id, limit: limit).map(OpenItem.note)
      + duty.filter { !$0.kind.isUrgent }.map(OpenItem.duty)
      + roster.filter { !$0.isUrgent(at: now) }.map(OpenItem.roster)
  }

  func overstays(of estate: String, at now: Instant, limit: Int) throws -> [Visit] {
    try rows(
      """
      SELECT * FROM visits WHERE estate = ? AND state = 'inside' AND state <> 'left'
        AND expected_end <= ?
      ORDER BY expected_end LIMIT ?
      """, estate, now.milliseconds, limit
    ).map(Visit.init(row:))
  }

  func waitingVisits(of estate: String, limit: Int) throws -> [Visit] {
    try rows(
      """
      SELECT * FROM visits WHERE estate = ? AND state = 'waiting' AND state <> 'left'
      ORDER BY expected_end, arrived_at LIMIT ?
      """, estate, limit
    ).map(Visit.init(row:))
  }

  /// Passes whose visitor has left. Few are out at any time, so that the way leads from the pass to the visit.
  func passesNotReturned(of estate: String, limit: Int) throws -> [OpenItem] {
    let passes = try rows(
      """
      SELECT passes.* FROM passes JOIN visits ON visits.estate = passes.estate AND visits.id = passes.visit
      WHERE passes.estate = ? AND passes.visit > '' AND visits.state <> 'inside'
      ORDER BY visits.ended_at, passes.number LIMIT ?
      """, estate, limit
    ).map(Pass.init(row:))
    return try passes.compactMap { pass in
      try visit(holding: pass, of: estate).map { OpenItem.passNotReturned(pass, $0) }
    }
  }
}
