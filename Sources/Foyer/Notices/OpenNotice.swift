/// What of the board's registers somebody has still to see to.
struct OpenNotice: Sendable, Equatable {
  enum Kind: String, Sendable {
    /// Not everybody who has to has read it.
    case instructionUnread = "instruction_unread"
    /// A draft that nobody has published or given back.
    case noticeWaits = "notice_waits"
    /// People came to it, and nobody has written down how it went.
    case eventUnreported = "event_unreported"
    /// Somebody is moving in or out.
    case moveRunning = "move_running"

    var icon: String {
      switch self {
      case .instructionUnread: "talk"
      case .noticeWaits: "note"
      case .eventUnreported, .moveRunning: "flag"
      }
    }
  }

  let kind: Kind
  let id: String
  let title: String
  let since: Instant
  /// Of an instruction: how many have not read it, of how many.
  let missing, required: Int

  var path: String {
    switch kind {
    case .instructionUnread: "/instructions/\(id)"
    case .noticeWaits: "/notices/\(id)"
    case .eventUnreported, .moveRunning: "/events/\(id)"
    }
  }
}
