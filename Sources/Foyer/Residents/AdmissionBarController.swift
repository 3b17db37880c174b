import Foundation
import Hummingbird
import Pages

/// Whom a resident wants kept out (trap 9).
struct AdmissionBarController: Sendable {
  let lobby: Lobby

  private var residents: ResidentController { ResidentController(lobby: lobby) }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id, form, now, vault) = (try context.author, try context.id(), context.form, context.now, lobby.vault)
    do {
      let wish = try AdmissionBarForm(form: form).validated()
      try await lobby.write(in: author.estate) { tx in
        _ = try tx.existingResident(id, of: author.estate)
        let residencies = try tx.residencies(of: id, estate: author.estate)
        guard residencies.contains(where: { $0.isCurrent(at: now) }) else {
          throw LobbyError.conflict(code: "moved_out_already")
        }
        let bar = AdmissionBar(
          id: Identifier.make(at: now), resident: id, name: wish.name, phone: wish.phone, since: now)
        try tx.insert(bar, room: ResidentRecord.room(of: residencies, at: now), vault: vault, by: author)
      }
      return try await residents.done(id, context, status: 201, flash: "flash.bar.added")
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await residents.again(id, errors, context)
    }
  }

  func delete(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, now) = (try context.author, context.now)
    let (id, bar) = (try context.id(), try context.id("bar"))
    try await lobby.write(in: author.estate) { tx in
      let room = ResidentRecord.room(of: try tx.residencies(of: id, estate: author.estate), at: now)
      guard try tx.removeBar(bar, of: id, room: room, by: author) else { throw LobbyError.notFound }
    }
    return try await residents.done(id, context, status: 200, flash: "flash.bar.removed")
  }
}
