/// The vocabulary of addresses.
enum RoomWords {
  /// What a word says about the value before it, or, for the English ones, behind it.
  enum Role: Hashable {
    case building, entrance, floor, room, zone
    /// 楼: a building in the north, a floor elsewhere.
    case buildingOrFloor
    /// 座: a building, in Hong Kong also a flat.
    case buildingOrFlat
    /// 号 and #: a building, an entrance or a room, whatever is still wanting.
    case number
    case below
    case filler
    case kind(RoomName.Kind)
  }

  static let chinese: [String: Role] = [
    "栋": .building, "幢": .building, "号楼": .building, "号栋": .building, "号幢": .building, "楼栋": .building,
    "座": .buildingOrFlat, "号座": .buildingOrFlat,
    "单元": .entrance, "号单元": .entrance, "门": .entrance, "号门": .entrance, "梯": .entrance,
    "楼": .buildingOrFloor, "层": .floor, "楼层": .floor,
    "室": .room, "房": .room, "号室": .room, "号房": .room, "房间": .room, "房号": .room,
    "期": .zone, "区": .zone, "苑": .zone, "园": .zone, "组团": .zone,
    "号": .number, "#": .number,
    "负": .below, "地下": .below,
    "第": .filler, "户": .filler,
    "商铺": .kind(.shop), "店铺": .kind(.shop), "底商": .kind(.shop), "铺": .kind(.shop), "商业": .kind(.shop),
    "车位": .kind(.parking), "车库": .kind(.parking), "停车位": .kind(.parking), "泊位": .kind(.parking),
    "地下车位": .kind(.parking), "地下车库": .kind(.parking),
    "写字楼": .kind(.office), "办公": .kind(.office), "办公室": .kind(.office), "商务": .kind(.office),
    "储藏室": .kind(.storage), "储藏间": .kind(.storage), "储物间": .kind(.storage), "仓库": .kind(.storage),
    "地下室": .kind(.storage),
  ]

  /// These stand before their value: `Block 2`, `Flat F`.
  static let english: [String: Role] = [
    "BLOCK": .building, "BLK": .building, "TOWER": .building, "BUILDING": .building, "BLDG": .building,
    "FLAT": .room, "ROOM": .room, "RM": .room, "UNIT": .room, "APT": .room, "APARTMENT": .room,
    "FLOOR": .floor, "FL": .floor, "LEVEL": .floor, "PHASE": .zone, "ENTRANCE": .entrance,
    "SHOP": .kind(.shop), "PARKING": .kind(.parking), "CARPARK": .kind(.parking), "OFFICE": .kind(.office),
    "STORAGE": .kind(.storage),
  ]

  static let longestChineseWord = chinese.keys.map(\.count).max() ?? 1

  static let zoneEndings = ["期", "区", "苑", "园", "组团"]
  static let buildingEndings = ["栋", "幢", "座", "楼", "号", "#", "阁", "轩"]
  static let entranceEndings = ["单元", "门", "梯", "座"]
  static let floorEndings = ["层", "楼", "F"]

  static func name(of kind: RoomName.Kind) -> String? {
    switch kind {
    case .shop: "商铺"
    case .parking: "车位"
    case .office: "办公室"
    case .storage: "储藏室"
    default: nil
    }
  }

  /// Only the characters of this vocabulary: 東區 and 东区 are one zone, while other names stay as they are.
  static func simplified(_ text: String) -> String {
    String(text.map { simplifiedCharacters[$0] ?? $0 })
  }

  private static let simplifiedCharacters: [Character: Character] = [
    "棟": "栋", "號": "号", "樓": "楼", "單": "单", "層": "层", "門": "门", "區": "区", "園": "园", "團": "团", "組": "组",
    "舖": "铺", "鋪": "铺", "車": "车", "庫": "库", "位": "位", "辦": "办", "寫": "写", "儲": "储", "間": "间", "倉": "仓",
    "東": "东", "業": "业", "務": "务", "負": "负", "戶": "户", "閣": "阁", "軒": "轩",
  ]
}
