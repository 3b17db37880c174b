/// A person at a post: arrived, looked over, on duty, relieved.
struct Duty: Sendable, Equatable {
  enum State: String, CaseIterable, Sendable {
    /// At the post, and not ready yet.
    case arrived
    case onDuty = "on_duty"
    case ended
    /// Never began: came by mistake, or was sent home.
    case withdrawn
  }

  enum Ending: String, CaseIterable, Sendable {
    /// Relieved: the relief has accepted the handover.
    case handover
    /// Released by the leader without a handover.
    case order
    case sentHome = "sent_home"
    case withdrawn
  }

  /// What the leader decides about one who is not fit.
  enum Ruling: String, CaseIterable, Sendable {
    case mayServe = "may_serve"
    case sentHome = "sent_home"
  }

  /// What the roster had, as it was when he arrived.
  struct Plan: Sendable, Equatable {
    let entry: String
    let shift: String?
    let from, until: Instant
  }

  let id: String
  let post: String
  let account: String
  let name: String
  let plan: Plan?
  let arrivedAt: Instant
  /// Who wrote the arrival down; himself, or the leader for him.
  let arrivalBy: String
  var startedAt: Instant?
  var endedAt: Instant?
  var ending: Ending?
  var endedBy: String?
  /// The duty of the one who took over.
  var relievedBy: String?
  var reason: String?
  var ruling: RulingRecord?
  /// How long before the planned end he handed over and went, where that is early.
  var earlyMinutes: Int?
  /// What the leader said about that.
  var earlySettlement: EarlySettlement?

  /// Went before the end of the shift, and a leader has not said anything about it.
  var isLeftEarlyOpen: Bool { earlyMinutes != nil && earlySettlement == nil }

  struct EarlySettlement: Sendable, Equatable {
    let at: Instant
    let by: String
    let isAgreed: Bool
    let reason: String
  }

  struct RulingRecord: Sendable, Equatable {
    let ruling: Ruling
    let at: Instant
    let by: String
    let reason: String
  }

  var state: State {
    if endedAt != nil { return startedAt == nil ? .withdrawn : .ended }
    return startedAt == nil ? .arrived : .onDuty
  }

  var isOpen: Bool { endedAt == nil }

  /// By how many minutes an end is early; nil for one within the grace, or where no roster had him.
  func earliness(endingAt end: Instant, grace: Int) -> Int? {
    guard startedAt != nil, let plan else { return nil }
    let minutes = plan.until.minutes(since: end)
    return minutes > grace ? minutes : nil
  }
}
