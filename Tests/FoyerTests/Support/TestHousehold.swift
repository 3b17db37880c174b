import Database

@testable import Foyer

/// Rooms and residents of a story.
extension TestLobby {
  /// The room, made when it is not there yet.
  @discardableResult
  func room(_ text: String) async throws -> Room {
    try await lobby.write(in: estate.id) { tx in
      let name = RoomName.parse(text)
      if let room = try tx.room(keyed: name.key, of: estate.id) { return room }
      guard let room = Room(name, id: Identifier.make(at: clock.now)) else { throw LobbyError.notFound }
      try tx.insert(room, of: estate.id, at: clock.now)
      return room
    }
  }

  @discardableResult
  func resident(
    _ name: String, in rooms: String..., phones: [String] = [], relation: Resident.Relation = .owner,
    isDiscreet: Bool = false, until end: Instant? = nil
  ) async throws -> Resident {
    let resident = Resident(
      id: Identifier.make(at: clock.now), name: name, phones: phones, note: nil, isDiscreet: isDiscreet)
    try await lobby.write(in: estate.id) { try $0.insert(resident, of: estate.id, at: clock.now) }
    for text in rooms {
      let room = try await room(text)
      let residency = Resident.Residency(
        id: Identifier.make(at: clock.now), resident: resident.id, room: room.id, roomDisplay: room.display,
        relation: relation, startsAt: nil, endsAt: end)
      try await lobby.write(in: estate.id) { try $0.insert(residency, of: estate.id, at: clock.now) }
    }
    return resident
  }
}
