/// Something that the shift still has to see to; nothing of it may be lost at a handover.
enum OpenItem: Sendable {
  /// Inside longer than agreed.
  case overstay(Visit)
  /// Gone, and the pass did not come back.
  case passNotReturned(Pass, Visit)
  /// Waits in the lobby for an answer or a document.
  case waiting(Visit)
  /// Announced, and the time is over.
  case notArrived(ExpectedVisit.Occurrence)
  /// An instruction, a draft of a notice, an event that is over.
  case notice(OpenNotice)

  var kind: String {
    switch self {
    case .overstay: "overstay"
    case .passNotReturned: "pass_not_returned"
    case .waiting: "waiting"
    case .notArrived: "not_arrived"
    case .notice(let notice): notice.kind.rawValue
    }
  }

  /// The address of what it is about.
  var path: String {
    switch self {
    case .overstay(let visit), .waiting(let visit): "/visits/\(visit.id)"
    case .passNotReturned(let pass, _): "/passes/\(pass.number)"
    case .notArrived(let occurrence): "/expected-visits/\(occurrence.expected.id)"
    case .notice(let notice): notice.path
    }
  }

  /// Since when it has been open.
  var since: Instant {
    switch self {
    case .overstay(let visit): visit.expectedEnd ?? visit.arrivedAt
    case .passNotReturned(_, let visit): visit.endedAt ?? visit.arrivedAt
    case .waiting(let visit): visit.arrivedAt
    case .notArrived(let occurrence): occurrence.until
    case .notice(let notice): notice.since
    }
  }

  var room: String? {
    switch self {
    case .overstay(let visit), .waiting(let visit), .passNotReturned(_, let visit): visit.room
    case .notArrived(let occurrence): occurrence.expected.room
    case .notice: nil
    }
  }
}
