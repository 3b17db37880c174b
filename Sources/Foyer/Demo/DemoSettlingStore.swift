import Database
import Pages

/// Moves the demo's residents into their rooms, as the service centre would, and writes down what some of them wished.
struct DemoSettling {
  let vault: Vault
  let house: DemoHouse
  let at: Instant
  let now: Instant

  private var author: JournalAuthor { house.author(at: at, by: DemoStaff.serviceCentre) }

  func settle(_ residents: DemoResidents, in places: [DemoPlace.Room], tx: Transaction) throws {
    let rooms = try places.reduce(into: [DemoPlace.Room: Room]()) { rooms, place in
      guard let room = Room(RoomName.parse(place.text), id: Identifier.make(at: at)) else { return }
      try tx.insert(room, of: house.estate.id, at: at)
      rooms[place] = room
    }
    for person in residents.people {
      let places = [person.room, person.parking].compactMap(\.self).compactMap { rooms[$0] }
      try moveIn(person, to: places, tx: tx)
    }
    let payload = ["added": String(residents.people.count), "changed": "0", "rooms": String(rooms.count)]
    try tx.record(.init(kind: .residentsImported, payload: payload), by: author)
  }

  private func moveIn(_ person: DemoResidents.Person, to rooms: [Room], tx: Transaction) throws {
    let resident = Resident(
      id: Identifier.make(at: at), name: person.name, phones: person.phone.map { [$0] } ?? [], note: nil,
      isDiscreet: person.unconfirmed)
    try tx.insert(resident, of: house.estate.id, at: at)
    for room in rooms {
      let residency = Resident.Residency(
        id: Identifier.make(at: at), resident: resident.id, room: room.id, roomDisplay: room.display,
        relation: person.relation, startsAt: day(person.movedInDaysAgo), endsAt: person.movedOutDaysAgo.map(day))
      try tx.insert(residency, of: house.estate.id, at: at)
    }
    if let room = rooms.first { try keepWishes(of: person, as: resident, in: room, tx: tx) }
  }

  private func day(_ daysAgo: Int) -> Instant { house.estate.zone.startOfDay(now, adding: -daysAgo) }

  /// At the lobby of the resident's own building: a card is shown only there.
  private func keepWishes(of person: DemoResidents.Person, as resident: Resident, in room: Room, tx: Transaction) throws
  {
    let author = house.author(at: at, by: DemoStaff.butler, post: person.room.post)
    for name in person.barred {
      let bar = AdmissionBar(id: Identifier.make(at: at), resident: resident.id, name: name, phone: nil, since: at)
      try tx.insert(bar, room: room.display, vault: vault, by: author)
    }
    guard let card = person.card else { return }
    let form = Form(
      entries: [
        "card.floor": .text(room.floor ?? ""), "card.household": .text(String(card.household)),
        "card.appearance": .text(card.appearance), "card.usual_times": .text(card.usualTimes),
        "consent.by": .text("resident"), "consent.given": .text("on"),
      ], isTyped: false)
    let draft = try RecognitionCardForm(form: form, zone: house.estate.zone).validated(at: at)
    try tx.keep(draft, of: resident.id, room: room.display, vault: vault, by: author)
  }
}
