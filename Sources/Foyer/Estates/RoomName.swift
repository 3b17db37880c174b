import Foundation
import Synchronization

/// A place in an estate as people write it: `1栋2单元1203`, `3-1-502`, `B座18F`, `商铺12`, `Flat F, 18/F, Block 2`.
///
/// Parts keep what was written, in capitals, without the leading zeros of a building or entrance. Parsing never
/// guesses: what could be several places is `ambiguous`, what is no place has the kind `unknown` and no parts.
struct RoomName: Hashable, Sendable {
  enum Kind: String, Sendable, CaseIterable {
    case flat, shop, parking, office, storage
    /// A whole floor.
    case floor
    /// A whole building, or one entrance of it.
    case building
    case unknown
  }

  var zone: String?
  var building: String?
  var entrance: String?
  /// Text, for 12A stands where superstition leaves out a 13 or 14, and −1 is the first basement.
  var floor: String?
  var room: String?
  var kind: Kind = .unknown
  /// True when the estate has to be asked which building is meant, or whether 座 is a block or a flat.
  var ambiguous = false
  /// What was typed or imported.
  var original = ""

  /// Reads a place written in one piece.
  static func parse(_ text: String) -> RoomName {
    var name = RoomDamage(in: text) == nil ? RoomReading.place(in: RoomText(text)) : RoomName()
    name.original = text
    return name
  }

  private static let memory = Mutex<[String: RoomName]>([:])
  private static let memoryLimit = 4096

  /// The same as ``parse(_:)``. A desk hears the same rooms all day, and reading one costs 20 µs.
  static func remembered(_ text: String) -> RoomName {
    if let name = memory.withLock({ $0[text] }) { return name }
    let name = parse(text)
    memory.withLock { memory in
      if memory.count >= memoryLimit { memory.removeAll() }
      memory[text] = name
    }
    return name
  }

  /// Reads a place whose parts stand in columns of their own; each may also repeat what another column says.
  static func joining(
    zone: String = "", building: String = "", entrance: String = "", floor: String = "", room: String
  ) -> RoomName {
    let parts = [
      RoomText(zone).withWord("区", unlessEndingIn: RoomWords.zoneEndings),
      RoomText(building).withWord("栋", unlessEndingIn: RoomWords.buildingEndings),
      RoomText(entrance).withWord("单元", unlessEndingIn: RoomWords.entranceEndings),
      RoomText(floor).withWord("层", unlessEndingIn: RoomWords.floorEndings),
    ].filter { !$0.isEmpty }
    let whole = parts.joined()
    var name = parse(whole.isEmpty ? room : whole + " " + room)
    // The room's column may repeat the whole address; then it must agree with the other columns.
    if name.kind == .unknown, !whole.isEmpty { name = parse(room).agreeing(with: parse(whole)) }
    name.original = ([zone, building, entrance, floor, room].filter { !$0.isEmpty }).joined(separator: " ")
    return name
  }

  /// The place as the estate itself names it: without the estate's own name before it (`青梧里1栋2单元1203`).
  func within(_ site: String) -> RoomName {
    guard let zone else { return self }
    let (whole, own) = (RoomText(zone).string, RoomText(site).string)
    guard !own.isEmpty, whole.hasPrefix(own) else { return self }
    var name = self
    let rest = String(whole.dropFirst(own.count)).trimmed
    name.zone = rest.isEmpty ? nil : rest
    return name
  }

  private func agreeing(with columns: RoomName) -> RoomName {
    let agrees = [(columns.building, building), (columns.entrance, entrance)].allSatisfy { column, own in
      column == nil || own == nil || column == own
    }
    guard agrees, building != nil else { return RoomName() }
    var name = self
    name.zone = zone ?? columns.zone
    name.entrance = entrance ?? columns.entrance
    return name
  }
}

extension RoomName {
  /// Equal for two spellings of the same place within an estate, different for any two places: `||1||2|1203`.
  /// Numbers are compared as numbers (0203 = 203), letters without case.
  var key: String {
    [
      kind == .flat ? "" : kind.rawValue, RoomWords.simplified(zone ?? ""), building ?? "", entrance ?? "", roomKey,
    ].joined(separator: "|").lowercased()
  }

  private var roomKey: String {
    guard let room else { return floor.map { "floor " + $0 } ?? "" }
    let number = room.withoutLeadingZeros
    // The floor of 1203 says nothing new; that of a basement's parking place does.
    guard let floor, RoomShape.floor(ofRoom: room) != floor else { return number }
    // Flat F on floor 18 is what others write 18F.
    return room.contains(where: \.isNumber) ? floor + "/" + number : floor + room
  }

  /// Short and unmistakable; parsing it again gives the same key: `1-2-1203`, `2期 5-1-301`, `B栋18层`.
  var display: String {
    guard kind != .unknown else { return original }
    let isLettered = room.map { !$0.contains(where: \.isNumber) } ?? false
    let place = [building, entrance].compactMap(\.self).joined(separator: "-")
    let body: String
    if kind == .flat, !isLettered, place.allSatisfy(\.isASCII), building != nil || entrance == nil, impliesFloor {
      body = [place, room ?? ""].filter { !$0.isEmpty }.joined(separator: "-")
    } else {
      let floor = floor.map { isLettered ? $0 + "楼" : $0 + "层" } ?? ""
      let ending = kind == .flat ? "室" : ""
      body =
        spelledOut + (impliesFloor ? "" : floor) + (RoomWords.name(of: kind) ?? "") + (room.map { $0 + ending } ?? "")
    }
    return [zone, body].compactMap(\.self).joined(separator: " ")
  }

  private var impliesFloor: Bool {
    floor == nil || room.flatMap(RoomShape.floor(ofRoom:)) == floor
  }

  private var spelledOut: String {
    // A building with a name (海棠) and one with a number take different words.
    let word = building.map { $0.allSatisfy(\.isASCII) } == true ? "栋" : "座"
    return (building.map { $0 + word } ?? "") + (entrance.map { $0 + "单元" } ?? "")
  }
}

extension String {
  /// `0203` is `203`; a lone zero stays.
  var withoutLeadingZeros: String {
    let digits = drop { $0 == "0" }
    if digits.isEmpty { return isEmpty ? "" : "0" }
    return digits.first?.isNumber == true ? String(digits) : self
  }

  /// `A02` is `A2`.
  var withoutZerosInNumbers: String {
    var result = ""
    var isInNumber = false
    for (index, character) in zip(indices, self) {
      let next = self[self.index(after: index)...].first
      if character == "0", !isInNumber, next?.isNumber == true { continue }
      isInNumber = character.isNumber
      result.append(character)
    }
    return result
  }
}
