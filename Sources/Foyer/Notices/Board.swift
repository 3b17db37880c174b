/// What a person at the desk has to know on this shift, item by item.
struct BoardItem: Sendable, Equatable {
  enum Kind: String, CaseIterable, Sendable, Codable {
    case instruction, notice, event, reception
    /// All visitors of the day together.
    case expected

    /// What the day brings is read on every shift; what stands for weeks once in each wording.
    var isOfTheDay: Bool { self == .event || self == .reception || self == .expected }
  }

  enum State: String, Sendable {
    case unread
    /// Read, and changed since.
    case changed
    case read
    /// There to look at; nobody asks this person.
    case open
  }

  let kind: Kind
  let id: String
  /// Another number whenever what is to be read has changed.
  let revision: Int
  let from: Instant
  let until: Instant
  /// Called off or withdrawn: said to those who had read it, and to nobody else.
  let isOff: Bool
  /// This person is one of those who are asked.
  let isAsked: Bool
  /// When he read this wording last.
  let readAt: Instant?
  /// He has read it in some wording.
  let isKnown: Bool

  /// Readings of the day's items count since `shift`, the moment when this person came on duty.
  func state(since shift: Instant) -> State {
    if let readAt, !kind.isOfTheDay || readAt >= shift { return .read }
    guard isAsked, !isOff || isKnown else { return .open }
    return isKnown && readAt == nil ? .changed : .unread
  }

  func isUnread(since shift: Instant) -> Bool { [.unread, .changed].contains(state(since: shift)) }
}

/// Whose board it is.
struct BoardReader: Sendable, Equatable {
  let account: String
  let name: String
  let role: Role
  let post: String?

  /// Who stands at the desk reads what the day brings; everybody else reads what is asked of him by name or role.
  static let roles: Set<Role> = [.attendant, .butler, .squadLeader]

  var readsTheDay: Bool { Self.roles.contains(role) }
}

/// A person's board at one moment.
struct Board: Sendable {
  let reader: BoardReader
  /// Since when readings of the day's items count.
  let since: Instant
  let items: [BoardItem]

  var unread: [BoardItem] { items.filter { $0.isUnread(since: since) } }

  func state(of item: BoardItem) -> BoardItem.State { item.state(since: since) }
}

extension Board {
  /// What of the coming hours is already shown, and how long a reading counts for one who is not on duty.
  struct Hours: Sendable {
    let ahead, reading: Int
  }

  /// One number for all visitors that others have announced for a day; FNV-1a, kept to what JSON can carry.
  static func revision(of expected: [ExpectedVisit.Occurrence], besides name: String) -> Int? {
    let words = expected.filter { $0.expected.createdBy != name }.map { occurrence in
      let expected = occurrence.expected
      let parts = [
        expected.id, String(occurrence.from.milliseconds), String(occurrence.until.milliseconds), expected.room,
        expected.visitorName, String(expected.party), expected.plate ?? "", expected.note ?? "",
      ]
      return parts.joined(separator: "\n")
    }
    guard !words.isEmpty else { return nil }
    let hash = words.joined(separator: "\n\n").utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return Int(hash & 0x1_ffff_ffff_ffff)
  }
}
