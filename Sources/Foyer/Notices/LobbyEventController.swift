import Foundation
import Hummingbird
import Pages

/// Events and bookings of the lobby, works and outages: the list, one, writing down, calling off, how it went.
struct LobbyEventController: Sendable {
  let lobby: Lobby

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let query = try NoticeQuery(try Form(urlEncoded: request.uri.query ?? ""))
    let now = context.now
    let (place, found) = try await lobby.noticePlace(context) { try $0.lobbyEvents(query, of: $1, at: now) }
    let (shown, next) = query.page(of: found)
    let words = place.words(lobby, context)
    return try lobby.answer(
      context,
      page: NoticeListPage(
        "events", rows: shown.map { LobbyEventPages(words: words).row($0) }, query: query, next: next,
        may: context.may(.draftNotices), lobby: lobby, context: context),
      resource: NoticeListResource(
        items: shown.map { LobbyEventResource($0, zone: place.estate.zone, at: now) }, next: next?.text))
  }

  func new(_ request: Request, _ context: LobbyContext) async throws -> Response { try await form(nil, nil, context) }

  func edit(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await form(try context.id(), nil, context)
  }

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let id = try context.id()
    let (place, found) = try await lobby.noticePlace(context) { snapshot, estate in
      (try snapshot.existingLobbyEvent(id, of: estate.id), try snapshot.trail(of: estate.id, subject: id))
    }
    return try lobby.answer(
      context, page: LobbyEventPages(words: place.words(lobby, context)).page(found.0, trail: found.1),
      resource: LobbyEventResource(found.0, zone: place.estate.zone, at: context.now))
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await save(nil, context) { draft, estate, author, tx in
      try tx.insertOnce(draft, of: estate, by: author)
      return draft.id
    }
  }

  func update(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let id = try context.id()
    return try await save(id, context) { draft, estate, author, tx in
      try tx.change(try tx.existingLobbyEvent(id, of: estate.id), to: draft.details, of: estate, by: author)
      return id
    }
  }

  func cancel(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await act(context, "cancelled", undo: "cancellation") { try $3.setCancelled(true, $0, of: $1, by: $2) }
  }

  func undoCancellation(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await act(context, "restored", status: 200) { try $3.setCancelled(false, $0, of: $1, by: $2) }
  }

  func report(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let report = try LobbyEventForm(form: context.form, zone: .shanghai).report()
    return try await act(context, "reported") { event, estate, author, tx in
      try tx.report(event, visitorsCame: report.visitorsCame, note: report.note, of: estate.id, by: author)
    }
  }

  private func act(
    _ context: LobbyContext, _ done: String, undo: String? = nil, status: Int = 201,
    _ change: @escaping NoticeChange<LobbyEvent>
  ) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    let (estate, event) = try await lobby.write(in: author.estate) { tx in
      let estate = try tx.existingEstate(author.estate)
      try change(try tx.existingLobbyEvent(id, of: estate.id), estate, author, tx)
      return (estate, try tx.existingLobbyEvent(id, of: estate.id))
    }
    return try lobby.done(
      context, at: "/events/\(id)", resource: LobbyEventResource(event, zone: estate.zone, at: context.now),
      status: status, flash: Flash("flash.event.\(done)", undo: undo.map { "/events/\(id)/\($0)" }))
  }

  private func save(
    _ id: String?, _ context: LobbyContext,
    _ keep: @escaping NoticeKeeping<LobbyEvent.Draft>
  ) async throws -> Response {
    let (author, form) = (try context.author, context.form)
    do {
      let (estate, event) = try await lobby.write(in: author.estate) { tx in
        let estate = try tx.existingEstate(author.estate)
        let draft = try LobbyEventForm(form: form, zone: estate.zone).draft(at: author.at)
        try tx.expectPost(draft.details.post, of: estate.id)
        let kept = try keep(draft, estate, author, tx)
        return (estate, try tx.existingLobbyEvent(kept, of: estate.id))
      }
      return try lobby.done(
        context, at: "/events/\(event.id)", resource: LobbyEventResource(event, zone: estate.zone, at: author.at),
        status: id == nil ? 201 : 200, flash: Flash("flash.event.saved"))
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await self.form(id, errors, context)
    }
  }

  private func form(_ id: String?, _ errors: FieldErrors?, _ context: LobbyContext) async throws -> Response {
    let (place, event) = try await lobby.noticePlace(context) { snapshot, estate in
      try id.map { try snapshot.existingLobbyEvent($0, of: estate.id) }
    }
    let pages = LobbyEventPages(words: place.words(lobby, context))
    return try lobby.html(pages.form(event, errors: errors), context, status: errors == nil ? 200 : 422)
  }
}

/// An estate with its posts: what every page of the board's registers needs to say where.
struct NoticePlace: Sendable {
  let estate: Estate
  let posts: [Post]

  func words(_ lobby: Lobby, _ context: LobbyContext) -> NoticeWords {
    NoticeWords(estate: estate, posts: posts, lobby: lobby, context: context)
  }
}
