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
  /// Found dirty or broken, and not yet put right. A fault will be a case of the engineers'.
  case finding(CheckFinding)
  /// A round that nobody made.
  case missedRound(DueRound)
  /// A round that should be over.
  case unfinishedRound(Round)
  /// An instruction, a draft of a notice, an event that is over.
  case notice(OpenNotice)
  /// A line of the record that the next shift has to see to.
  case note(MarkedNote)
  /// An unmanned post, somebody missing or not fit, equipment that is not in order.
  case duty(OpenDuty)
  /// A hole in the published roster, a month that nobody has approved, requests that wait for the leader.
  case roster(OpenRoster)
  /// A handover that takes too long, or that the relief refused.
  case handover(OpenHandover)

  var kind: String {
    switch self {
    case .overstay: "overstay"
    case .passNotReturned: "pass_not_returned"
    case .waiting: "waiting"
    case .notArrived: "not_arrived"
    case .finding: "finding"
    case .missedRound: "missed_round"
    case .unfinishedRound: "unfinished_round"
    case .notice(let notice): notice.kind.rawValue
    case .note: "note"
    case .duty(let duty): duty.kind.rawValue
    case .roster(let roster): roster.kind.rawValue
    case .handover(let handover): handover.kind.rawValue
    }
  }

  /// The address of what it is about.
  var path: String {
    switch self {
    case .overstay(let visit), .waiting(let visit): "/visits/\(visit.id)"
    case .passNotReturned(let pass, _): "/passes/\(pass.number)"
    case .notArrived(let occurrence): "/expected-visits/\(occurrence.expected.id)"
    case .finding(let finding): "/findings/\(finding.id)"
    case .missedRound: "/rounds"
    case .unfinishedRound(let round): "/rounds/\(round.id)"
    case .notice(let notice): notice.path
    case .note(let note): "/notes/\(note.entry)"
    case .duty(let duty): duty.path
    case .roster(let roster): roster.path
    case .handover(let handover): handover.path
    }
  }

  /// Since when it has been open.
  var since: Instant {
    switch self {
    case .overstay(let visit): visit.expectedEnd ?? visit.arrivedAt
    case .passNotReturned(_, let visit): visit.endedAt ?? visit.arrivedAt
    case .waiting(let visit): visit.arrivedAt
    case .notArrived(let occurrence): occurrence.until
    case .finding(let finding): finding.foundAt
    case .missedRound(let due): due.dueAt
    case .unfinishedRound(let round): round.endAt
    case .notice(let notice): notice.since
    case .note(let note): note.markedAt
    case .duty(let duty): duty.since
    case .roster(let roster): roster.since
    case .handover(let handover): handover.since
    }
  }

  var room: String? {
    switch self {
    case .overstay(let visit), .waiting(let visit), .passNotReturned(_, let visit): visit.room
    case .notArrived(let occurrence): occurrence.expected.room
    case .note(let note): note.room
    case .notice, .duty, .roster, .finding, .missedRound, .unfinishedRound, .handover: nil
    }
  }

  /// The post that sees to it; nil for what concerns all posts.
  var post: String? {
    switch self {
    case .overstay(let visit), .waiting(let visit): visit.post
    case .passNotReturned(let pass, _): pass.post
    case .note(let note): note.post
    case .finding(let finding): finding.post
    case .unfinishedRound(let round): round.post
    case .duty(let duty): duty.post
    case .handover(let handover): handover.post
    case .roster(let roster): roster.post
    case .notArrived, .missedRound, .notice: nil
    }
  }

  /// Tells this thing from any other. What begins anew, or changes so that it is to be read again, is another.
  var key: String { ["\(kind) \(path) \(since.milliseconds)", mark].compactMap(\.self).joined(separator: " ") }

  /// What tells apart things that share an address and a moment: two lists' rounds of one hour, two late reliefs.
  private var mark: String? {
    switch self {
    case .missedRound(let due): due.checklist
    case .duty(let duty): duty.mark ?? duty.post
    case .roster(let roster): roster.post
    default: nil
    }
  }
}
