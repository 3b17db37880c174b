/// Gives each value of a place its role: first by the words beside it, then by its position.
struct RoomReading {
  private let tokens: [RoomToken]
  private var position = 0
  private var name = RoomName()
  /// Values that no word explains, in their order.
  private var unexplained: [(value: String, followsDash: Bool)] = []
  private var isBelowGround = false
  private var kind: RoomName.Kind?
  private var isReadable = true

  static func place(in text: RoomText) -> RoomName {
    var reading = RoomReading(tokens: RoomTokens.of(text))
    reading.readTokens()
    return reading.finished()
  }

  private init(tokens: [RoomToken]) {
    self.tokens = tokens
  }

  private mutating func readTokens() {
    while position < tokens.count {
      switch tokens[position] {
      case .value(let value): readValue(value)
      case .prefix(let role): readPrefix(role)
      case .other(let text): readOther(text)
      case .word(.below, _): (isBelowGround, position) = (true, position + 1)
      case .word(.kind(let kind), _): readKind(kind)
      case .word(.zone, let word): readZoneWord(word)
      case .word(.filler, _), .word(.number, "#"), .separator: position += 1
      case .word: (isReadable, position) = (false, position + 1)
      }
    }
  }

  private mutating func readValue(_ value: String) {
    let isBelow = isBelowGround || followsMinus
    position += 1
    if isFloorWithSlash { return take(value, as: .floor, then: 2) }
    // The bracket is that of ㈠栋.
    let spaces = [.separator(" "), .separator(")")].contains(nextToken) ? 1 : 0
    guard case .word(let role, let word)? = token(at: position + spaces), word != "#" || spaces == 0 else {
      return takeUnexplained(value, isBelow: isBelow)
    }
    switch role {
    case .zone: (name.zone, position) = ((name.zone ?? "") + value + word, position + spaces + 1)
    case .kind, .below, .filler: takeUnexplained(value, isBelow: isBelow)
    case .floor where isBelow, .buildingOrFloor where isBelow:
      isBelowGround = false
      take(RoomShape.basement(value), as: .floor, then: spaces + 1)
    default: take(value, as: resolved(role, for: value, after: position + spaces + 1), then: spaces + 1)
    }
  }

  /// Settles the words that may mean several things by what is still wanting and what follows.
  private func resolved(_ role: RoomWords.Role, for value: String, after index: Int) -> RoomWords.Role {
    switch role {
    case .buildingOrFlat:
      return name.floor != nil && name.building == nil && !hasValue(from: index) ? .room : .building
    case .buildingOrFloor:
      if name.building != nil || !hasValue(from: index) { return .floor }
      return floorFollows(value, from: index) ? .floor : .building
    case .number:
      if !hasValue(from: index) { return .room }
      return name.building == nil ? .building : .entrance
    default:
      return role
    }
  }

  /// 5楼502 is floor 5; 3楼502 and 3楼2单元 are building 3; 18楼F座 is floor 18.
  private func floorFollows(_ value: String, from index: Int) -> Bool {
    for token in tokens[index...] {
      if case .word(.entrance, _) = token { return false }
    }
    guard case .value(let next)? = tokens[index...].first(where: { if case .value = $0 { true } else { false } })
    else { return false }
    return next.allSatisfy(\.isLetter) || RoomShape.floor(ofRoom: next) == value.withoutLeadingZeros
  }

  private mutating func take(_ value: String, as role: RoomWords.Role, then count: Int) {
    position += count
    switch role {
    case .building where name.building == nil: name.building = value.withoutZerosInNumbers
    // 3栋A座: a block within a building is what others call an entrance.
    case .building, .entrance:
      if name.entrance != nil { isReadable = false }
      name.entrance = value.withoutZerosInNumbers
    case .floor:
      if name.floor != nil { isReadable = false }
      name.floor = RoomShape.floor(named: value)
      takeValuesBeforeFloor()
    case .room:
      if name.room != nil { isReadable = false }
      name.room = value
    default: isReadable = false
    }
  }

  /// In 8-1层 and 3-1-12层03室 what stands before the floor is no room.
  private mutating func takeValuesBeforeFloor() {
    if name.building == nil, !unexplained.isEmpty { name.building = unexplained.removeFirst().value.withoutZerosInNumbers }
    if name.entrance == nil, !unexplained.isEmpty { name.entrance = unexplained.removeFirst().value.withoutZerosInNumbers }
  }

