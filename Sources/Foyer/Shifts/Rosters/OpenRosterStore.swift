import Database

extension Snapshot {
  /// What of the roster is open now. Everyone's desk asks with its page: it reads a few days of hours and no more.
  func openRosterItems(of estate: Estate, at now: Instant) throws -> [OpenRoster] {
    let settings = try settings(of: estate)
    let days = settings.number(.rosterAheadDays)
    let planned = days > 0 ? try openPlan(of: estate, at: now, days: days, rules: settings) : []
    return planned + (try openRequests(of: estate.id))
  }

  private func openPlan(of estate: Estate, at now: Instant, days: Int, rules: Settings) throws -> [OpenRoster] {
    let until = now.advanced(days: days)
    let months = try rows(
      "SELECT * FROM rosters WHERE estate = ? AND starts_at < ? AND ends_at > ? ORDER BY starts_at", estate.id,
      until.milliseconds, now.milliseconds
    ).map(Roster.init(row:))
    let approved = months.filter(\.isApproved)
    guard let first = approved.first, let last = approved.last else { return [] }
    // A hole that has begun keeps its beginning while it lasts.
    let (from, end) = (max(first.startsAt, now.advanced(days: -1)), min(last.endsAt, until))
    let check = CoverCheck(
      zone: estate.zone, from: from, until: end, needs: try coverNeeds(of: estate.id),
      presences: try presences(of: estate.id, from: from, until: end), overlapMinutes: rules.number(.rosterOverlap))
    let holes = OpenRoster.holes(check.findings, after: now, zone: estate.zone)
    return holes + unapproved(after: last, of: estate, by: until, days: days)
  }

  /// Whoever rosters and has the coming month not approved hears of it so many days before it begins.
  private func unapproved(after last: Roster, of estate: Estate, by until: Instant, days: Int) -> [OpenRoster] {
    guard last.endsAt < until else { return [] }
    let month = RosterMonth(holding: last.endsAt, zone: estate.zone)
    return [
      OpenRoster(
        kind: .unapproved, path: "/roster?month=\(month.text)", since: last.endsAt.advanced(days: -days),
        until: last.endsAt, month: month)
    ]
  }

  /// Who stands where from when to when, without names; trainings man no post.
  private func presences(of estate: String, from: Instant, until: Instant) throws -> [CoverCheck.Presence] {
    try rows(
      """
      SELECT post, starts_at, ends_at FROM roster_entries
      WHERE estate = ? AND starts_at > ? AND starts_at < ? AND ends_at > ? AND state IN ('planned', 'confirmed')
        AND kind NOT IN (SELECT id FROM shift_kinds WHERE estate = ? AND purpose = 'training')
      ORDER BY starts_at
      """, estate, from.milliseconds - RosterEntry.longest, until.milliseconds, from.milliseconds, estate
    ).map {
      CoverCheck.Presence(
        post: $0.text("post"), from: Instant(milliseconds: $0.int("starts_at")),
        until: Instant(milliseconds: $0.int("ends_at")))
    }
  }

  private func openRequests(of estate: String) throws -> [OpenRoster] {
    let row = try row(
      """
      SELECT COUNT(*) AS n, MIN(waits_since) AS since FROM (
        SELECT asked_at AS waits_since FROM leaves WHERE estate = ? AND state = 'asked'
        UNION ALL SELECT answered_at FROM shift_trades WHERE estate = ? AND state = 'accepted') AS requests
      """, estate, estate)
    guard let row, row.int("n") > 0, let since = row.instant("since") else { return [] }
    return [OpenRoster(kind: .requests, path: "/roster-requests", since: since, count: row.int("n"))]
  }
}
