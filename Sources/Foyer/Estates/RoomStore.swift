import Database
import Foundation

extension Snapshot {
  func room(_ id: String, of estate: String) throws -> Room? {
    try row("SELECT * FROM rooms WHERE estate = ? AND id = ?", estate, id).map(Room.init(row:))
  }

  func existingRoom(_ id: String, of estate: String) throws -> Room {
    guard let room = try room(id, of: estate) else { throw LobbyError.notFound }
    return room
  }

  func room(keyed key: String, of estate: String) throws -> Room? {
    try row("SELECT * FROM rooms WHERE estate = ? AND room_key = ?", estate, key).map(Room.init(row:))
  }

  /// The one room that was stated, in any written form. An incomplete name (`1203`) names a room only when no other
  /// room of the estate can be meant: nobody guesses.
  func room(stated name: RoomName, of estate: String) throws -> Room? {
    guard name.kind != .unknown, name.kind != .building else { return nil }
    if !name.ambiguous, let room = try room(keyed: name.key, of: estate) { return room }
    let candidates = try rooms(numbered: name.number ?? "", of: estate).filter { $0.mayBeMeant(by: name) }
    return candidates.count == 1 ? candidates.first : nil
  }

  /// Rooms of one number in all buildings, for the question which of them is meant.
  func rooms(numbered number: String, of estate: String) throws -> [Room] {
    try rows("SELECT * FROM rooms WHERE estate = ? AND number = ? ORDER BY display LIMIT 500", estate, number)
      .map(Room.init(row:))
  }

  func hasRooms(_ estate: String) throws -> Bool {
    try row("SELECT id FROM rooms WHERE estate = ? LIMIT 1", estate) != nil
  }

  func buildings(of estate: String) throws -> [Building] {
    try rows(
      """
      SELECT zone, building, entrance, COUNT(*) AS room_count FROM rooms
      WHERE estate = ? GROUP BY zone, building, entrance
      """, estate
    ).map { row in
      Building(
        zone: row.optionalText("zone"), name: row.optionalText("building"), entrance: row.optionalText("entrance"),
        roomCount: row.int("room_count"))
    }.sorted()
  }

  func rooms(of building: Building, estate: String) throws -> [Room] {
    try rows(
      """
      SELECT * FROM rooms WHERE estate = ? AND COALESCE(zone, '') = ? AND COALESCE(building, '') = ?
        AND COALESCE(entrance, '') = ? LIMIT 2000
      """, estate, building.zone ?? "", building.name ?? "", building.entrance ?? ""
    ).map(Room.init(row:)).sorted { Building.isBefore($0.number ?? "", $1.number ?? "") }
  }
}

extension Transaction {
  func insert(_ room: Room, of estate: String, at instant: Instant) throws {
    try run(
      """
      INSERT INTO rooms (estate, id, room_key, zone, building, entrance, number, floor, kind, display, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      estate, room.id, room.key, room.zone, room.building, room.entrance, room.number, room.floor, room.kind,
      room.display, instant.milliseconds)
    for word in RoomForms.words(of: room) {
      for length in 1...min(2, word.count) {
        try run(
          "INSERT INTO room_grams (estate, gram, word, room) VALUES (?, ?, ?, ?)", estate, String(word.prefix(length)),
          word, room.id)
      }
    }
  }
}

extension Room.Kind: ValueConvertible {}

extension Room {
  init(row: Row) throws {
    guard let kind = Kind(rawValue: row.text("kind")) else { throw DatabaseError.failed(reason: "unknown room kind") }
    self.init(
      id: row.text("id"), key: row.text("room_key"), zone: row.optionalText("zone"),
      building: row.optionalText("building"), entrance: row.optionalText("entrance"),
      number: row.optionalText("number"), floor: row.optionalText("floor"), kind: kind, display: row.text("display"),
      closedAt: row.optionalInt("closed_at").map(Instant.init(milliseconds:)))
  }
}
