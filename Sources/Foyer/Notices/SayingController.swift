import Foundation
import Hummingbird
import Pages

/// What the desk says to visitors and callers: the lines of a place, and keeping them.
struct SayingController: Sendable {
  let lobby: Lobby

  /// More lines than anybody says.
  static let most = 5

  /// With a room or building the lines that hold for it now: the desk asks while a visit is registered or a call is
  /// taken. Two look-ups by index.
  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let form = try Form(urlEncoded: request.uri.query ?? "")
    var reader = FieldReader(form)
    let asked = reader.text("room", limit: 60)
    try reader.errors.check()
    if let asked, context.wantsJSON { return try await lines(of: asked, context) }
    let query = try NoticeQuery(form)
    let now = context.now
    let (place, found) = try await lobby.noticePlace(context) { snapshot, estate in
      (
        try snapshot.sayings(query, of: estate, at: now),
        try asked.map { try snapshot.sayings(for: $0, of: estate.id, at: now, limit: Self.most) }
      )
    }
    let (shown, next) = query.page(of: found.0)
    let pages = SayingPages(words: place.words(lobby, context))
    return try lobby.answer(
      context,
      page: NoticeListPage(
        "sayings", rows: shown.map(pages.row), query: query, next: next, may: context.may(.draftNotices),
        find: pages.find(asked: asked, found: found.1), lobby: lobby, context: context),
      resource: NoticeListResource(
        items: shown.map { SayingResource($0, zone: place.estate.zone, at: now) }, next: next?.text))
  }

  private func lines(of asked: String, _ context: LobbyContext) async throws -> Response {
    let (estate, now) = (try await lobby.estate(try context.principal.estate), context.now)
    let found = try await lobby.read { try $0.sayings(for: asked, of: estate.id, at: now, limit: Self.most) }
    return try lobby.json(
      NoticeListResource(items: found.map { SayingResource($0, zone: estate.zone, at: now) }), status: 200)
  }

  func new(_ request: Request, _ context: LobbyContext) async throws -> Response { try await form(nil, nil, context) }

  func edit(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await form(try context.id(), nil, context)
  }

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let id = try context.id()
    let (place, found) = try await lobby.noticePlace(context) { snapshot, estate in
      (try snapshot.existingSaying(id, of: estate.id), try snapshot.trail(of: estate.id, subject: id))
    }
    return try lobby.answer(
      context, page: SayingPages(words: place.words(lobby, context)).page(found.0, trail: found.1),
      resource: SayingResource(found.0, zone: place.estate.zone, at: context.now))
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await save(nil, context) { draft, _, author, tx in
      try tx.insertOnce(draft, of: author.estate, by: author)
      return draft.id
    }
  }

  func update(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let id = try context.id()
    return try await save(id, context) { draft, _, author, tx in
      let old = try tx.existingSaying(id, of: author.estate)
      try tx.change(old, to: draft.details, of: author.estate, by: author)
      return id
    }
  }

  func withdraw(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    let (estate, saying) = try await lobby.write(in: author.estate) { tx in
      try tx.withdraw(try tx.existingSaying(id, of: author.estate), of: author.estate, by: author)
      return (try tx.existingEstate(author.estate), try tx.existingSaying(id, of: author.estate))
    }
    return try lobby.done(
      context, at: "/sayings/\(id)", resource: SayingResource(saying, zone: estate.zone, at: author.at),
      flash: Flash("flash.saying.withdrawn"))
  }

  private func save(
    _ id: String?, _ context: LobbyContext,
    _ keep: @escaping NoticeKeeping<Saying.Draft>
  ) async throws -> Response {
    let (author, form) = (try context.author, context.form)
    do {
      let (estate, saying) = try await lobby.write(in: author.estate) { tx in
        let estate = try tx.existingEstate(author.estate)
        let draft = try SayingForm(form: form, zone: estate.zone).draft(at: author.at)
        return (estate, try tx.existingSaying(try keep(draft, estate, author, tx), of: estate.id))
      }
      return try lobby.done(
        context, at: "/sayings/\(saying.id)", resource: SayingResource(saying, zone: estate.zone, at: author.at),
        status: id == nil ? 201 : 200, flash: Flash("flash.saying.saved"))
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await self.form(id, errors, context)
    }
  }

  private func form(_ id: String?, _ errors: FieldErrors?, _ context: LobbyContext) async throws -> Response {
    let (place, saying) = try await lobby.noticePlace(context) { snapshot, estate in
      try id.map { try snapshot.existingSaying($0, of: estate.id) }
    }
    let pages = SayingPages(words: place.words(lobby, context))
    return try lobby.html(pages.form(saying, errors: errors), context, status: errors == nil ? 200 : 422)
  }
}
