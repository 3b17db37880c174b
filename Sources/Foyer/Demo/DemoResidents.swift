/// Who lives in the demo estate: some 1,200 people with herbs for names and telephones that nobody has.
struct DemoResidents: Sendable {
  struct Person: Sendable, Hashable {
    var name: String
    let room: DemoPlace.Room
    let relation: Resident.Relation
    let phone: String?
    /// Days before the demo's present on which they moved in.
    let movedInDaysAgo: Int
    /// "Do not confirm that I live here."
    var unconfirmed = false
    /// Consented to a recognition card.
    var card: Card?
    /// Also theirs.
    var parking: DemoPlace.Room?
    /// Has moved out since: the record remembers, the challenge does not.
    var movedOutDaysAgo: Int?
    /// Visitors whom this resident does not want admitted.
    var barred: [String] = []

    func renamed(_ name: String) -> Person {
      var person = self
      person.name = name
      person.unconfirmed = false
      return person
    }
  }

  /// What a consenting resident lets the desk know (B-4.1.1).
  struct Card: Sendable, Hashable {
    let household: Int
    let appearance: String
    let usualTimes: String
  }

  let people: [Person]
  let byRoom: [DemoPlace.Room: [Person]]
  /// Where somebody answers to the name: flats, shops and offices.
  let doors: [DemoPlace.Room]
  /// Of these, where one pays a visit.
  let homes: [DemoPlace.Room]
  /// The one whom a resident keeps out, and where he tries.
  static let keptOut = "柳防己"
  /// Whom the examples of the documentation visit.
  static let example = (room: "1-2-1203", name: "王不留")

  init(rooms: [DemoPlace.Room], seed: UInt64, phonesFrom start: Int = 0) {
    var making = Making(seed: seed, phone: start, parking: rooms.filter { $0.kind == .parking })
    people = rooms.filter { $0.kind != .parking }.flatMap { making.household(in: $0) }
    byRoom = Dictionary(grouping: people.filter { $0.movedOutDaysAgo == nil }, by: \.room)
    doors = rooms.filter { [byRoom] room in byRoom[room]?[0].unconfirmed == false }
    homes = doors.filter { $0.kind == .flat }
  }

  /// The one whose name visitors give at the door.
  func host(of room: DemoPlace.Room) -> String {
    byRoom[room]?[0].name ?? ""
  }

  private struct Making {
    var random: DemoRandom
    var names: DemoNames
    var phone: Int
    var parking: [DemoPlace.Room]
    var count = 0

    init(seed: UInt64, phone: Int, parking: [DemoPlace.Room]) {
      self.parking = parking
      random = DemoRandom(seed: seed)
      names = DemoNames(
        seed: seed &+ 1,
        taken: Set(
          (DemoStaff.members + DemoStaff.second).map(\.name) + [DemoResidents.keptOut, DemoResidents.example.name]))
      self.phone = phone
    }

    /// One flat in twenty stands empty; a shop or an office has one person to ask for.
    mutating func household(in room: DemoPlace.Room) -> [Person] {
      guard !random.chance(5) else { return [] }
      let surname = names.surname()
      let isLet = random.chance(22)
      let days = random.number(in: 30...2_400)
      guard room.kind == .flat else { return [person(surname, room, .tenant, days, hasPhone: true)] }
      let family = random.pick(weighted: [(0, 10), (1, 20), (2, 32), (3, 25), (4, 13)])
      let head = head(person(surname, room, isLet ? .tenant : .owner, days, hasPhone: true), family: family)
      let others = (0..<family).map { index in
        person(index == 0 ? nil : surname, room, .family, days, hasPhone: index < 2 && random.chance(70))
      }
      return [head] + others + former(room, days: days)
    }

    private mutating func person(
      _ surname: String?, _ room: DemoPlace.Room, _ relation: Resident.Relation, _ days: Int, hasPhone: Bool
    ) -> Person {
      count += 1
      return Person(
        name: names.name(surname: surname), room: room, relation: relation, phone: hasPhone ? nextPhone() : nil,
        movedInDaysAgo: days)
    }

    /// What only the one who signs for the flat has: a parking place, and wishes.
    private mutating func head(_ person: Person, family: Int) -> Person {
      var person = person
      if person.relation == .owner, count % 4 == 0, !parking.isEmpty { person.parking = parking.removeFirst() }
      if count % 23 == 5 { person.card = random.pick(Self.cards(household: family + 1)) }
      if person.room.text == DemoResidents.example.room { return person.renamed(DemoResidents.example.name) }
      person.unconfirmed = count % 61 == 7
      if count % 211 == 30 { person.barred = [DemoResidents.keptOut] }
      return person
    }

    /// Who lived here before, now and then.
    private mutating func former(_ room: DemoPlace.Room, days: Int) -> [Person] {
      guard count % 73 == 3 else { return [] }
      var person = person(nil, room, .tenant, days + 700, hasPhone: false)
      person.movedOutDaysAgo = days
      return [person]
    }

    private mutating func nextPhone() -> String? {
      guard phone < 1_000 else { return nil }
      defer { phone += 1 }
      return "13900000" + DemoPlace.padded(phone)
    }

    private static func cards(household: Int) -> [Card] {
      [
        Card(household: household, appearance: "戴圆框眼镜，常背帆布包", usualTimes: "7:40出门，18:30回"),
        Card(household: household, appearance: "常穿运动服", usualTimes: "6:30晨跑，19:00回"),
        Card(household: household, appearance: "推双人婴儿车", usualTimes: "16:00接孩子"),
        Card(household: household, appearance: "短发，骑折叠车", usualTimes: "晚班，23:30回"),
        Card(household: household, appearance: "牵一只白色小狗", usualTimes: "7:00、20:00遛狗"),
      ]
    }
  }
}
