/// Somebody was looked over: by himself, by the leader before duty, or inspected on duty (A-1.1, B-4.2.5).
struct AppearanceCheck: Sendable, Equatable {
  enum Kind: String, CaseIterable, Sendable {
    case own, leader, inspection

    /// What is looked at.
    var items: [Item] {
      self == .inspection ? [.uniform, .badge, .grooming, .bearing, .stance] : [.uniform, .badge, .grooming, .fit]
    }
  }

  enum Item: String, CaseIterable, Sendable {
    case uniform, badge, grooming
    /// Sober, rested and well enough to serve.
    case fit
    case bearing, stance
  }

  let id: String
  let duty: String
  let kind: Kind
  let at: Instant
  let account: String
  let name: String
  let items: [Item]
  let wrong: [Item]
  let note: String?
  var rightedAt: Instant?
  var how: String?

  var isOpen: Bool { !wrong.isEmpty && rightedAt == nil }
  var good: Int { items.count - wrong.count }
}

/// What was found of a thing at a sign-on.
struct EquipmentCheck: Sendable, Equatable {
  enum Result: String, CaseIterable, Sendable { case normal, faulty, missing }

  let equipment: String
  let result: Result
  /// What should have been there, by the book.
  let expected: Int
  /// Nil for what is looked at and not counted.
  let counted: Int?
  let note: String?
  var fault: String?
}

/// Whether somebody may go on duty, and what is still in the way.
struct Readiness: Sendable {
  enum Obstacle: String, CaseIterable, Sendable {
    case appearance = "not_ready_appearance"
    /// Not fit, and the leader has not decided.
    case fitness = "not_fit"
    case equipment = "not_ready_equipment"
    case board = "board_unread"

    var clause: String {
      switch self {
      case .appearance, .fitness: "A-1.1"
      case .equipment: "A-1.2"
      case .board: "A-1.3"
      }
    }
  }

  let duty: Duty
  let appearance: [AppearanceCheck]
  let counts: [EquipmentCount]
  let checks: [EquipmentCheck]
  let unread: Int
  let needsBoard: Bool

  var obstacles: [Obstacle] {
    var all: [Obstacle] = []
    if !isLookedOver { all.append(.appearance) }
    if awaitsRuling { all.append(.fitness) }
    if !isEquipped { all.append(.equipment) }
    if needsBoard, unread > 0 { all.append(.board) }
    return all
  }

  var isLookedOver: Bool { appearance.contains { $0.kind != .inspection } }

  var isEquipped: Bool { Set(counts.map(\.equipment.id)).isSubset(of: checks.map(\.equipment)) }

  /// The last word about his fitness was "no", and no decision has come after it.
  var awaitsRuling: Bool {
    guard let last = appearance.filter({ $0.items.contains(.fit) }).max(by: { $0.at < $1.at }) else { return false }
    return last.wrong.contains(.fit) && (duty.ruling.map { $0.at < last.at } ?? true)
  }
}

/// What somebody said of a thing: what follows from it is a rule.
struct EquipmentFinding: Sendable, Equatable {
  let count: EquipmentCount
  let said: EquipmentCheck.Result
  let counted: Int?
  let note: String?

  /// Fewer than there should be are missing, whatever was said.
  var result: EquipmentCheck.Result {
    if said == .normal, let counted, counted < count.expected { return .missing }
    return said
  }

  /// Whatever is not as the book has it is explained.
  var needsNote: Bool { result != .normal || (counted ?? count.expected) != count.expected }

  /// An open fault that says the same already.
  var known: EquipmentFault? {
    switch result {
    case .normal: nil
    case .faulty: count.open.first { $0.kind == .faulty }
    case .missing: shortage > 0 ? nil : count.open.first { $0.kind == .missing }
    }
  }

  /// Pieces fewer than expected; all of what is not counted.
  var shortage: Int { counted.map { max(0, count.expected - $0) } ?? (result == .missing ? count.expected : 0) }

  /// A fault that begins with this finding, or nil.
  func fault(id: String, by author: JournalAuthor) -> EquipmentFault? {
    guard result != .normal, known == nil else { return nil }
    let pieces = result == .missing ? max(1, shortage) : 1
    return EquipmentFault(
      id: id, equipment: count.equipment.id, name: count.equipment.name, post: count.equipment.post,
      kind: result == .missing ? .missing : .faulty, pieces: pieces, away: result == .missing ? pieces : 0, note: note,
      foundAt: author.at, foundBy: author.account)
  }
}
