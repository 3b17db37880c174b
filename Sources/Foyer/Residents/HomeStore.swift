import Database

extension Snapshot {
  /// With those who have moved out.
  func home(_ room: Room, estate: String) throws -> Home {
    try homes([room], estate: estate).first ?? Home(room: room, people: [])
  }

  /// Current people only, in the order of the rooms.
  func inhabitedRooms(of building: Building, estate: String, at now: Instant) throws -> [Home] {
    try homes(try rooms(of: building, estate: estate), estate: estate).map { home in
      Home(room: home.room, people: home.people.filter { $0.residency.isCurrent(at: now) })
    }
  }

  private func homes(_ rooms: [Room], estate: String) throws -> [Home] {
    var people: [String: [Home.Person]] = [:]
    // An engine takes only so many placeholders at a time.
    for start in stride(from: 0, to: rooms.count, by: 400) {
      let part = rooms[start..<min(start + 400, rooms.count)].map(\.id)
      let residencies = try residencies(ofRooms: part, estate: estate)
      let ids = Set(residencies.values.joined().map(\.resident)).sorted()
      var residents: [String: Resident] = [:]
      for first in stride(from: 0, to: ids.count, by: 400) {
        for resident in try self.residents(Array(ids[first..<min(first + 400, ids.count)]), of: estate) {
          residents[resident.id] = resident
        }
      }
      for (room, list) in residencies {
        people[room] = list.compactMap { residency in
          residents[residency.resident].map { Home.Person(resident: $0, residency: residency) }
        }
      }
    }
    return rooms.map { Home(room: $0, people: people[$0.id] ?? []) }
  }
}
