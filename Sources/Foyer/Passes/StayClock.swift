/// How a visit's time stands, as the badge `.clock` shows it: the clock time, what is left, or by how much it is over.
struct StayClock: Sendable, Equatable {
  enum State: String, Sendable { case none, plain, soon, late }

  let state: State
  /// Minutes left or over.
  let minutes: Int
  /// How much of the stay is spent, 0 to 100.
  let spent: Int

  /// The last quarter of a stay is amber.
  init(from start: Instant, until end: Instant?, now: Instant) {
    guard let end, end > start else {
      self.init(state: .none, minutes: 0, spent: 0)
      return
    }
    let part = Double(now.milliseconds - start.milliseconds) / Double(end.milliseconds - start.milliseconds)
    let spent = Int((min(max(part, 0), 1) * 100).rounded(.down))
    if now >= end {
      self.init(state: .late, minutes: now.minutes(since: end), spent: 100)
    } else {
      self.init(state: spent >= 75 ? .soon : .plain, minutes: max(1, end.minutes(since: now)), spent: spent)
    }
  }

  private init(state: State, minutes: Int, spent: Int) {
    self.state = state
    self.minutes = minutes
    self.spent = spent
  }

  /// `42` minutes, `1:42` from an hour on, `2天` from a day on: told by key and arguments.
  var words: (key: String, arguments: [String: String]) {
    let amount: (String, String) =
      switch minutes {
      case ..<60: ("minutes", String(minutes))
      case ..<1440: ("hours", "\(minutes / 60):" + (minutes % 60 < 10 ? "0" : "") + String(minutes % 60))
      default: ("days", String(minutes / 1440))
      }
    return ("stay.\(state.rawValue).\(amount.0)", ["n": amount.1])
  }
}

extension StayClock {
  /// For templates: `clock` with its state, words and share.
  static func content(of visit: Visit, zone: EstateZone, lobby: Lobby, context: LobbyContext) -> [String: Any] {
    let isInside = visit.state == .inside
    let clock = StayClock(from: visit.arrivedAt, until: isInside ? visit.expectedEnd : nil, now: context.now)
    let text: String =
      switch clock.state {
      case .none: lobby.text("visit.state.\(visit.state.rawValue)", context)
      case .plain: visit.expectedEnd.map(zone.clock) ?? ""
      case .soon, .late: lobby.text(clock.words.key, context, clock.words.arguments)
      }
    return [
      "clock_state": clock.state == .none || clock.state == .plain ? "" : clock.state.rawValue,
      "clock_text": text, "clock_spent": clock.spent, "is_late": clock.state == .late, "is_soon": clock.state == .soon,
      "has_clock": clock.state != .none,
    ]
  }
}
