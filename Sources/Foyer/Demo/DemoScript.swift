/// What the demo's present is written with: each call is an act of the one who is on duty at that time.
///
/// Minutes count back from now.
struct DemoScript {
  let now: Instant
  let zone: EstateZone
  let residents: DemoResidents
  private var random: DemoRandom
  private(set) var nextNumber: Int
  private(set) var acts: [DemoAct] = []

  init(now: Instant, zone: EstateZone, residents: DemoResidents, seed: UInt64, firstNumber: Int) {
    self.now = now
    self.zone = zone
    self.residents = residents
    random = DemoRandom(seed: seed)
    nextNumber = firstNumber
  }

  mutating func visit(
    _ name: String, _ purpose: String, ago: Int, until: Int? = nil, post: Int, _ changes: [String: String] = [:],
    room: DemoPlace.Room? = nil, happened: Int? = nil, expected: Expected? = nil
  ) {
    let room = room ?? expected?.room ?? random.pick(residents.homes.filter { $0.post == post })
    var fields = [
      "purpose": purpose, "visitor.name": name, "host.room": room.text, "host.name": residents.host(of: room),
      "confirmation.method": "intercom", "confirmation.result": "confirmed", "document.type": "resident_id",
      "document.check": "match", "pass": "auto",
    ]
    if purpose == "delivery" {
      (fields["confirmation.method"], fields["confirmation.result"], fields["document.type"]) = ("", "", "")
    }
    if let until { fields["expected_end"] = zone.iso(until > 0 ? agreed(in: until) : now.advanced(minutes: until)) }
    fields.merge(changes) { $1 }
    let visit = DemoVisit(
      number: nextNumber, fields: fields, expected: expected?.number,
      occurredAt: happened.map { now.advanced(minutes: -$0) })
    nextNumber += 1
    add(ago: ago, post: post, .visit(visit))
  }

  mutating func turnAway(_ reason: String, ago: Int, post: Int, party: Int, note: String) {
    let fields = ["purpose": "other", "refusal": reason, "visitor.party": String(party), "note": note]
    add(ago: ago, post: post, .visit(DemoVisit(number: nextNumber, fields: fields)))
    nextNumber += 1
  }

  mutating func note(
    _ text: String, ago: Int, post: Int, room: String? = nil, important: Bool = false, corrects: String? = nil,
    more: [String: String] = [:]
  ) {
    let note = DemoNote(text: text, room: room, important: important, more: more, corrects: corrects)
    add(ago: ago, post: post, .note(note))
  }

  struct Expected {
    let number: Int
    let room: DemoPlace.Room
  }

  @discardableResult
  mutating func expect(
    _ name: String, _ purpose: String, from: Int, to: Int, post: Int, _ changes: [String: String] = [:]
  ) -> Expected {
    let expected = Expected(number: nextNumber, room: random.pick(residents.homes.filter { $0.post == post }))
    nextNumber += 1
    var fields = [
      "purpose": purpose, "visitor.name": name, "host.room": expected.room.text,
      "host.name": residents.host(of: expected.room), "pass": "on",
    ]
    fields.merge(changes) { $1 }
    let deed = DemoExpected(number: expected.number, fields: fields, from: agreed(in: from), to: agreed(in: to))
    add(ago: 330, post: post, .expected(deed))
    return expected
  }

  mutating func receive(
    _ fields: [String: String], announced: Int, planned: Int, arrivedAgo: Int? = nil, leftAgo: Int? = nil,
    feedback: String = ""
  ) {
    let number = nextNumber
    nextNumber += 1
    add(
      ago: announced, post: 0,
      .reception(DemoReception(number: number, fields: fields, plannedAt: agreed(in: planned))))
    if let arrivedAgo { add(ago: arrivedAgo, post: 0, .receptionArrival(number)) }
    if let leftAgo { add(ago: leftAgo, post: 0, .receptionDeparture(number, feedback: feedback)) }
  }

  /// A time that people name: five minutes past, not seven.
  private func agreed(in minutes: Int) -> Instant {
    Instant(milliseconds: now.advanced(minutes: minutes).milliseconds / 300_000 * 300_000)
  }

  mutating func add(ago: Int, post: Int, by: String? = nil, _ deed: DemoAct.Deed) {
    let at = now.advanced(minutes: -ago)
    acts.append(DemoAct(at: at, post: post, by: by ?? DemoDiary.onDuty(at, post: post, zone: zone), deed: deed))
  }
}
