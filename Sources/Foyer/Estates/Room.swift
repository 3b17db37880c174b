import Foundation

/// A room that an estate keeps: the name by which every spelling finds it, and how it is shown.
struct Room: Sendable, Equatable {
  enum Kind: String, CaseIterable, Sendable, Codable {
    case flat, shop, parking, office, other
  }

  let id: String
  /// ``RoomName/key``: once in an estate.
  let key: String
  let zone: String?
  let building: String?
  let entrance: String?
  /// The last part of the key: without leading zeros, small letters.
  let number: String?
  let floor: String?
  let kind: Kind
  let display: String
  var closedAt: Instant?

  /// Nil for what names no single room: nothing readable, a whole building, a room of no stated building.
  init?(_ name: RoomName, id: String) {
    guard name.kind != .unknown, name.kind != .building, !name.ambiguous else { return nil }
    self.id = id
    key = name.key
    zone = name.zone
    building = name.building
    entrance = name.entrance
    number = name.number
    floor = name.floor
    kind = Kind(name.kind)
    display = name.display
  }

  init(
    id: String, key: String, zone: String?, building: String?, entrance: String?, number: String?, floor: String?,
    kind: Kind, display: String, closedAt: Instant?
  ) {
    self.id = id
    self.key = key
    self.zone = zone
    self.building = building
    self.entrance = entrance
    self.number = number
    self.floor = floor
    self.kind = kind
    self.display = display
    self.closedAt = closedAt
  }

  /// Whether an incomplete name (`1203`, `7-1203` where building 7 has entrances) may mean this room.
  func mayBeMeant(by name: RoomName) -> Bool {
    func agrees(_ stated: String?, _ own: String?) -> Bool {
      stated == nil || stated?.lowercased() == own?.lowercased()
    }
    return agrees(name.zone, zone) && agrees(name.building, building) && agrees(name.entrance, entrance)
      && kind == Kind(name.kind)
  }
}

extension Room.Kind {
  init(_ kind: RoomName.Kind) {
    self =
      switch kind {
      case .flat: .flat
      case .shop: .shop
      case .parking: .parking
      case .office: .office
      case .storage, .floor, .building, .unknown: .other
      }
  }
}

extension RoomName {
  /// What is left of the key without zone, building and entrance.
  var number: String? { key.split(separator: "|", omittingEmptySubsequences: false).last.map(String.init) }
}

/// The ways in which a room is typed into a search field, each from its beginning.
enum RoomForms {
  /// `1-2-1203`, `1-1203`, `1203`; places that are no flats also under their kind (`商铺12`).
  static func words(of room: Room) -> [String] {
    var words = [plain(room.display)]
    if let number = room.number {
      let building = room.building.map { $0.lowercased() + "-" }
      let entrance = room.entrance.map { $0.lowercased() + "-" }
      words += [(building ?? "") + (entrance ?? "") + number, number]
      if let building, entrance != nil { words.append(building + number) }
    }
    return words.map(plain).reduce(into: []) { words, word in
      if !words.contains(word), !word.isEmpty { words.append(word) }
    }
  }

  /// What was typed, in the form of ``words(of:)``: a whole name as its parts, the beginning of one with hyphens.
  static func word(typed text: String) -> String {
    let name = RoomName.parse(text)
    guard name.kind == .flat, let building = name.building, let number = name.number else { return plain(text) }
    return plain([name.zone, building, name.entrance, number].compactMap(\.self).joined(separator: "-"))
  }

  /// Letters and digits in small letters, everything between them one hyphen.
  static func plain(_ text: String) -> String {
    var plain = ""
    for character in RoomText(text).characters.prefix(40) {
      if (character.isLetter || character.isNumber), !wordsBetween.contains(character) {
        plain.append(contentsOf: character.lowercased())
      } else if plain.last != "-", !plain.isEmpty {
        plain.append("-")
      }
    }
    return plain
  }

  /// Words that stand where others write a hyphen: 1栋2单元 is typed on the way to 1-2-.
  private static let wordsBetween: Set<Character> = ["栋", "幢", "座", "楼", "单", "元", "号", "室", "房", "梯", "层"]
}
