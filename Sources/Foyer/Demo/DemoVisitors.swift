/// Who comes to the demo estate again and again, each to the same door, with the same document.
struct DemoVisitors: Sendable {
  struct Regular: Sendable, Hashable {
    let name: String
    let sex: String
    let phone: String
    let purpose: String
    let room: DemoPlace.Room
    let host: String
    let document: Document?
  }

  struct Document: Sendable, Hashable {
    let type: String
    let number: String
  }

  let friends: [Regular]
  let helpers: [Regular]

  init(residents: DemoResidents, seed: UInt64) {
    var random = DemoRandom(seed: seed)
    var names = DemoNames(seed: seed &+ 1, taken: Set(residents.people.map(\.name) + DemoStaff.members.map(\.name)))
    var count = 0
    func regular(_ purpose: String) -> Regular {
      let room = random.pick(residents.homes)
      defer { count += 1 }
      return Regular(
        name: names.name(), sex: random.chance(50) ? "female" : "male",
        phone: "13900001" + DemoPlace.padded(count), purpose: purpose, room: room, host: residents.host(of: room),
        document: count < Self.documents.count ? Self.documents[count] : Self.invented(count))
    }
    friends = (0..<140).map { regular($0 % 3 == 0 ? "family" : "friend") }
    helpers = (0..<36).map { _ in regular("domestic") }
  }

  /// A resident's number with a right check digit could be somebody's, so the others show what has none: permits and
  /// passports of a series that starts at nought. Every fourth shows a card whose number nobody wrote down.
  private static func invented(_ count: Int) -> Document? {
    let serial = DemoPlace.padded(count)
    switch count % 4 {
    case 0: return Document(type: "mainland_permit_hk_macao", number: "H00000" + serial)
    case 1: return Document(type: "passport", number: "E00000" + serial)
    case 2: return Document(type: "mainland_permit_taiwan", number: "00000" + serial)
    default: return nil
    }
  }

  /// Numbers that belong to nobody: examples of the standards and of the libraries' own tests.
  private static let documents: [Document] = [
    Document(type: "resident_id", number: "11010519491231002X"),
    Document(type: "resident_id", number: "360426199101010071"),
    Document(type: "resident_id", number: "120103198806018241"),
    Document(type: "resident_id", number: "34052419800101001X"),
    Document(type: "resident_id", number: "440308199901101512"),
    Document(type: "residence_permit", number: "810000199408230021"),
    Document(type: "residence_permit", number: "830000199201300022"),
    Document(type: "foreign_permanent_resident", number: "932682198501010017"),
    Document(type: "foreign_permanent_resident", number: "911124198108030024"),
    Document(type: "hkid", number: "A123456(3)"),
    Document(type: "taiwan_id", number: "A123456789"),
    Document(type: "mainland_permit_hk_macao", number: "H12345678"),
    Document(type: "passport", number: "L898902C3"),
  ]
}
