import Foundation

/// One time that a list was gone through.
struct Round: Sendable, Equatable {
  let id: String
  let checklist: String
  let version: Int
  let kind: Checklist.Kind
  let name: String
  let post: String
  let dueAt: Instant?
  let startedAt: Instant
  let startedBy: String
  /// When it should be over.
  let endAt: Instant
  let stops: Int
  let checked: Int
  let skipped: Int
  /// Items that were not as they should be.
  let failed: Int
  let finishedAt: Instant?
  let finishedBy: String?
  let cutShort: String?

  var isRunning: Bool { finishedAt == nil }

  /// Running longer than it should by more than the grace.
  func isOverdue(at now: Instant, grace: Int) -> Bool { isRunning && now > endAt.advanced(minutes: grace) }
}

/// What was seen at one stop of a round.
struct RoundStop: Sendable, Equatable {
  enum State: String, Sendable, Codable { case checked, skipped }

  /// How it is known that somebody was there.
  enum Way: String, CaseIterable, Sendable, Codable {
    case scanned
    case byHand = "by_hand"
    /// The stop has no code.
    case none
  }

  /// Why a code was not read.
  enum HandReason: String, CaseIterable, Sendable, Codable { case damaged, camera, blocked, other }

  let stop: String
  let state: State
  let way: Way
  /// Why by hand, or why it was passed over.
  let reason: String?
  let note: String?
  let answers: [CheckAnswer]
  let at: Instant
  let account: String
  let by: String
  /// How often it was corrected.
  var corrections = 0

  var failed: Int { answers.count { !$0.isGood } }
}

/// What somebody brings back from a stop.
struct StopReport: Sendable {
  struct Photo: Sendable {
    let id: String
    let item: String
    let bytes: [UInt8]
  }

  let way: RoundStop.Way
  let reason: String?
  let note: String?
  let answers: [CheckAnswer]
  let findings: [CheckFinding.Draft]
  let photos: [Photo]
  let digest: String
}

/// Where a round stands: its list as it was then, and what is done of it.
struct RoundProgress: Sendable {
  let round: Round
  let plan: Checklist.Plan
  let visited: [String: RoundStop]

  /// The stops that are still to come, in order.
  var ahead: [Checklist.Stop] { plan.stops.filter { visited[$0.id] == nil } }

  /// The stop that is to be checked: the one that was asked for, unless the order is fixed and others come before.
  func current(asked: String?) -> Checklist.Stop? {
    guard round.isRunning else { return nil }
    guard !plan.isOrdered, let asked, let stop = ahead.first(where: { $0.id == asked }) else { return ahead.first }
    return stop
  }
}