  private mutating func takeUnexplained(_ value: String, isBelow: Bool) {
    if isBelow, let floor = RoomShape.wholeFloor(value) {
      isBelowGround = false
      name.floor = RoomShape.basement(floor)
    } else {
      unexplained.append((value, followsDash: position >= 2 && token(at: position - 2) == .separator("-")))
    }
  }

  private mutating func readPrefix(_ role: RoomWords.Role) {
    position += 1
    if case .kind(let kind) = role { return (position -= 1, readKind(kind)).1 }
    // "18th floor": the value stood before.
    if role == .floor, nextValue == nil, let last = unexplained.popLast() {
      return take(last.value, as: .floor, then: 0)
    }
    while case .separator? = nextToken { position += 1 }
    guard case .value(let value)? = nextToken else { return isReadable = false }
    if role == .zone {
      (name.zone, position) = ((name.zone ?? "") + value + "期", position + 1)
    } else {
      take(value, as: role, then: 1)
    }
  }

  /// Chinese text that is no address word: the name of a zone before the number, or of a building (海棠座).
  private mutating func readOther(_ text: String) {
    position += 1
    if name.building == nil, unexplained.isEmpty {
      switch nextToken {
      case .word(.building, _), .word(.buildingOrFlat, _): return take(text, as: .building, then: 1)
      case .word(.buildingOrFloor, "楼") where hasValue(from: position + 1): return take(text, as: .building, then: 1)
      default: name.zone = (name.zone ?? "") + text
      }
    } else if case .word(.entrance, _)? = nextToken {
      take(text, as: .entrance, then: 1)
    } else {
      isReadable = false
    }
  }

  private mutating func readZoneWord(_ word: String) {
    position += 1
    if name.zone == nil || name.building != nil { isReadable = false }
    name.zone = (name.zone ?? "") + word
  }

  /// Behind 车位 everything is the number: `B2-135`.
  private mutating func readKind(_ kind: RoomName.Kind) {
    self.kind = kind
    position += 1
    guard kind == .parking else { return }
    let rest = tokens[position...].compactMap { token in
      switch token {
      case .value(let value): value
      case .separator("-"): "-"
      default: nil as String?
      }
    }
    guard !rest.isEmpty else { return }
    name.room = rest.joined().trimmed(of: "-")
    position = tokens.count
  }
}

extension RoomReading {
  private var nextToken: RoomToken? { token(at: position) }

  private var nextValue: String? {
    let next = tokens[min(position, tokens.count)...].first { if case .separator = $0 { false } else { true } }
    if case .value(let value)? = next { return value }
    return nil
  }

  private func token(at index: Int) -> RoomToken? {
    tokens.indices.contains(index) ? tokens[index] : nil
  }

  private func hasValue(from index: Int) -> Bool {
    tokens[min(index, tokens.count)...].contains { if case .value = $0 { true } else { false } }
  }

  /// The hyphen of 8号楼-1层 is a minus; that of 8-1层 separates.
  private var followsMinus: Bool {
    guard token(at: position - 1) == .separator("-") else { return false }
    switch token(at: position - 2) {
    case nil, .word?: return true
    default: return false
    }
  }

  /// `18/F`.
  private var isFloorWithSlash: Bool {
    token(at: position) == .separator("/") && token(at: position + 1) == .value("F")
  }

  private func finished() -> RoomName {
    guard isReadable, var placed = RoomPositions(name, unexplained, kind: kind).placed() else { return RoomName() }
    placed.kind = kind ?? RoomShape.kind(of: placed)
    if placed.kind == .unknown { return RoomName() }
    placed.floor = placed.floor ?? (placed.kind == .flat ? placed.room.flatMap(RoomShape.floor(ofRoom:)) : nil)
    placed.ambiguous = placed.building == nil && [.flat, .floor].contains(placed.kind)
    return RoomShape.isPlausible(placed) ? placed : RoomName()
  }
}

extension String {
  fileprivate func trimmed(of character: Character) -> String {
    var text = self[...]
    while text.first == character { text = text.dropFirst() }
    while text.last == character { text = text.dropLast() }
    return String(text)
  }
}
