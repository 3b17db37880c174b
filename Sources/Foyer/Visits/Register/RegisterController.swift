import Foundation
import Hummingbird
import Pages

/// The visitor register on paper (B-4.2.2): looked at, printed.
struct RegisterController: Sendable {
  let lobby: Lobby

  /// Rows that fit into one printing; a longer period is printed in parts.
  static let limit = 5000

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (principal, now) = (try context.principal, context.now)
    let query = try Form(urlEncoded: request.uri.query ?? "")
    let printID = Identifier.parse(query.typed("print"))
    do {
      let sheet = try await lobby.register(query, context, limit: Self.limit)
      let print = try await lobby.read { snapshot in
        try printID.flatMap { try snapshot.print($0, of: principal.estate, at: now) }
      }
      let fingerprint = (print?.head ?? sheet.head).seal(sheet.rows)
      return try lobby.answer(
        context,
        page: RegisterPage(sheet: sheet, print: print, fingerprint: fingerprint, lobby: lobby, context: context),
        resource: RegisterResource(sheet, fingerprint: fingerprint))
    } catch let errors as FieldErrors where !context.wantsJSON {
      let estate = try await lobby.read { try $0.existingEstate(principal.estate) }
      return try lobby.html(
        RegisterRefusedPage(query: query, errors: errors, estate: estate, lobby: lobby, context: context), context,
        status: 422)
    }
  }
}

/// Writes down that the register was printed, then shows the sheet for the printer.
struct RegisterPrintController: Sendable {
  let lobby: Lobby

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    let sheet = try await lobby.register(context.form, context, limit: RegisterController.limit)
    let printed = PrintedSheet(
      rows: sheet.rows, pages: sheet.paper.pages.count, period: sheet.period, kind: .registerPrinted)
    let print = try await lobby.write(in: author.estate) { tx in try tx.recordPrint(of: printed, by: author) }
    return try lobby.done(
      context, at: "/register?\(sheet.period.query)&print=\(print.id)",
      resource: SheetPrintResource(print, of: printed))
  }
}

/// The same rows as a CSV file; names are masked in it, for files are mailed on.
struct RegisterExportController: Sendable {
  let lobby: Lobby
  static let limit = 50_000

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    let sheet = try await lobby.register(context.form, context, limit: Self.limit, masksNames: true)
    let (count, period) = (sheet.visits.count, sheet.period)
    try await lobby.write(in: author.estate) { tx in try tx.recordExport(of: count, period: period, by: author) }
    let document = RegisterFile(sheet: sheet).data
    let name = "register-\(period.zone.day(period.first))-\(period.zone.day(period.last)).csv"
    return lobby.file(document, named: name, type: "text/csv; charset=utf-8")
  }
}

extension Lobby {
  /// The sheet of the period that a form asks for.
  func register(
    _ form: Form, _ context: LobbyContext, limit: Int, masksNames: Bool = false
  ) async throws -> RegisterSheet {
    let (principal, now, language, phrasebook) = (try context.principal, context.now, context.language, phrasebook)
    return try await read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      let period = try RegisterForm(form: form, zone: estate.zone).period(at: now)
      let settings = try snapshot.settings(of: estate)
      let visits = try snapshot.visits(in: period, of: estate.id, limit: limit + 1)
      guard visits.count <= limit else { throw FieldErrors("to", "too_many_rows", ["limit": String(limit)]) }
      let words = RegisterWords(
        zone: estate.zone, language: language, phrasebook: phrasebook,
        namesInFull: settings.isOn(.printFullNames) && !masksNames)
      return RegisterSheet(
        estate: estate, posts: try snapshot.posts(of: estate.id), period: period, words: words,
        visits: visits, head: try snapshot.recordHead(of: estate.id),
        numberDays: settings.number(.numberDays), visitDays: settings.number(.visitDays))
    }
  }

  /// A file to keep, not to show.
  func file(_ data: Data, named name: String, type: String) -> Response {
    Response(
      status: .ok,
      headers: [
        .contentType: type, .contentDisposition: "attachment; filename=\"\(name)\"", .cacheControl: "no-store",
      ], body: ResponseBody(byteBuffer: .init(bytes: data)))
  }
}
