import Foundation
import Hummingbird
import Pages

/// Instructions to the desk: giving, changing, withdrawing, and who has read them.
struct InstructionController: Sendable {
  let lobby: Lobby

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let query = try NoticeQuery(try Form(urlEncoded: request.uri.query ?? ""))
    let now = context.now
    let (place, found) = try await lobby.noticePlace(context) { snapshot, estate in
      (
        try snapshot.instructions(query, of: estate, at: now),
        try snapshot.unreadInstructions(of: estate.id, at: now, limit: 200)
      )
    }
    let (shown, next) = query.page(of: found.0)
    let pages = InstructionPages(words: place.words(lobby, context), people: [])
    return try lobby.answer(
      context,
      page: NoticeListPage(
        "instructions", rows: shown.map { row in pages.row(row, unread: found.1.first { $0.id == row.id }) },
        query: query, next: next, may: context.may(.decideNotices), lobby: lobby, context: context),
      resource: NoticeListResource(
        items: shown.map { InstructionResource($0, zone: place.estate.zone, at: now) }, next: next?.text))
  }

  func new(_ request: Request, _ context: LobbyContext) async throws -> Response { try await form(nil, nil, context) }

  func edit(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await form(try context.id(), nil, context)
  }

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (id, principal, now) = (try context.id(), try context.principal, context.now)
    let (place, found) = try await lobby.noticePlace(context) { snapshot, estate in
      let instruction = try snapshot.existingInstruction(id, of: estate.id)
      return InstructionPages.Found(
        instruction: instruction, receipts: try snapshot.receipts(of: instruction, estate: estate.id),
        board: try snapshot.board(of: estate, for: principal.boardReader, at: now),
        people: try snapshot.accounts(of: estate.id), trail: try snapshot.trail(of: estate.id, subject: id))
    }
    let mayKnow = context.may(.seeReadings)
    return try lobby.answer(
      context, page: InstructionPages(words: place.words(lobby, context), people: found.people).page(found),
      resource: InstructionResource(
        found.instruction, receipts: mayKnow ? found.receipts : nil, zone: place.estate.zone, at: now))
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
      let old = try tx.existingInstruction(id, of: author.estate)
      try tx.change(old, to: draft.details, of: author.estate, by: author)
      return id
    }
  }

  func withdraw(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    let (estate, instruction) = try await lobby.write(in: author.estate) { tx in
      try tx.withdraw(try tx.existingInstruction(id, of: author.estate), of: author.estate, by: author)
      return (try tx.existingEstate(author.estate), try tx.existingInstruction(id, of: author.estate))
    }
    return try lobby.done(
      context, at: "/instructions/\(id)",
      resource: InstructionResource(instruction, zone: estate.zone, at: author.at),
      flash: Flash("flash.instruction.withdrawn"))
  }

  private func save(
    _ id: String?, _ context: LobbyContext,
    _ keep: @escaping NoticeKeeping<Instruction.Draft>
  ) async throws -> Response {
    let (author, form) = (try context.author, context.form)
    do {
      let (estate, instruction) = try await lobby.write(in: author.estate) { tx in
        let estate = try tx.existingEstate(author.estate)
        let draft = try InstructionForm(form: form, zone: estate.zone).draft(at: author.at)
        try tx.expectPost(draft.details.post, of: estate.id)
        return (estate, try tx.existingInstruction(try keep(draft, estate, author, tx), of: estate.id))
      }
      return try lobby.done(
        context, at: "/instructions/\(instruction.id)",
        resource: InstructionResource(instruction, zone: estate.zone, at: author.at), status: id == nil ? 201 : 200,
        flash: Flash("flash.instruction.saved"))
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await self.form(id, errors, context)
    }
  }

  private func form(_ id: String?, _ errors: FieldErrors?, _ context: LobbyContext) async throws -> Response {
    let (place, found) = try await lobby.noticePlace(context) { snapshot, estate in
      (try id.map { try snapshot.existingInstruction($0, of: estate.id) }, try snapshot.accounts(of: estate.id))
    }
    let pages = InstructionPages(words: place.words(lobby, context), people: found.1)
    return try lobby.html(pages.form(found.0, errors: errors), context, status: errors == nil ? 200 : 422)
  }
}

extension Principal {
  var boardReader: BoardReader { BoardReader(account: account, name: name, role: role, post: post) }
}
