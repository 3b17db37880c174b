import Foundation
import Hummingbird
import Pages

/// The printed day pass of a visit that is inside.
struct DayPassController: Sendable {
  let lobby: Lobby

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let principal = try context.principal
    let id = try context.id()
    let (estate, visit) = try await lobby.read { snapshot in
      (try snapshot.existingEstate(principal.estate), try snapshot.existingVisit(id, of: principal.estate))
    }
    guard visit.state == .inside else { throw LobbyError.conflict(code: "visit_not_inside") }
    let text = DayPass(visit: visit.id).text(estate: estate.id, vault: lobby.vault)
    return try lobby.html(
      DayPassPage(visit: visit, estate: estate, code: QRCode(text), lobby: lobby, context: context), context)
  }
}
