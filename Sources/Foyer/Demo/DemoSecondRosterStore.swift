import Database

/// The roster of the second estate: one post that closes at night, two people by turns. Next month is not planned yet.
struct DemoSecondRoster {
  let house: DemoHouse
  let founded: Instant
  let now: Instant

  private var estate: Estate { house.estate }
  private func id() -> String { Identifier.make(at: founded) }

  func found(in tx: Transaction) throws {
    let author = house.author(at: founded, by: DemoSecondDiary.leader)
    let day = ShiftKind(
      id: id(), code: "白", name: "白班", startsMinute: DemoSecondDiary.opens, endsMinute: DemoSecondDiary.closes)
    let start = estate.zone.startOfDay(founded, adding: -(estate.zone.dayNumber(founded) % 2))
    let rotation = Rotation(id: id(), name: "隔天一班", days: [day.id, nil], startsAt: start)
    let need = CoverNeed(
      id: id(), post: house.posts[0].id, weekdays: Set(1...7), startsMinute: DemoSecondDiary.opens,
      endsMinute: DemoSecondDiary.closes, people: 1)
    for change in [RosterSetupChange.kind(day), .need(need), .rotation(rotation)] {
      try tx.apply(change, of: estate, by: author)
    }
    for (index, name) in DemoSecondDiary.people.enumerated() {
      let crew = Crew(id: id(), name: ["甲班", "乙班"][index], rotation: rotation.id, daysBehind: index)
      try tx.apply(.crew(crew), of: estate, by: author)
      let member = CrewMember(account: house.accounts[name] ?? "", crew: crew.id, post: house.posts[0].id)
      try tx.apply(.member(member), of: estate, by: author)
    }
    var month = RosterMonth(holding: now.advanced(days: -42), zone: estate.zone)
    while month.start(in: estate.zone) <= now {
      try tx.generate(month, of: estate, by: author)
      try tx.approve(month, of: estate, by: author)
      month = month.next
    }
  }
}
