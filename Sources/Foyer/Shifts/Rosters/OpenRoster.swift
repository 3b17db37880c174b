/// What of the roster waits for whoever plans: found in the roster itself, nobody has to raise it.
struct OpenRoster: Sendable, Equatable {
  enum Kind: String, CaseIterable, Sendable {
    /// Fewer people than a post needs, in a month that is approved.
    case hole = "roster_hole"
    /// The month that is about to begin is not approved.
    case unapproved = "roster_unapproved"
    /// Leave, swaps and cover that wait for a decision. Whose they are concerns only who decides.
    case requests = "roster_requests"
  }

  let kind: Kind
  let path: String
  /// When the first hole begins, since when a month is due, or since when the oldest request waits.
  let since: Instant
  var post: String?
  var until: Instant?
  /// Holes, or requests.
  var count = 1
  var month: RosterMonth?

  /// Nobody is planned where somebody is needed now.
  func isUrgent(at now: Instant) -> Bool { kind == .hole && since <= now }

  /// One item a post: its first hole and how many there are, so that a thin week is not twenty lines.
  static func holes(_ findings: [RosterFinding], after now: Instant, zone: EstateZone) -> [OpenRoster] {
    let open = findings.filter { $0.kind == .hole && $0.until > now }
    return Dictionary(grouping: open) { $0.post ?? "" }.compactMap { post, holes in
      holes.min { $0.from < $1.from }.map { first in
        OpenRoster(
          kind: .hole, path: "/roster?month=\(RosterMonth(holding: first.from, zone: zone).text)", since: first.from,
          post: post, until: first.until, count: holes.count)
      }
    }.sorted { ($0.since, $0.post ?? "") < ($1.since, $1.post ?? "") }
  }
}
