import Hummingbird

/// The desk screen.
struct DeskController: Sendable {
  let lobby: Lobby

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let principal = try context.principal
    let (estate, inside) = try await lobby.read { snapshot in
      (try snapshot.existingEstate(principal.estate), try snapshot.openVisits(of: principal.estate))
    }
    return try lobby.html(DeskPage(inside: inside, estate: estate, lobby: lobby, context: context), context)
  }
}
