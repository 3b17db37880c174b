import Foundation
import Hummingbird
import Pages

/// Notices to residents: drafting, publishing, giving back, withdrawing.
struct NoticeController: Sendable {
  let lobby: Lobby

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let query = try NoticeQuery(try Form(urlEncoded: request.uri.query ?? ""))
    let now = context.now
    let (place, found) = try await lobby.noticePlace(context) { snapshot, estate in
      (try snapshot.notices(query, of: estate, at: now), try snapshot.draftNotices(of: estate.id))
    }
    let (shown, next) = query.page(of: found.0)
    let pages = ResidentNoticePages(words: place.words(lobby, context))
    // Whatever waits for a decision stands first, also when it is for next month.
    let waiting = query.when == .now && query.cursor == nil ? found.1.filter { !shown.map(\.id).contains($0.id) } : []
    let all = waiting + shown
    return try lobby.answer(
      context,
      page: NoticeListPage(
        "notices", rows: all.map(pages.row), query: query, next: next, may: context.may(.draftNotices), lobby: lobby,
        context: context),
      resource: NoticeListResource(
        items: all.map { NoticeResource($0, zone: place.estate.zone, at: now) }, next: next?.text))
  }

  func new(_ request: Request, _ context: LobbyContext) async throws -> Response { try await form(nil, nil, context) }

  func edit(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await form(try context.id(), nil, context)
  }

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await page(context)
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
      let notice = try tx.existingNotice(id, of: author.estate)
      guard context.may(notice.changing()) else { throw LobbyError.forbidden(notice.changing()) }
      try tx.change(notice, to: draft.details, of: author.estate, by: author)
      return id
    }
  }

  func publish(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await act(context, "published") { try $3.publish($0, of: $1.id, by: $2) }
  }

  func giveBack(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await actWithReason(context, "returned") { try $3.giveBack($0, reason: $1, of: $2.estate, by: $2) }
  }

  /// A draft is withdrawn by whoever may write one, what hangs there only by who may publish.
  func withdraw(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await actWithReason(context, "withdrawn") { notice, reason, author, tx in
      guard context.may(notice.changing()) else { throw LobbyError.forbidden(notice.changing()) }
      try tx.withdraw(notice, reason: reason, of: author.estate, by: author)
    }
  }

  private func actWithReason(
    _ context: LobbyContext, _ done: String,
    _ change: @escaping NoticeReasoning<Notice>
  ) async throws -> Response {
    do {
      let reason = try NoticeForm(form: context.form, zone: .shanghai).reason()
      return try await act(context, done) { try change($0, reason, $2, $3) }
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await page(context, errors: errors)
    }
  }

  private func act(
    _ context: LobbyContext, _ done: String,
    _ change: @escaping NoticeChange<Notice>
  ) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    let (estate, notice) = try await lobby.write(in: author.estate) { tx in
      let estate = try tx.existingEstate(author.estate)
      try change(try tx.existingNotice(id, of: estate.id), estate, author, tx)
      return (estate, try tx.existingNotice(id, of: estate.id))
    }
    return try lobby.done(
      context, at: "/notices/\(id)", resource: NoticeResource(notice, zone: estate.zone, at: author.at),
      flash: Flash("flash.notice.\(done)"))
  }

  private func save(
    _ id: String?, _ context: LobbyContext,
    _ keep: @escaping NoticeKeeping<Notice.Draft>
  ) async throws -> Response {
    let (author, form) = (try context.author, context.form)
    do {
      let (estate, notice) = try await lobby.write(in: author.estate) { tx in
        let estate = try tx.existingEstate(author.estate)
        let kept = try keep(try NoticeForm(form: form, zone: estate.zone).draft(at: author.at), estate, author, tx)
        return (estate, try tx.existingNotice(kept, of: estate.id))
      }
      return try lobby.done(
        context, at: "/notices/\(notice.id)", resource: NoticeResource(notice, zone: estate.zone, at: author.at),
        status: id == nil ? 201 : 200, flash: Flash("flash.notice.saved"))
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await self.form(id, errors, context)
    }
  }

  private func page(_ context: LobbyContext, errors: FieldErrors? = nil) async throws -> Response {
    let id = try context.id()
    let (place, found) = try await lobby.noticePlace(context) { snapshot, estate in
      (try snapshot.existingNotice(id, of: estate.id), try snapshot.trail(of: estate.id, subject: id))
    }
    if errors == nil, context.wantsJSON {
      return try lobby.json(NoticeResource(found.0, zone: place.estate.zone, at: context.now), status: 200)
    }
    let pages = ResidentNoticePages(words: place.words(lobby, context))
    return try lobby.html(
      pages.page(found.0, trail: found.1, errors: errors), context, status: errors == nil ? 200 : 422)
  }

  private func form(_ id: String?, _ errors: FieldErrors?, _ context: LobbyContext) async throws -> Response {
    let (place, notice) = try await lobby.noticePlace(context) { snapshot, estate in
      try id.map { try snapshot.existingNotice($0, of: estate.id) }
    }
    if let notice, !context.may(notice.changing()) { throw LobbyError.forbidden(notice.changing()) }
    let pages = ResidentNoticePages(words: place.words(lobby, context))
    return try lobby.html(pages.form(notice, errors: errors), context, status: errors == nil ? 200 : 422)
  }
}

/// A notice on A4, for the board in the lobby and in the lifts. Looking prints nothing.
struct NoticeSheetController: Sendable {
  let lobby: Lobby

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (id, now) = (try context.id(), context.now)
    let wanted = request.uri.queryParameters.get("print").flatMap(Identifier.parse)
    let (place, found) = try await lobby.noticePlace(context) { snapshot, estate in
      (try snapshot.existingNotice(id, of: estate.id), try snapshot.noticePrints(of: id, estate: estate.id))
    }
    let print = found.1.last.flatMap { entry in
      entry.id == wanted && now <= entry.recordedAt.advanced(minutes: SheetPrint.minutes) ? entry : nil
    }
    return try lobby.html(
      NoticeSheetPage(notice: found.0, print: print, words: place.words(lobby, context)), context)
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    let (estate, print) = try await lobby.write(in: author.estate) { tx in
      let notice = try tx.existingNotice(id, of: author.estate)
      guard notice.state == .published else { throw LobbyError.conflict(code: "notice_not_published") }
      return (try tx.existingEstate(author.estate), try tx.recordNoticePrint(of: notice, by: author))
    }
    return try lobby.done(
      context, at: "/notices/\(id)/sheet?print=\(print.id)", resource: NoticePrintResource(print, zone: estate.zone))
  }
}
