/// What takes place in the lobby or concerns it, and what the desk does for it.
struct LobbyEvent: Sendable, Equatable {
  enum Kind: String, CaseIterable, Sendable, Codable {
    case activity, booking
    /// Somebody moves in or out: a time window, and a lift that is kept for it.
    case moveIn = "move_in"
    case moveOut = "move_out"
    case works, outage, weather

    var isMove: Bool { self == .moveIn || self == .moveOut }

    /// People come for these, or carry things through: afterwards it is written down how it went.
    var isReported: Bool { self == .activity || self == .booking || isMove }
  }

  enum State: String, CaseIterable, Sendable, Codable { case planned, running, over, reported, cancelled }

  struct Details: Sendable, Equatable {
    var kind: Kind
    var title: String
    var place: String?
    /// The lift that is kept for it.
    var lift: String?
    var area: NoticeArea
    /// Nil concerns every post.
    var post: String?
    var organiser: String?
    var staffNeeded: Int?
    var visitorsExpected: Int?
    var deskNote: String?
    /// What visitors and callers are told.
    var say: String?
    var from: Instant
    var until: Instant
  }

  /// How it went.
  struct Report: Sendable, Equatable {
    let visitorsCame: Int?
    let note: String
    let at: Instant
    let by: String
  }

  let id: String
  let details: Details
  let revision: Int
  let cancelledAt: Instant?
  let cancelledBy: String?
  let report: Report?
  let createdAt: Instant
  let createdBy: String

  func state(at now: Instant) -> State {
    if cancelledAt != nil { return .cancelled }
    if report != nil { return .reported }
    if now >= details.until { return .over }
    return now >= details.from ? .running : .planned
  }

  func mayChange(at now: Instant) -> Bool { [.planned, .running].contains(state(at: now)) }

  /// Callers ask about it before it begins.
  func saying(in zone: EstateZone) -> (from: Instant, until: Instant) {
    (zone.startOfDay(details.from, adding: -1), details.until)
  }

  struct Draft: Sendable, Equatable {
    let id: String
    let details: Details
    let digest: String
  }
}

/// Which list of events, notices, instructions or lines is asked for.
struct NoticeQuery: Sendable {
  enum When: String, CaseIterable, Sendable {
    /// In force, running or to come within the day.
    case now
    case coming, past
  }

  var when = When.now
  var cursor: ListCursor?
  var limit = 50
}
