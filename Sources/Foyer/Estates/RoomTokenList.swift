/// A place's tokens and the questions that are asked about neighbours.
struct RoomTokenList {
  let tokens: [RoomToken]

  /// Nil outside.
  subscript(index: Int) -> RoomToken? {
    tokens.indices.contains(index) ? tokens[index] : nil
  }

  func hasValue(from index: Int) -> Bool {
    firstValue(from: index) != nil
  }

  /// The next token's value, separators passed over; nil when that token is none.
  func nextValue(from index: Int) -> String? {
    let next = rest(from: index).first { if case .separator = $0 { false } else { true } }
    if case .value(let value)? = next { return value }
    return nil
  }

  /// The hyphen of 8号楼-1层 is a minus; that of 8-1层 separates.
  func isMinus(at index: Int) -> Bool {
    guard self[index] == .separator("-") else { return false }
    switch self[index - 1] == .separator(" ") ? self[index - 2] : self[index - 1] {
    case nil, .word?, .other?: return true
    default: return false
    }
  }

  /// `/F` behind the 18 of `18/F`.
  func isSlashFloor(at index: Int) -> Bool {
    self[index] == .separator("/") && self[index + 1] == .value("F")
  }

  /// Whether 楼 means a floor: 5楼502 is floor 5 and 18楼F座 floor 18; 3楼502 and 3楼2单元 are building 3.
  func tellFloor(_ value: String, from index: Int) -> Bool {
    let namesEntrance = rest(from: index).contains { if case .word(.entrance, _) = $0 { true } else { false } }
    guard !namesEntrance, let next = firstValue(from: index) else { return false }
    return next.allSatisfy(\.isLetter) || RoomShape.floor(ofRoom: next) == value.withoutLeadingZeros
  }

  private func firstValue(from index: Int) -> String? {
    for token in rest(from: index) {
      if case .value(let value) = token { return value }
    }
    return nil
  }

  private func rest(from index: Int) -> ArraySlice<RoomToken> {
    tokens[min(index, tokens.count)...]
  }
}
