/// A thing of a post, with its count by the book.
struct Equipment: Sendable, Equatable {
  enum Kind: String, CaseIterable, Sendable {
    case radio, phone, intercom, camera, reader
    case alarmPanel = "alarm_panel"
    case extinguisher, aed, torch, keys, other

    /// Those that are counted one by one at each shift; the rest is looked at.
    var isCounted: Bool {
      switch self {
      case .radio, .extinguisher, .torch, .keys, .other: true
      case .phone, .intercom, .camera, .reader, .alarmPanel, .aed: false
      }
    }
  }

  let id: String
  let post: String
  let kind: Kind
  let name: String
  /// By the book.
  let pieces: Int
  let position: Int
  var retiredAt: Instant?

  /// More than one of anything is counted, too.
  var isCounted: Bool { kind.isCounted || pieces > 1 }
}

/// Something that is not in order with a post's equipment, until somebody closes it and says how.
struct EquipmentFault: Sendable, Equatable {
  enum Kind: String, CaseIterable, Sendable { case faulty, missing }

  let id: String
  let equipment: String
  /// What it is called, for showing it.
  let name: String
  let post: String
  let kind: Kind
  let pieces: Int
  /// Pieces that are not at the post meanwhile: missing, or sent away for repair.
  let away: Int
  let note: String?
  let foundAt: Instant
  let foundBy: String
  var told: String?
  var toldAt: Instant?
  var closedAt: Instant?
  var closedBy: String?
  var how: String?

  var isOpen: Bool { closedAt == nil }
}

/// What should be at the post: the book's count, less what is known to be away.
struct EquipmentCount: Sendable, Equatable {
  let equipment: Equipment
  let open: [EquipmentFault]

  var away: Int { min(equipment.pieces, open.reduce(0) { $0 + $1.away }) }
  var expected: Int { equipment.pieces - away }
}
