import Foundation
import Pages

/// A room as it is typed, in any written form.
struct RoomForm {
  let form: Form

  func validated(at now: Instant) throws -> Room {
    var reader = FieldReader(form)
    let text = reader.text("room", limit: 60, required: true)
    try reader.errors.check()
    let name = RoomName.parse(text ?? "")
    if name.ambiguous { throw FieldErrors("room", "no_building") }
    guard let room = Room(name, id: Identifier.make(at: now)) else { throw FieldErrors("room", "unreadable") }
    return room
  }
}
