/// A handover that does not come to its end: it takes longer than it may, or the relief has refused.
struct OpenHandover: Sendable, Equatable {
  enum Kind: String, CaseIterable, Sendable {
    case overdue = "handover_overdue"
    case refused = "handover_refused"
  }

  let kind: Kind
  let id: String
  let post: String
  /// Since when it is refused, or should be over.
  let since: Instant
  let begunAt: Instant
  /// Who refused, or who began it.
  let name: String
  var reason: String?

  var path: String { "/handovers/\(id)" }

  /// Nil while it is in order.
  init?(_ handover: Handover, minutes: Int, at now: Instant) {
    (id, post, begunAt) = (handover.id, handover.post, handover.begunAt)
    if let refusedAt = handover.refusedAt {
      (kind, since, name, reason) = (.refused, refusedAt, handover.refusedBy ?? "", handover.refusal)
    } else {
      (kind, since, name) = (.overdue, handover.begunAt.advanced(minutes: minutes), handover.begunBy)
      guard since < now else { return nil }
    }
  }
}

/// How punctually posts were handed over in a period: accepted by the end of the planned shift, and within the time
/// that an acceptance may take (04 §4.4). What a leader ordered counts as a handover that was neither.
struct HandoverPunctuality: Sendable, Equatable {
  struct Line: Sendable, Equatable {
    let begunAt, closedAt: Instant
    let plannedUntil: Instant?
    let isAccepted: Bool
  }

  let handovers, planned, inTime, quick, minutes: Int

  /// `planned`: those whose shift had an end in the roster.
  init(_ lines: [Line], minutes: Int) {
    self.minutes = minutes
    handovers = lines.count
    planned = lines.count { $0.plannedUntil != nil }
    inTime = lines.count { line in line.isAccepted && line.plannedUntil.map { line.closedAt <= $0 } ?? false }
    quick = lines.count { $0.isAccepted && $0.closedAt <= $0.begunAt.advanced(minutes: minutes) }
  }
}

extension Handover {
  /// When the shift ends that is handed over: that of the last who goes.
  var plannedUntil: Instant? { offGoing.compactMap(\.plannedUntil).max() }

  /// By how many minutes it was accepted after the shift's end; nil without a plan or an acceptance.
  var lateness: Int? {
    guard closing == .accepted, let closedAt, let plannedUntil else { return nil }
    return closedAt <= plannedUntil ? 0 : max(1, closedAt.minutes(since: plannedUntil))
  }
}
