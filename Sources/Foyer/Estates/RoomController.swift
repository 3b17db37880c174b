import Foundation
import Hummingbird
import Pages

/// Rooms: one with the people who live in it, and adding one.
struct RoomController: Sendable {
  let lobby: Lobby

  func new(_ request: Request, _ context: LobbyContext) async throws -> Response {
    var form = Form.empty
    form.set("room", request.uri.queryParameters.get("room").map { String($0.prefix(60)) } ?? "")
    return try lobby.html(RoomFormPage(form: form, errors: nil, lobby: lobby, context: context), context)
  }

  /// A room that is there already is the answer, not an error.
  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, form, now) = (try context.author, context.form, context.now)
    do {
      let (room, isNew) = try await lobby.write(in: author.estate) { tx in
        let room = try RoomForm(form: form).validated(at: now)
        if let known = try tx.room(keyed: room.key, of: author.estate) { return (known, false) }
        try tx.insert(room, of: author.estate, at: now)
        try tx.record(.init(kind: .roomAdded, subject: room.id, room: room.display), by: author)
        return (room, true)
      }
      return try lobby.done(
        context, at: "/rooms/\(room.id)", resource: RoomResource(room, residents: []), status: 201,
        flash: Flash(isNew ? "flash.room.added" : "flash.room.known", ["room": room.display]))
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try lobby.html(
        RoomFormPage(form: form, errors: errors, lobby: lobby, context: context), context, status: 422)
    }
  }

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (estate, id, now) = (try context.principal.estate, try context.id(), context.now)
    let (home, zone) = try await lobby.read { snapshot in
      (
        try snapshot.home(try snapshot.existingRoom(id, of: estate), estate: estate),
        try snapshot.existingEstate(estate).zone
      )
    }
    return try lobby.answer(
      context, page: RoomPage(home: home, zone: zone, lobby: lobby, context: context),
      resource: RoomResource(
        home.room,
        residents: home.people.filter { $0.residency.isCurrent(at: now) }.map {
          ResidentResource($0.resident, residencies: [$0.residency], zone: zone, at: now)
        }))
  }
}
