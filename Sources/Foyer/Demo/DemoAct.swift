/// One thing that somebody at the desk did, at a moment: the demo's diary is a list of these, worked off in order.
struct DemoAct: Sendable, Equatable {
  enum Deed: Sendable, Equatable {
    case visit(DemoVisit)
    /// The visitor of that number leaves; nothing when he never got in.
    case departure(Int, passReturned: Bool)
    /// Nobody saw him go; the leader says so when the posts change crews.
    case unseenDeparture(Int)
    case lostPass(Int)
    case foundPass(Int)
    /// What the host of a waiting visitor says at last: `confirmed`, `declined`.
    case answer(Int, String)
    /// A document's number was looked at, for that reason.
    case reveal(Int, reason: Reveal.Reason, note: String)
    case note(DemoNote)
    case courtesy(Courtesy)
    /// The leader looks through the record of the shift that is over.
    case inspection(from: Instant, remark: String)
    case expected(DemoExpected)
    case reception(DemoReception)
    case receptionArrival(Int)
    case receptionDeparture(Int, feedback: String)
    case check(DemoCheck)
    case board(DemoBoardDeed)
    case duty(DemoDutyDeed)
  }

  let at: Instant
  let post: Int
  let by: String
  let deed: Deed
}

/// A visit as it is told at the desk, in the fields of its form.
struct DemoVisit: Sendable, Equatable {
  /// Counts the visits of the diary, so that later acts can name this one.
  let number: Int
  var fields: [String: String]
  /// The expectation that this visit meets.
  var expected: Int?
  /// When it really happened, if it is written down late.
  var occurredAt: Instant?
}

struct DemoNote: Sendable, Equatable {
  var text: String
  var room: String?
  var important = false
  /// What was done, who was told, the weather: fields of the note's form.
  var more: [String: String] = [:]
  /// Corrects the note that has this text.
  var corrects: String?
}

/// Somebody whom a resident announced.
struct DemoExpected: Sendable, Equatable {
  let number: Int
  var fields: [String: String]
  let from: Instant
  let to: Instant
}

/// Officials or a tour: a head count and a route, no documents (C-6).
struct DemoReception: Sendable, Equatable {
  let number: Int
  var fields: [String: String]
  let plannedAt: Instant
}
