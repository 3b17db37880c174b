/// Whom something concerns: the whole estate, a building, one entrance of it, one room.
struct NoticeArea: Sendable, Equatable {
  /// Empty for the whole estate.
  let key: String
  /// As it is shown; empty for the whole estate.
  let display: String
  /// The key of the one room, as ``RoomName`` has it.
  var room: String?

  static let estate = NoticeArea(key: "", display: "")

  init(key: String, display: String) {
    self.key = key
    self.display = display
    room = key.hasPrefix(Self.roomSign) ? String(key.dropFirst(Self.roomSign.count)) : nil
  }

  /// Nil for what is no place of an estate; a room must be named with its building.
  init?(stated name: RoomName) {
    switch name.kind {
    case .unknown: return nil
    case .building: self.init(key: Self.key(name.zone, name.building, name.entrance), display: name.display)
    default:
      guard !name.ambiguous, name.building != nil || name.kind != .flat else { return nil }
      self.init(key: Self.roomSign + name.key, display: name.display)
    }
  }

  private static let roomSign = "room "

  private static func key(_ zone: String?, _ building: String?, _ entrance: String?) -> String {
    let parts = [RoomWords.simplified(zone ?? ""), building ?? ""] + (entrance.map { [$0] } ?? [])
    return parts.joined(separator: "|").lowercased()
  }

  /// Everything that concerns a place, the nearest first: itself, its entrance, its building, the estate.
  static func keys(of name: RoomName) -> [String] {
    let own = name.kind == .building || name.kind == .unknown ? nil : roomSign + name.key
    return keys(own: own, name.zone, name.building, name.entrance)
  }

  static func keys(of room: Room) -> [String] {
    keys(own: roomSign + room.key, room.zone, room.building, room.entrance)
  }

  private static func keys(own: String?, _ zone: String?, _ building: String?, _ entrance: String?) -> [String] {
    let houses = building.map { building in
      [entrance.map { key(zone, building, $0) }, key(zone, building, nil)].compactMap(\.self)
    }
    return (own.map { [$0] } ?? []) + (houses ?? []) + [""]
  }
}
