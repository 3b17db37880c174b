import Foundation
import Hummingbird
import Pages

/// 巡查记录表, 清洁检查表 and 设备设施检查表 of a period: looked at, printed.
struct CheckSheetController: Sendable {
  let lobby: Lobby
  /// Rounds that fit into one printing; a longer period is printed in parts.
  static let limit = 1000

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (principal, now) = (try context.principal, context.now)
    let query = try Form(urlEncoded: request.uri.query ?? "")
    let printID = Identifier.parse(query.typed("print"))
    let sheet = try await sheet(query, context)
    let print = try await lobby.read { snapshot in
      try printID.flatMap { try snapshot.print($0, of: principal.estate, at: now) }
    }
    return try lobby.answer(
      context,
      page: CheckSheetPage(
        sheet: sheet, print: print, fingerprint: (print?.head ?? sheet.head).seal(sheet.rows), lobby: lobby,
        context: context), resource: CheckSheetResource(sheet))
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    let sheet = try await sheet(context.form, context)
    let printed = PrintedSheet(
      rows: sheet.rows, pages: sheet.paper.pages.count, period: sheet.period, kind: .checkSheetPrinted,
      form: "checks/\(sheet.kind.rawValue)")
    let print = try await lobby.write(in: author.estate) { tx in try tx.recordPrint(of: printed, by: author) }
    return try lobby.done(
      context, at: "/check-sheets/\(sheet.kind.rawValue)?\(sheet.period.query)&print=\(print.id)",
      resource: SheetPrintResource(print, of: printed))
  }

  private func sheet(_ form: Form, _ context: LobbyContext) async throws -> CheckSheet {
    guard let kind = context.parameters.get("kind").flatMap(Checklist.Kind.init(rawValue:)) else {
      throw LobbyError.notFound
    }
    let (principal, now, lobby) = (try context.principal, context.now, lobby)
    return try await lobby.read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      let period = try RegisterForm(form: form, zone: estate.zone).period(at: now)
      let rounds = try snapshot.sheetRounds(of: estate.id, kind: kind, in: period, limit: Self.limit + 1)
      guard rounds.count <= Self.limit else {
        throw FieldErrors("to", "too_many_rows", ["limit": String(Self.limit)])
      }
      let excused = try snapshot.excusedRounds(of: estate.id, kind: kind, from: period.from, until: period.until)
      let shifts = CheckShifts(
        kinds: try snapshot.shiftKinds(of: estate.id),
        entries: try snapshot.rosterEntries(of: estate.id, from: period.from, until: period.until), zone: estate.zone)
      let rows = CheckSheetWords(words: CheckWords(estate, lobby, context), shifts: shifts).rows(
        rounds, excused: excused, kind: kind)
      return CheckSheet(
        estate: estate, kind: kind, period: period, rows: rows, head: try snapshot.recordHead(of: estate.id))
    }
  }
}
