import Foundation
import Hummingbird
import Pages

/// The printed day pass of a visit that is inside. Looking prints nothing; each print stands in the record.
struct DayPassController: Sendable {
  let lobby: Lobby

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (principal, id, now) = (try context.principal, try context.id(), context.now)
    let wanted = request.uri.queryParameters.get("print").flatMap(Identifier.parse)
    let (estate, visit, prints) = try await lobby.read { snapshot in
      (
        try snapshot.existingEstate(principal.estate), try snapshot.existingVisit(id, of: principal.estate),
        try snapshot.dayPassPrints(of: id, estate: principal.estate)
      )
    }
    guard visit.state == .inside else { throw LobbyError.conflict(code: "visit_not_inside") }
    // Only the newest print, and only for some minutes: an older address would bring out a copy that does not say so.
    let print = prints.last.flatMap { $0.id == wanted && $0.isFresh(at: now) ? $0 : nil }
    let text = DayPass(visit: visit.id).text(estate: estate.id, vault: lobby.vault)
    return try lobby.html(
      DayPassPage(
        visit: visit, estate: estate, print: print, printed: prints.count, code: print.flatMap { _ in QRCode(text) },
        lobby: lobby, context: context), context)
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    let (estate, print) = try await lobby.write(in: author.estate) { tx in
      let visit = try tx.existingVisit(id, of: author.estate)
      return (try tx.existingEstate(author.estate), try tx.recordDayPassPrint(of: visit, by: author))
    }
    return try lobby.done(
      context, at: "/visits/\(id)/pass?print=\(print.id)", resource: DayPassPrintResource(print, zone: estate.zone))
  }
}
