import Hummingbird
import Pages

/// 交接班记录表: looked at, and written down as printed.
struct HandoverSheetController: Sendable {
  let lobby: Lobby

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (principal, id, now) = (try context.principal, try context.id(), context.now)
    let printID = Identifier.parse(request.uri.queryParameters.get("print") ?? "")
    let (sheet, head, print) = try await lobby.read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      return (
        try snapshot.handoverSheet(id, of: estate, at: now), try snapshot.recordHead(of: estate.id),
        try printID.flatMap { try snapshot.print($0, of: estate.id, at: now) }
      )
    }
    let paper = HandoverPaper(sheet: sheet, words: HandoverWords(lobby: lobby, estate: sheet.estate), context: context)
    let fingerprint = (print?.head ?? head).seal(paper.rows)
    return try lobby.html(
      HandoverPaperPage(
        paper: paper, fingerprint: fingerprint, seal: print.map(\.seal) ?? head.seal, print: print, lobby: lobby,
        context: context), context)
  }

  func print(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    let lobby = lobby
    let (printed, print) = try await lobby.write(in: author.estate) { tx in
      let estate = try tx.existingEstate(author.estate)
      let sheet = try tx.handoverSheet(id, of: estate, at: author.at)
      let paper = HandoverPaper(sheet: sheet, words: HandoverWords(lobby: lobby, estate: estate), context: context)
      let period = RegisterPeriod(
        first: sheet.handover.begunAt, last: sheet.handover.begunAt, post: sheet.handover.post, zone: estate.zone)
      let printed = PrintedSheet(rows: paper.rows, pages: 1, period: period, kind: .handoverPrinted, name: id)
      return (printed, try tx.recordPrint(of: printed, by: author))
    }
    return try lobby.done(
      context, at: "/handovers/\(id)/sheet?print=\(print.id)", resource: SheetPrintResource(print, of: printed))
  }
}
