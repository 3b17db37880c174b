/// The houses of the demo estate: two buildings of two entrances and 25 floors, shops, an office and a garage.
enum DemoPlace {
  static let name = "青梧里"
  static let posts = ["1号楼大堂 A岗", "2号楼大堂"]
  static let secondName = "示范二期"
  static let secondPost = "会所大堂"

  struct Room: Sendable, Hashable {
    /// As the estate writes it; `RoomName` reads it.
    let text: String
    let kind: RoomName.Kind
    /// Whose lobby its visitors come through.
    let post: Int
  }

  static let flats: [Room] = (1...2).flatMap { building in
    (1...2).flatMap { entrance in
      (2...25).flatMap { floor in
        (1...4).map { flat in
          Room(text: "\(building)-\(entrance)-\(floor)0\(flat)", kind: .flat, post: building - 1)
        }
      }
    }
  }

  static let others: [Room] =
    (1...12).map { Room(text: "\($0 > 6 ? 2 : 1)栋商铺\($0)", kind: .shop, post: $0 > 6 ? 1 : 0) }
    + (1...6).map { Room(text: "1栋办公室20\($0)", kind: .office, post: 0) }
    + (1...80).map { Room(text: "车位B1-\(padded($0))", kind: .parking, post: 0) }

  static let rooms = flats + others

  static let secondFlats: [Room] = (1...10).flatMap { floor in
    (1...4).map { Room(text: "1-1-\(floor)0\($0)", kind: .flat, post: 0) }
  }

  /// `A-001` to `A-100`: a rack's numbers.
  static func passes(_ letter: String, _ count: Int) -> [String] { (1...count).map { "\(letter)-\(padded($0))" } }

  static func padded(_ number: Int) -> String {
    String(repeating: "0", count: max(0, 3 - String(number).count)) + String(number)
  }
}
