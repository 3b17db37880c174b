import Foundation
import Hummingbird
import Pages
import Spreadsheets

/// Lists of residents from elsewhere: sent, shown, confirmed once, reported.
struct ImportController: Sendable {
  let lobby: Lobby

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (estate, now) = (try context.principal.estate, context.now)
    let (zone, pending) = try await lobby.read { snapshot in
      (try snapshot.existingEstate(estate).zone, try snapshot.pendingImports(of: estate, at: now))
    }
    return try lobby.answer(
      context, page: ImportListPage(pending: pending, errors: nil, zone: zone, lobby: lobby, context: context),
      resource: ImportListResource(items: pending.map { ImportStateResource($0) }))
  }

  /// Nothing of the file is kept when nothing of it can be read.
  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, vault) = (try context.author, lobby.vault)
    do {
      let form = ImportForm(form: context.form)
      let choices = try form.choices(triesBig5: context.language == .traditional)
      let file = try form.file()
      let site = try await lobby.read { try $0.existingEstate(author.estate).name }
      let reading = try Self.read(file, choices, site: site)
      let id = Identifier.make(at: context.now)
      try await lobby.write(in: author.estate) {
        try $0.insertImport(id, file: file, choices: choices, vault: vault, by: author)
      }
      guard context.wantsJSON else { return lobby.redirect(to: "/residents/imports/\(id)") }
      let outcome = try await rehearsal(of: reading, id: id, context)
      return try lobby.done(
        context, at: "/residents/imports/\(id)",
        resource: ImportResource(id: id, state: .waiting, reading: reading, outcome: outcome, words: words(context)))
    } catch let errors as FieldErrors where !context.wantsJSON {
      let zone = try await lobby.read { try $0.existingEstate(author.estate).zone }
      return try lobby.html(
        ImportListPage(pending: [], errors: errors, zone: zone, lobby: lobby, context: context), context, status: 422)
    }
  }

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (estate, id, now) = (try context.principal.estate, try context.id(), context.now)
    let vault = lobby.vault
    // In one look: a report must not come with the state before it.
    let (pending, outcome) = try await lobby.read { snapshot in
      (
        try snapshot.pendingImport(id, of: estate, at: now), try snapshot.importReport(id, of: estate, vault: vault)
      )
    }
    if pending.state == .waiting || pending.state == .failed { return try await preview(pending, request, context) }
    if request.uri.queryParameters["part"] == "progress", !context.wantsJSON {
      return try lobby.html(
        ImportProgressPart(pending: pending, outcome: outcome, lobby: lobby, context: context), context)
    }
    return try lobby.answer(
      context, page: ImportReportPage(pending: pending, outcome: outcome, lobby: lobby, context: context),
      resource: ImportResource(
        id: id, state: pending.state, reading: nil, outcome: outcome, words: words(context)))
  }

  private func preview(_ pending: PendingImport, _ request: Request, _ context: LobbyContext) async throws -> Response {
    let (estate, vault) = (try context.principal.estate, lobby.vault)
    let asked = try Form(urlEncoded: request.uri.query ?? "")
    let choices =
      asked.entries.isEmpty
      ? pending.choices : try ImportForm(form: asked).choices(triesBig5: pending.choices.triesBig5)
    let (file, site) = try await lobby.read { snapshot in
      (
        try snapshot.importedFile(pending.id, of: estate, vault: vault), try snapshot.existingEstate(estate).name
      )
    }
    do {
      let reading = try Self.read(file, choices, site: site)
      let outcome = try await rehearsal(of: reading, id: pending.id, context)
      return try lobby.answer(
        context,
        page: ImportPreviewPage(
          pending: pending, choices: choices, reading: reading, outcome: outcome, errors: nil, lobby: lobby,
          context: context),
        resource: ImportResource(
          id: pending.id, state: pending.state, reading: reading, outcome: outcome, words: words(context)))
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try lobby.html(
        ImportPreviewPage(
          pending: pending, choices: choices, reading: nil, outcome: nil, errors: errors, lobby: lobby,
          context: context), context, status: 422)
    }
  }

  func delete(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (estate, id) = (try context.principal.estate, try context.id())
    guard try await lobby.write(in: estate, { try $0.removeImport(id, of: estate) }) else {
      throw LobbyError.notFound
    }
    return try lobby.done(
      context, at: "/residents/imports", resource: ["id": id], status: 200, flash: Flash("flash.import.dropped"))
  }
}

extension ImportController {
  /// What cannot be read at all is an error of the field `file`, with how to mend it.
  static func read(_ file: Data, _ choices: PendingImport.Choices, site: String) throws -> ImportReading {
    do {
      return try ResidentSheet.read(file, options: choices.options(site: site))
    } catch {
      let trouble = ImportTrouble(error)
      throw FieldErrors("file", trouble.code, trouble.arguments)
    }
  }

  func residentImport(_ id: String, _ context: LobbyContext) async throws -> ResidentImport {
    let author = try context.author
    let estate = try await lobby.read { try $0.existingEstate(author.estate) }
    return ResidentImport(database: lobby.database, vault: lobby.vault, estate: estate, author: author, id: id)
  }

  private func rehearsal(of reading: ImportReading, id: String, _ context: LobbyContext) async throws -> ImportOutcome {
    try await residentImport(id, context).rehearse(reading)
  }

  func words(_ context: LobbyContext) -> ImportWords { ImportWords(lobby: lobby, context: context) }
}
