import Hummingbird

/// What is open (未了事项): a pane on the desk, a page, and the same for programs.
struct OpenItemController: Sendable {
  let lobby: Lobby

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let list = try await items(context)
    return try lobby.answer(
      context, page: OpenItemPage(content: list.content(showing: .max)),
      resource: OpenItemListResource(items: list.items.map { OpenItemResource($0, zone: list.estate.zone) }))
  }

  private func items(_ context: LobbyContext) async throws -> OpenItemList {
    let (principal, now) = (try context.principal, context.now)
    let (estate, items) = try await lobby.read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      return (estate, try snapshot.openItems(of: estate, at: now))
    }
    return OpenItemList(items: items, estate: estate, lobby: lobby, context: context)
  }
}
