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
  /// Flats with somebody to visit who answers to the name.
  let homes: [DemoPlace.Room]
  /// The one whom a resident keeps out, and where he tries.
  static let keptOut = "柳防己"
  /// Whom the examples of the documentation visit.
  static let example = (room: "1-2-1203", name: "王不留")

  init(flats: [DemoPlace.Room], seed: UInt64, phonesFrom start: Int = 0) {
    var making = Making(seed: seed, phone: start)
    people = flats.flatMap { making.household(in: $0) }
    byRoom = Dictionary(grouping: people, by: \.room)
    homes = flats.filter { [byRoom] room in byRoom[room]?[0].unconfirmed == false }
  }

  /// The one whose name visitors give at the door.
  func host(of room: DemoPlace.Room) -> String {
    byRoom[room]?[0].name ?? ""
  }

  private struct Making {
    var random: DemoRandom
    var names: DemoNames
    var phone: Int
    var count = 0

    init(seed: UInt64, phone: Int) {
      random = DemoRandom(seed: seed)
      names = DemoNames(
        seed: seed &+ 1,
        taken: Set(
          (DemoStaff.members + DemoStaff.second).map(\.name) + [DemoResidents.keptOut, DemoResidents.example.name]))
      self.phone = phone
    }

    /// One flat in twenty stands empty.
    mutating func household(in room: DemoPlace.Room) -> [Person] {
      guard !random.chance(5) else { return [] }
      let surname = names.surname()
      let isLet = random.chance(22)
      let days = random.number(in: 30...2_400)
      var head = person(surname, room, isLet ? .tenant : .owner, days, hasPhone: true)
      if room.text == DemoResidents.example.room { head = head.renamed(DemoResidents.example.name) }
      let others = (0..<random.pick(weighted: [(0, 10), (1, 20), (2, 32), (3, 25), (4, 13)])).map { index in
        person(index == 0 ? nil : surname, room, .family, days, hasPhone: index < 2 && random.chance(70))
      }
      return [head] + others
    }

    private mutating func person(
      _ surname: String?, _ room: DemoPlace.Room, _ relation: Resident.Relation, _ days: Int, hasPhone: Bool
    ) -> Person {
      count += 1
      var person = Person(
        name: names.name(surname: surname), room: room, relation: relation, phone: hasPhone ? nextPhone() : nil,
        movedInDaysAgo: days)
      guard relation != .family else { return person }
      person.unconfirmed = count % 61 == 7
      if count % 47 == 5 { person.card = random.pick(Self.cards) }
      if count % 211 == 30 { person.barred = [DemoResidents.keptOut] }
      return person
    }

    private mutating func nextPhone() -> String? {
      guard phone < 1_000 else { return nil }
      defer { phone += 1 }
      return "13900000" + DemoPlace.padded(phone)
    }

    private static let cards = [
      Card(household: 3, appearance: "戴圆框眼镜，常背帆布包", usualTimes: "7:40出门，18:30回"),
      Card(household: 2, appearance: "拄手杖，走得慢，喜欢先坐一会儿", usualTimes: "上午散步，下午在家"),
      Card(household: 4, appearance: "推双人婴儿车", usualTimes: "16:00接孩子"),
      Card(household: 1, appearance: "短发，骑折叠车", usualTimes: "晚班，23:30回"),
      Card(household: 5, appearance: "牵一只导盲犬，请先出声招呼", usualTimes: "9:00、17:00出入"),
    ]
  }
}
