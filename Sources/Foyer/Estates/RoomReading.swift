/// Gives each value of a place its role: first by the words beside it, then by its position.
struct RoomReading {
  private let tokens: RoomTokenList
  private var position = 0
  private var name = RoomName()
  /// Values that no word explains, in their order.
  private var unexplained: [(value: String, followsDash: Bool)] = []
  private var isBelowGround = false
  private var kind: RoomName.Kind?
  private var isReadable = true

  static func place(in text: RoomText) -> RoomName {
    var reading = RoomReading(tokens: RoomTokenList(tokens: RoomTokens.of(text)))
    reading.readTokens()
    return reading.finished()
  }

  private init(tokens: RoomTokenList) {
    self.tokens = tokens
  }

  private mutating func readTokens() {
    while let token = tokens[position] {
      switch token {
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
    let isBelow = isBelowGround || tokens.isMinus(at: position - 1)
    position += 1
    if tokens.isSlashFloor(at: position) { return take(value, as: .floor, then: 2) }
    // The bracket is that of ㈠栋.
    let spaces = [.separator(" "), .separator(")")].contains(nextToken) ? 1 : 0
    guard case .word(let role, let word)? = tokens[position + spaces], word != "#" || spaces == 0 else {
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
      return name.floor != nil && name.building == nil && !tokens.hasValue(from: index) ? .room : .building
    case .buildingOrFloor:
      if name.building != nil || !tokens.hasValue(from: index) { return .floor }
      return tokens.tellFloor(value, from: index) ? .floor : .building
    case .number:
      if !tokens.hasValue(from: index) { return .room }
      return name.building == nil ? .building : .entrance
    default:
      return role
    }
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
    if name.building == nil, !unexplained.isEmpty {
      name.building = unexplained.removeFirst().value.withoutZerosInNumbers
    }
    if name.entrance == nil, !unexplained.isEmpty {
      name.entrance = unexplained.removeFirst().value.withoutZerosInNumbers
    }
  }

  private mutating func takeUnexplained(_ value: String, isBelow: Bool) {
    if isBelow, let floor = RoomShape.wholeFloor(value) {
      isBelowGround = false
      name.floor = RoomShape.basement(floor)
    } else {
      unexplained.append((value, followsDash: position >= 2 && tokens[position - 2] == .separator("-")))
    }
  }

  private mutating func readPrefix(_ role: RoomWords.Role) {
    if case .kind(let kind) = role { return readKind(kind) }
    position += 1
    // "18th floor": the value stood before.
    if role == .floor, tokens.nextValue(from: position) == nil, let last = unexplained.popLast() {
      return take(last.value, as: .floor, then: 0)
    }
    while case .separator? = nextToken { position += 1 }
    guard case .value(let value)? = nextToken else {
      isReadable = false
      return
    }
    if role == .zone {
      (name.zone, position) = ((name.zone ?? "") + value + "期", position + 1)
    } else {
      take(value, as: role, then: 1)
    }
  }

  /// Chinese text that is no address word: the name of a zone before the number, or of a building (海棠座).
  private mutating func readOther(_ text: String) {
    position += 1
    if name.building == nil, name.entrance == nil, unexplained.isEmpty {
      switch nextToken {
      case .word(.building, _), .word(.buildingOrFlat, _): return take(text, as: .building, then: 1)
      case .word(.buildingOrFloor, "楼") where tokens.hasValue(from: position + 1):
        return take(text, as: .building, then: 1)
      case .word(.entrance, _): return take(text, as: .entrance, then: 1)
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
    let rest = tokens.tokens[position...].compactMap { token in
      switch token {
      case .value(let value): value
      case .separator("-"): "-"
      default: nil as String?
      }
    }
    let number = rest.joined().trimmed(of: "-")
    guard !number.isEmpty else { return }
    name.room = number
    position = tokens.tokens.count
  }
}

extension RoomReading {
  private var nextToken: RoomToken? { tokens[position] }

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
