import Foundation
import Hummingbird
import Pages

/// Residents: the list with its search, one resident, adding and changing.
struct ResidentController: Sendable {
  let lobby: Lobby

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let principal = try context.principal
    let filter = try ResidentFilter(request.uri.queryParameters)
    let now = context.now
    let answer = try await lobby.read { try $0.found(filter, in: principal.estate, at: now) }
    return try lobby.json(
      ResidentListResource(
        items: answer.residents.map {
          ResidentResource($0, residencies: answer.residencies[$0.id] ?? [], zone: answer.estate.zone, at: now)
        }, next: answer.next?.text), status: 200)
  }
}
