import Foundation
import Hummingbird
import Pages

/// Recognition cards (B-4.1.1, C-1), and looking at what the page of a resident keeps covered.
struct RecognitionCardController: Sendable {
  let lobby: Lobby

  private var residents: ResidentController { ResidentController(lobby: lobby) }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id, form, now, vault) = (try context.author, try context.id(), context.form, context.now, lobby.vault)
    do {
      try await lobby.write(in: author.estate) { tx in
        _ = try tx.existingResident(id, of: author.estate)
        let residencies = try tx.residencies(of: id, estate: author.estate)
        guard residencies.contains(where: { $0.isCurrent(at: now) }) else {
          throw LobbyError.conflict(code: "moved_out_already")
        }
        let zone = try tx.existingEstate(author.estate).zone
        let draft = try RecognitionCardForm(form: form, zone: zone).validated(at: now)
        try tx.keep(draft, of: id, room: ResidentRecord.room(of: residencies, at: now), vault: vault, by: author)
      }
      return try await residents.done(id, context, status: 201, flash: "flash.card.kept")
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await residents.again(id, errors, context)
    }
  }

  func delete(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id, now) = (try context.author, try context.id(), context.now)
    try await lobby.write(in: author.estate) { tx in
      let room = ResidentRecord.room(of: try tx.residencies(of: id, estate: author.estate), at: now)
      guard try tx.removeCard(of: id, room: room, reason: "consent_withdrawn", by: author) else {
        throw LobbyError.notFound
      }
    }
    return try await residents.done(id, context, status: 200, flash: "flash.card.removed")
  }

  /// Each look is an entry of the record.
  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id, now, vault) = (try context.author, try context.id(), context.now, lobby.vault)
    let what = try ShownForm(form: context.form).validated()
    let shown = try await lobby.write(in: author.estate) { tx in
      let resident = try tx.existingResident(id, of: author.estate)
      let residencies = try tx.residencies(of: id, estate: author.estate)
      let room = ResidentRecord.room(of: residencies, at: now)
      switch what {
      case .phones:
        try tx.record(.init(kind: .residentPhonesShown, subject: id, room: room), by: author)
        return Shown(phones: resident.phones)
      case .card:
        guard residencies.contains(where: { $0.isCurrent(at: now) }) else { throw LobbyError.notFound }
        return Shown(card: try tx.showCard(of: id, room: room, vault: vault, by: author))
      }
    }
    if context.wantsJSON { return try lobby.json(ShownResource(shown), status: 201) }
    return try lobby.html(
      ResidentPage(record: try await residents.record(id, context), shown: shown, lobby: lobby, context: context),
      context, status: 201)
  }
}
