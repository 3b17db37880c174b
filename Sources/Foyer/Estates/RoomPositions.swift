/// Places the values that no word explains, by the habit "from large to small": building, entrance, room.
struct RoomPositions {
  private var name: RoomName
  private var values: [(value: String, followsDash: Bool)]
  private let kind: RoomName.Kind?

  init(_ name: RoomName, _ values: [(value: String, followsDash: Bool)], kind: RoomName.Kind?) {
    self.name = name
    self.values = values
    self.kind = kind
  }

  /// Nil when there are more values than places for them.
  func placed() -> RoomName? {
    var copy = self
    copy.dropRepetitions()
    copy.takeRoom()
    copy.takeBuildingAndEntrance()
    guard copy.values.isEmpty else { return nil }
    copy.joinFloorAndRoom()
    return copy.name
  }

  /// Columns 栋=3, 单元=1, 房号=3-1-502 say the building twice.
  private mutating func dropRepetitions() {
    if values.count == 3, values[0].value.withoutZerosInNumbers == name.building { values.removeFirst() }
    if values.count == 2, name.building != nil, values[0].value.withoutZerosInNumbers == name.entrance {
      values.removeFirst()
    }
  }

  private mutating func takeRoom() {
    guard name.room == nil, let last = values.last else { return }
    if !last.followsDash, name.floor == nil, values.count == 1, let floor = RoomShape.wholeFloor(last.value) {
      name.floor = RoomShape.floor(named: floor)
    } else if name.building == nil, values.count == 1, kind == nil, let (building, room) = RoomShape.split(last.value) {
      (name.building, name.room) = (building, room)
    } else {
      name.room = last.value.withoutPrefix(name.building)
    }
    values.removeLast()
  }

  private mutating func takeBuildingAndEntrance() {
    takePhase()
    if name.building == nil, !values.isEmpty { name.building = values.removeFirst().value.withoutZerosInNumbers }
    if name.entrance == nil, !values.isEmpty { name.entrance = values.removeFirst().value.withoutZerosInNumbers }
    if name.floor == nil, values.count == 1 {
      guard RoomShape.fits(floor: values[0].value, room: name.room) else { return }
      name.floor = RoomShape.floor(named: values.removeFirst().value)
    }
  }

  /// 2-5-1-301 begins with the phase; 1-2-12-03 has a floor in it.
  private mutating func takePhase() {
    guard values.count == 3, name.building == nil, name.zone == nil, (name.room?.count ?? 0) >= 3 else { return }
    if RoomShape.floor(ofRoom: name.room ?? "") == RoomShape.floor(named: values[2].value) { return }
    name.zone = values.removeFirst().value.withoutZerosInNumbers + "期"
  }

  /// Floor 12, room 03 is what others write 1203.
  private mutating func joinFloorAndRoom() {
    guard let floor = name.floor, let room = name.room, room.allSatisfy(\.isNumber), room.count <= 2 else { return }
    guard kind == nil, Int(floor).map({ $0 > 0 }) ?? floor.first?.isNumber ?? false else { return }
    name.room = floor + (room.count == 1 ? "0" : "") + room
  }
}

extension String {
  /// Building B, room B1803 is room 1803.
  fileprivate func withoutPrefix(_ building: String?) -> String {
    guard let building, building.allSatisfy(\.isLetter), hasPrefix(building) else { return self }
    let rest = dropFirst(building.count)
    return rest.count >= 3 && rest.allSatisfy(\.isNumber) ? String(rest) : self
  }
}

/// What the letters and digits of a value can be.
enum RoomShape {
  /// The floor that a room number tells: 1203 → 12, 0203 → 2, 12A03 → 12A. Two digits tell none.
  static func floor(ofRoom room: String) -> String? {
    var digits = room[...]
    if let last = digits.last, last.isLetter { digits = digits.dropLast() }
    guard digits.count >= 3, digits.count <= 5, digits.suffix(2).allSatisfy(\.isNumber) else { return nil }
    let floor = digits.dropLast(2)
    // 12A and 15B stand for floors left out; 3E05 is something else.
    let number = floor.last.map { "ABCD".contains($0) } == true ? floor.dropLast() : floor
    guard !number.isEmpty, number.allSatisfy(\.isNumber) else { return nil }
    let plain = String(floor).withoutLeadingZeros
    return plain == "0" ? nil : plain
  }

  /// `18F` → 18, `B1F` → B1.
  static func wholeFloor(_ value: String) -> String? {
    guard value.last == "F", value.count > 1, value.count <= 4 else { return nil }
    let floor = value.dropLast()
    return (floor.first == "B" ? floor.dropFirst() : floor).allSatisfy(\.isNumber) && floor != "B" ? String(floor) : nil
  }

  /// `B1` is the first basement, `18TH` is 18.
  static func floor(named value: String) -> String {
    if value.first == "-" { return value }
    if value.count >= 2, value.first == "B", value.dropFirst().allSatisfy(\.isNumber) { return basement(value) }
    for ending in ["ST", "ND", "RD", "TH"] where value.hasSuffix(ending) && value.first?.isNumber == true {
      return String(value.dropLast(2)).withoutLeadingZeros
    }
    return value.last == "F" && value.count > 1 ? String(value.dropLast()) : value.withoutLeadingZeros
  }

  static func basement(_ value: String) -> String {
    "-" + (value.first == "B" ? String(value.dropFirst()) : value).withoutLeadingZeros
  }

  /// `C1203` → C, 1203.
  static func split(_ value: String) -> (building: String, room: String)? {
    let letters = value.prefix { $0.isLetter }
    let rest = value.dropFirst(letters.count)
    guard (1...2).contains(letters.count), (3...5).contains(rest.prefix { $0.isNumber }.count) else { return nil }
    return (String(letters), String(rest))
  }

  static func fits(floor: String, room: String?) -> Bool {
    guard let room else { return true }
    let told = Self.floor(ofRoom: room)
    return told == nil || told == Self.floor(named: floor)
  }

  static func kind(of name: RoomName) -> RoomName.Kind {
    if name.room != nil { return .flat }
    if name.floor != nil { return .floor }
    return name.building != nil || name.entrance != nil ? .building : .unknown
  }

  /// Keeps telephone numbers, identity numbers and years from becoming rooms.
  static func isPlausible(_ name: RoomName) -> Bool {
    func isShort(_ value: String?, digits: Int, length: Int) -> Bool {
      guard let value else { return true }
      return value.count <= length && value.filter(\.isNumber).count <= digits
    }
    guard isShort(name.building, digits: 3, length: 8), isShort(name.entrance, digits: 2, length: 4) else {
      return false
    }
    guard isShort(name.floor, digits: 3, length: 4), (name.zone?.count ?? 0) <= 24 else { return false }
    guard isShort(name.room, digits: 8, length: name.kind == .flat ? 8 : 16) else { return false }
    guard name.kind == .flat, let room = name.room, !room.contains(where: \.isNumber) else { return true }
    return room.count == 1 && (name.floor != nil || name.building != nil)
  }
}
