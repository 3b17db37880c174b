import Foundation
import Hummingbird
import Pages
import Spreadsheets

/// 排班表: the roster of a month on paper and as a workbook.
struct RosterSheetController: Sendable {
  let lobby: Lobby

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (principal, now) = (try context.principal, context.now)
    let query = try Form(urlEncoded: request.uri.query ?? "")
    let printID = Identifier.parse(query.typed("print"))
    let sheet = try await sheet(query, context)
    let (print, head) = try await lobby.read { snapshot in
      (
        try printID.flatMap { try snapshot.print($0, of: principal.estate, at: now) },
        try snapshot.recordHead(of: principal.estate)
      )
    }
    return try lobby.html(
      RosterSheetPage(
        sheet: sheet, print: print, fingerprint: (print?.head ?? head).seal(sheet.rows), seal: head.seal, lobby: lobby,
        context: context), context)
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    let sheet = try await sheet(context.form, context)
    let printed = PrintedSheet(
      rows: sheet.rows, pages: sheet.pages.count, period: sheet.period, kind: .rosterPrinted)
    let print = try await lobby.write(in: author.estate) { tx in try tx.recordPrint(of: printed, by: author) }
    return try lobby.done(
      context, at: "/roster-sheet?month=\(sheet.view.month.text)&print=\(print.id)",
      resource: SheetPrintResource(print, of: printed))
  }

  func export(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    let sheet = try await sheet(context.form, context)
    let (month, count) = (sheet.view.month.text, sheet.rows.count)
    let document = try WorkbookDocument(
      name: month, rows: [[sheet.title]] + [sheet.header] + sheet.rows + [sheet.signatures], widths: sheet.widths,
      figures: sheet.figures
    ).data()
    try await lobby.write(in: author.estate) { tx in
      _ = try tx.record(
        .init(kind: .rosterExported, subject: month, payload: ["month": month, "rows": String(count)]), by: author)
    }
    return lobby.file(
      document, named: "roster-\(month).xlsx",
      type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
  }

  private func sheet(_ form: Form, _ context: LobbyContext) async throws -> RosterSheet {
    let view = try await lobby.rosterView(context) { zone in
      var reader = FieldReader(form)
      let month = reader.month("month", zone: zone, now: context.now)
      try reader.errors.check()
      return month
    }
    return RosterSheet(view: view, words: view.names.words(view.estate.zone, lobby, context))
  }
}
