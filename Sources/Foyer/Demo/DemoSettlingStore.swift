import Database

/// Moves the demo's residents into their rooms, as the service centre would.
struct DemoSettling {
  let vault: Vault
  let author: JournalAuthor
  let now: Instant

  func settle(_ residents: DemoResidents, in places: [DemoPlace.Room], tx: Transaction) throws {
    let rooms = try places.reduce(into: [DemoPlace.Room: Room]()) { rooms, place in
      guard let room = Room(RoomName.parse(place.text), id: Identifier.make(at: author.at)) else { return }
      try tx.insert(room, of: author.estate, at: author.at)
      rooms[place] = room
    }
    for person in residents.people {
      if let room = rooms[person.room] { try moveIn(person, to: room, tx: tx) }
    }
    let payload = ["imported": String(residents.people.count), "rooms": String(rooms.count)]
    try tx.record(.init(kind: .residentsImported, payload: payload), by: author)
  }

  private func moveIn(_ person: DemoResidents.Person, to room: Room, tx: Transaction) throws {
    let resident = Resident(
      id: Identifier.make(at: author.at), name: person.name, phones: person.phone.map { [$0] } ?? [], note: nil,
      isDiscreet: person.unconfirmed)
    try tx.insert(resident, of: author.estate, at: author.at)
    let residency = Resident.Residency(
      id: Identifier.make(at: author.at), resident: resident.id, room: room.id, roomDisplay: room.display,
      relation: person.relation, startsAt: now.advanced(days: -person.movedInDaysAgo), endsAt: nil)
    try tx.insert(residency, of: author.estate, at: author.at)
  }
}
