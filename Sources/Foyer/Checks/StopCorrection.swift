/// What stood at a stop before somebody corrected it. The record keeps both.
struct StopCorrection: Sendable, Equatable {
  let stop: String
  /// 1 is the first correction of this stop.
  let number: Int
  /// What was seen, as it was written down first.
  let original: RoundStop
  let why: String
  let at: Instant
  let by: String

  /// How long after a stop whoever checked it may correct it himself; later, and for others, a leader does.
  static let ownHours = 12

  static func mayCorrect(_ seen: RoundStop, _ account: String, at now: Instant, isLeader: Bool) -> Bool {
    isLeader || seen.account == account && now <= seen.at.advanced(minutes: ownHours * 60)
  }
}
