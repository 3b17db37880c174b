import Database

extension Snapshot {
  /// What rounds leave open: hazards and findings, rounds that nobody made, rounds that should be over.
  func openChecks(of estate: Estate, at now: Instant, limit: Int) throws -> [OpenItem] {
    let window = try roundWindow(of: estate)
    let findings = try openFindings(of: estate.id, limit: limit)
    let unfinished = try runningRounds(of: estate.id).filter { $0.isOverdue(at: now, grace: window.grace) }
    return findings.filter { $0.nature == .hazard }.map(OpenItem.finding)
      + (try missedRounds(of: estate, at: now, window: window)).prefix(limit).map(OpenItem.missedRound)
      + unfinished.map(OpenItem.unfinishedRound)
      + findings.filter { $0.nature != .hazard }.map(OpenItem.finding)
  }
}
