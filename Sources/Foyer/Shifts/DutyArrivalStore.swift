import Database
import Pages

/// Somebody arrives at a post: his shift in the roster is found, and he is there once.
struct DutyArrival: Sendable {
  let arrival: DutyForm.Arrival
  let estate: Estate
  let author: JournalAuthor
  let mayWriteForOthers: Bool

  func make(in tx: Transaction) throws -> Duty {
    let (account, name) = try person(in: tx)
    let post = arrival.post ?? author.post
    try tx.expectPost(post, of: estate.id)
    // The same again, as a browser or a program sends it after a broken line.
    if let same = try tx.duty(arrival.id, of: estate.id) {
      guard same.account == account, same.post == post else { throw LobbyError.conflict(code: "conflict") }
      return same
    }
    guard try tx.openDuty(of: account, estate: estate.id) == nil else {
      throw LobbyError.conflict(code: "already_on_duty", clause: "A-4.3")
    }
    let duty = Duty(
      id: arrival.id, post: post, account: account, name: name,
      plan: try tx.plannedShift(of: account, at: post, estate: estate.id, arriving: arrival.at),
      arrivedAt: arrival.at, arrivalBy: author.account)
    try tx.insert(duty, by: author)
    return duty
  }

  private func person(in tx: Transaction) throws -> (String, String) {
    guard let account = arrival.account, account != author.account else { return (author.account, author.name) }
    guard mayWriteForOthers else { throw LobbyError.forbidden(.decideDuties) }
    guard let other = try tx.account(account, of: estate.id), other.disabledAt == nil else {
      throw FieldErrors("account", "choice")
    }
    return (other.id, other.name)
  }
}

extension Snapshot {
  /// How long before and after its hours a shift is taken for the one somebody came for, in minutes.
  private static let earliestArrival = 240

  /// The shift he came for: the nearest that nobody has begun for him, at this post before any other.
  func plannedShift(of account: String, at post: String, estate: String, arriving: Instant) throws -> Duty.Plan? {
    let entries = try rosterEntries(
      of: estate, account: account, from: arriving, until: arriving.advanced(minutes: Self.earliestArrival))
    let taken = Set(
      try recentDuties(of: estate, since: arriving.advanced(days: -2))
        .filter { $0.state != .withdrawn }.compactMap(\.plan?.entry))
    let free = entries.filter { !taken.contains($0.id) }
    guard let entry = free.first(where: { $0.post == post }) ?? free.first else { return nil }
    return Duty.Plan(
      entry: entry.id, shift: try shiftNames(of: estate)[entry.kind], from: entry.startsAt, until: entry.endsAt)
  }
}

/// One act on a duty, written down. The person himself begins and withdraws; the rest is the leader's.
struct DutyChange: Sendable {
  enum Act: Sendable, Equatable {
    case begin
    case withdraw(reason: String?)
    case release(reason: String)
    case rule(Duty.Ruling, reason: String)
    case settleEarly(isAgreed: Bool, reason: String)

    /// In which state a duty is that this can happen to.
    fileprivate var state: Duty.State {
      switch self {
      case .begin, .withdraw, .rule: .arrived
      case .release: .onDuty
      case .settleEarly: .ended
      }
    }

    /// How its message is called.
    var flash: String {
      switch self {
      case .begin: "began"
      case .withdraw: "withdrawn"
      case .release: "released"
      case .rule: "ruled"
      case .settleEarly: "early_settled"
      }
    }

    /// The duty was over before, and stays on the screen.
    var isLookingBack: Bool { if case .settleEarly = self { true } else { false } }

    fileprivate var refusal: String {
      if case .settleEarly = self { "early_settled" } else { "duty_ended" }
    }

    /// Whether the person himself may, and not only the leader.
    fileprivate var isOwn: Bool {
      switch self {
      case .begin, .withdraw: true
      case .release, .rule, .settleEarly: false
      }
    }
  }

  let act: Act
  let author: JournalAuthor
  let mayDecide: Bool

  func make(of id: String, estate: Estate, in tx: Transaction) throws -> Duty {
    let duty = try tx.existingDuty(id, of: estate.id)
    guard mayDecide || act.isOwn && duty.account == author.account else { throw LobbyError.forbidden(.decideDuties) }
    guard duty.state == act.state else { throw LobbyError.conflict(code: act.refusal, clause: "A-4.3") }
    switch act {
    case .begin: try begin(duty, of: estate, in: tx)
    case .withdraw(let reason): try tx.end(duty, as: .withdrawn, reason: reason, by: author)
    case .release(let reason): try tx.end(duty, as: .order, reason: reason, by: author)
    case .rule(let ruling, let reason): try decide(ruling, reason: reason, on: duty, in: tx)
    case .settleEarly(let isAgreed, let reason):
      // What nobody has to say anything about: he stayed to the end, or it was said.
      guard duty.isLeftEarlyOpen, duty.account != author.account else {
        throw LobbyError.conflict(code: duty.account == author.account ? "own_request" : "early_settled", clause: "C-1")
      }
      try tx.settleEarly(duty, isAgreed: isAgreed, reason: reason, by: author)
    }
    return try tx.existingDuty(id, of: estate.id)
  }

  /// Where nothing is in the way any more; the first obstacle names its clause.
  private func begin(_ duty: Duty, of estate: Estate, in tx: Transaction) throws {
    let ready = try tx.readiness(of: duty, estate: estate, at: author.at)
    if let obstacle = ready.obstacles.first {
      throw LobbyError.conflict(code: obstacle.rawValue, clause: obstacle.clause)
    }
    try tx.noteUnmannedTime(at: duty.post, of: estate, by: author)
    try tx.begin(duty, unread: ready.unread, by: author)
  }

  /// One who is not fit serves with a reason, or goes.
  private func decide(_ ruling: Duty.Ruling, reason: String, on duty: Duty, in tx: Transaction) throws {
    try tx.rule(.init(ruling: ruling, at: author.at, by: author.account, reason: reason), on: duty, by: author)
    for check in try tx.appearanceChecks(of: duty.id, estate: author.estate) where check.isOpen {
      guard ruling == .sentHome || check.wrong == [.fit] else { continue }
      try tx.right(check, how: reason, of: duty, by: author)
    }
    if ruling == .sentHome { try tx.end(duty, as: .sentHome, reason: reason, by: author) }
  }
}

/// One act on what is not in order with a post's things.
struct FaultChange: Sendable {
  enum Act: Sendable {
    case report(to: String, away: Int?)
    case close(how: String)
  }

  let act: Act
  let author: JournalAuthor

  func make(of id: String, in tx: Transaction) throws -> EquipmentFault {
    let fault = try tx.existingFault(id, of: author.estate)
    guard fault.isOpen else { throw LobbyError.conflict(code: "fault_closed", clause: "A-1.2") }
    switch act {
    case .report(let whom, let away):
      try tx.report(fault, to: whom, away: min(away ?? fault.away, fault.pieces), by: author)
    case .close(let how): try tx.close(fault, how: how, by: author)
    }
    return try tx.existingFault(id, of: author.estate)
  }
}
