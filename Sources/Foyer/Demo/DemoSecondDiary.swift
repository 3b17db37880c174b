/// A quiet day at the butlers' desk of the second estate: names and the host's word, no documents (B-4.2.2).
struct DemoSecondDiary {
  let acts: [DemoAct]

  init(now: Instant, residents: DemoResidents) {
    var random = DemoRandom(seed: 32)
    var names = DemoNames(seed: 33, taken: Set(residents.people.map(\.name)))
    var acts: [DemoAct] = []
    for number in 1...24 {
      let room = random.pick(residents.homes)
      let at = now.advanced(minutes: -20 - (24 - number) * 170)
      let fields = [
        "purpose": random.pick(["friend", "family", "repair", "domestic"]), "visitor.name": names.name(),
        "host.room": room.text, "host.name": residents.host(of: room), "confirmation.method": "phone",
        "confirmation.result": "confirmed", "pass": "auto",
      ]
      let by = number % 3 == 0 ? "茯苓" : "佩兰"
      acts.append(DemoAct(at: at, post: 0, by: by, deed: .visit(DemoVisit(number: number, fields: fields))))
      guard number < 23 else { continue }
      let left = at.advanced(minutes: random.number(in: 25...150))
      acts.append(DemoAct(at: left, post: 0, by: by, deed: .departure(number, passReturned: true)))
    }
    self.acts = acts
  }
}
