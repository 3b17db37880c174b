import Foundation
import Hummingbird
import Pages

/// The list of visits, newest first.
struct VisitListController: Sendable {
  let lobby: Lobby

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let principal = try context.principal
    let query = try Form(urlEncoded: request.uri.query ?? "")
    let estate = try await lobby.read { try $0.existingEstate(principal.estate) }
    do {
      let filter = try VisitFilter(query, zone: estate.zone)
      let found = try await lobby.read { try $0.visits(filter, of: estate.id) }
      let shown = Array(found.prefix(filter.limit))
      let next = found.count > shown.count ? shown.last.map { ListCursor(at: $0.arrivedAt, id: $0.id) } : nil
      return try lobby.answer(
        context,
        page: VisitListPage(
          visits: shown, query: query, hasFilter: !filter.isEmpty, next: next, estate: estate, lobby: lobby,
          context: context),
        resource: VisitListResource(items: shown.map { VisitResource($0, zone: estate.zone) }, next: next?.text))
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try lobby.html(
        VisitListPage(
          visits: [], query: query, hasFilter: true, next: nil, errors: errors, estate: estate, lobby: lobby,
          context: context), context, status: 422)
    }
  }
}
