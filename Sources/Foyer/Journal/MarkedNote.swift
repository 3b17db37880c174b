/// A note that the next shift has to see to, until somebody settles it and says how.
struct MarkedNote: Sendable, Equatable {
  /// The id of the entry of the record.
  let entry: String
  let post: String
  let room: String?
  /// Who follows it up, where somebody was named.
  let owner: String?
  /// As it stands after corrections.
  let text: String
  let important: Bool
  let markedAt: Instant
  let writer: String
  var settledAt: Instant?
}

/// A small service to a resident, counted and never described: no person, no room (A-6.2, B-4.1.2, C-2).
enum Courtesy: String, CaseIterable, Sendable {
  case door, lift
  case heavyLoad = "heavy_load"
  case umbrella, wheelchair, directions

  /// The key that counts it at the desk, by position.
  var key: String {
    switch self {
    case .door: "KeyD"
    case .lift: "KeyL"
    case .heavyLoad: "KeyH"
    case .umbrella: "KeyU"
    case .wheelchair: "KeyW"
    case .directions: "KeyG"
    }
  }
}

/// The weather of a shift, as the duty record has it.
enum Weather: String, CaseIterable, Sendable {
  case sunny, cloudy, overcast, rain
  case heavyRain = "heavy_rain"
  case thunder, fog, wind, snow, heat
}
