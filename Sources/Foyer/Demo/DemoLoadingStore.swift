import Database

/// Makes the two estates with their posts, passes, staff and residents, and then works the diary off.
struct DemoLoading: Sendable {
  static let author = "demo"
  let vault: Vault
  let now: Instant
  let secrets: DemoSecrets
  /// For its words: what was handed over stands in every language.
  let lobby: Lobby

  /// When the estate was set up: before the first visit.
  private var beginning: Instant { now.advanced(days: -Self.daysBefore) }
  static let daysBefore = DemoDiary.days + 9

  func load(in tx: Transaction) throws -> DemoSummary {
    let residents = DemoResidents(rooms: DemoPlace.rooms, seed: 26)
    let main = try house(
      DemoPlace.name, .guardPost, posts: zip(DemoPlace.posts, ["A", "B"]).map { ($0, DemoPlace.passes($1, 100)) },
      staff: DemoStaff.members, founded: beginning, in: tx)
    try settle(residents, in: DemoPlace.rooms, of: main, tx: tx)
    let roster = DemoRoster(vault: vault, house: main, founded: beginning.advanced(minutes: 3), now: now)
    try roster.found(in: tx)
    let visitors = DemoVisitors(residents: residents, seed: 29)
    let diary = DemoDiary(now: now, zone: main.estate.zone, residents: residents, visitors: visitors)
    var desk = DemoDesk(vault: vault, house: main, lobby: lobby)
    for act in diary.acts { try desk.carryOut(act, in: tx) }
    try roster.present(in: tx)
    try second(in: tx)
    return DemoSummary(
      estate: main.estate.id, residents: residents.people.count, visits: desk.visits.count,
      entries: try tx.count("SELECT COUNT(*) FROM journal"))
  }

  /// The small estate beside it, with the butlers' rules: no documents, no guards.
  private func second(in tx: Transaction) throws {
    let residents = DemoResidents(rooms: DemoPlace.secondFlats, seed: 31, phonesFrom: 900)
    let house = try house(
      DemoPlace.secondName, .butlerDesk, posts: [(DemoPlace.secondPost, DemoPlace.passes("C", 20))],
      staff: DemoStaff.second, founded: beginning.advanced(minutes: 1), in: tx)
    try settle(residents, in: DemoPlace.secondFlats, of: house, tx: tx)
    try DemoSecondRoster(house: house, founded: beginning.advanced(minutes: 4), now: now).found(in: tx)
    var desk = DemoDesk(vault: vault, house: house, lobby: lobby)
    let diary = DemoSecondDiary(now: now, zone: house.estate.zone, residents: residents)
    for act in diary.acts { try desk.carryOut(act, in: tx) }
  }

  private func settle(_ residents: DemoResidents, in rooms: [DemoPlace.Room], of house: DemoHouse, tx: Transaction)
    throws
  {
    try DemoSettling(vault: vault, house: house, at: beginning.advanced(minutes: 2), now: now)
      .settle(residents, in: rooms, tx: tx)
  }

  private func house(
    _ name: String, _ profile: Estate.Profile, posts: [(name: String, passes: [String])],
    staff: [DemoStaff.Member], founded: Instant, in tx: Transaction
  ) throws -> DemoHouse {
    let estate = Estate(id: Identifier.make(at: founded), name: name, profile: profile, zone: .shanghai)
    let house = DemoHouse(
      estate: estate, posts: posts.map { Post(id: Identifier.make(at: founded), name: $0.name) },
      accounts: secrets.accounts)
    let author = JournalAuthor(
      estate: estate.id, post: house.posts[0].id, account: Self.author, name: Self.author, at: founded)
    try tx.insert(estate, at: founded)
    try tx.record(.init(kind: .estateAdded, subject: estate.id), by: author)
    for (index, post) in house.posts.enumerated() {
      try tx.insert(post, of: estate.id, position: index + 1)
      try tx.record(.init(kind: .postAdded, subject: post.id), by: author)
      try hang(posts[index].passes, on: post, by: author, in: tx)
    }
    for member in staff { try hire(member, in: house, by: author, tx: tx) }
    return house
  }

  private func hang(_ numbers: [String], on post: Post, by author: JournalAuthor, in tx: Transaction) throws {
    try tx.insertPasses(numbers: numbers, of: post.id, estate: author.estate, at: author.at)
    let payload = ["from": numbers.first ?? "", "to": numbers.last ?? "", "count": String(numbers.count)]
    try tx.record(.init(kind: .passesAdded, payload: payload), by: author)
  }

  private func hire(_ member: DemoStaff.Member, in house: DemoHouse, by author: JournalAuthor, tx: Transaction) throws {
    let id = house.accounts[member.name] ?? ""
    try tx.insert(
      Account(
        id: id, name: member.name, role: member.role, password: secrets.password, pin: secrets.pins[member.name],
        failedTries: 0,
        blockedUntil: nil, disabledAt: nil),
      of: house.estate.id, setupHash: nil, setupExpires: nil, at: author.at)
    try tx.record(.init(kind: .accountAdded, subject: id, payload: ["role": member.role.rawValue]), by: author)
  }
}

/// An estate with the ids of its posts and people.
struct DemoHouse: Sendable {
  let estate: Estate
  let posts: [Post]
  let accounts: [String: String]

  func author(at: Instant, by name: String, post: Int = 0) -> JournalAuthor {
    JournalAuthor(
      estate: estate.id, post: posts[min(post, posts.count - 1)].id, account: accounts[name] ?? DemoLoading.author,
      name: name, at: at)
  }
}
