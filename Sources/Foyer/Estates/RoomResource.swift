import Foundation

/// A room as programs see it, with those who have to do with it now.
struct RoomResource: Encodable {
  let id, room, kind: String
  let zone, building, entrance, number, floor: String?
  let residents: [ResidentResource]

  init(_ room: Room, residents: [ResidentResource]) {
    id = room.id
    self.room = room.display
    kind = room.kind.rawValue
    (zone, building, entrance, number, floor) = (room.zone, room.building, room.entrance, room.number, room.floor)
    self.residents = residents
  }
}
