import Foundation
import Hummingbird
import Pages

/// Receptions of officials and tours: the list, one, announcing, changing.
struct ReceptionController: Sendable {
  let lobby: Lobby

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let principal = try context.principal
    let query = try Reception.Query(try Form(urlEncoded: request.uri.query ?? ""))
    let (estate, found) = try await lobby.read { snapshot in
      (try snapshot.existingEstate(principal.estate), try snapshot.receptions(query, of: principal.estate))
    }
    let shown = Array(found.prefix(query.limit))
    let next = found.count > shown.count ? shown.last.map { ListCursor(at: $0.details.plannedAt, id: $0.id) } : nil
    return try lobby.answer(
      context,
      page: ReceptionListPage(
        receptions: shown, query: query, next: next, estate: estate, lobby: lobby, context: context),
      resource: ReceptionListResource(
        items: shown.map { ReceptionResource($0, zone: estate.zone) }, next: next?.text))
  }

  func new(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await form(nil, nil, context)
  }

  func edit(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await form(try context.id(), nil, context)
  }

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (principal, id) = (try context.principal, try context.id())
    let (estate, reception, trail) = try await lobby.read { snapshot in
      (
        try snapshot.existingEstate(principal.estate), try snapshot.existingReception(id, of: principal.estate),
        try snapshot.trail(of: principal.estate, subject: id)
      )
    }
    return try lobby.answer(
      context,
      page: ReceptionPage(reception: reception, trail: trail, estate: estate, lobby: lobby, context: context),
      resource: ReceptionResource(reception, zone: estate.zone))
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, form, now) = (try context.author, context.form, context.now)
    do {
      let (estate, reception) = try await lobby.write(in: author.estate) { tx in
        let estate = try tx.existingEstate(author.estate)
        let draft = try ReceptionForm(form: form, zone: estate.zone).draft(at: now)
        try tx.insertOnce(draft, of: estate.id, by: author)
        return (estate, try tx.existingReception(draft.id, of: estate.id))
      }
      return try lobby.done(
        context, at: "/receptions/\(reception.id)", resource: ReceptionResource(reception, zone: estate.zone),
        flash: Flash("flash.reception.\(reception.state.rawValue)"))
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await self.form(nil, errors, context)
    }
  }

  func update(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id, form, now) = (try context.author, try context.id(), context.form, context.now)
    do {
      let (estate, reception) = try await lobby.write(in: author.estate) { tx in
        let estate = try tx.existingEstate(author.estate)
        let reception = try tx.existingReception(id, of: estate.id)
        guard Reception.states(before: .change).contains(reception.state) else {
          throw LobbyError.conflict(code: "reception_moved_on")
        }
        let details = try ReceptionForm(form: form, zone: estate.zone)
          .details(at: now, isHere: reception.state == .inside)
        try tx.change(reception, to: details, of: estate.id, by: author)
        return (estate, try tx.existingReception(id, of: estate.id))
      }
      return try lobby.done(
        context, at: "/receptions/\(id)", resource: ReceptionResource(reception, zone: estate.zone), status: 200,
        flash: Flash("flash.reception.changed"))
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await self.form(id, errors, context)
    }
  }

  private func form(_ id: String?, _ errors: FieldErrors?, _ context: LobbyContext) async throws -> Response {
    let principal = try context.principal
    let (estate, reception) = try await lobby.read { snapshot in
      (
        try snapshot.existingEstate(principal.estate),
        try id.map { try snapshot.existingReception($0, of: principal.estate) }
      )
    }
    return try lobby.html(
      ReceptionFormPage(reception: reception, errors: errors, estate: estate, lobby: lobby, context: context), context,
      status: errors == nil ? 200 : 422)
  }
}
