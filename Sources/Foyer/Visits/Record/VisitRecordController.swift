import Foundation
import Hummingbird
import Pages

/// One visit: all that is known of it, what happened, and what can be done now.
struct VisitRecordController: Sendable {
  let lobby: Lobby

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let record = try await record(context)
    return try lobby.answer(
      context, page: VisitPage(record: record, errors: nil, lobby: lobby, context: context),
      resource: VisitResource(record.visit, zone: record.estate.zone))
  }

  /// Wraps an act on a visit: what a person typed wrong is shown on the visit's page again, with what was typed.
  func orAgain(_ act: @escaping RouteTable.Handler) -> RouteTable.Handler {
    { request, context in
      do {
        return try await act(request, context)
      } catch let errors as FieldErrors where !context.wantsJSON {
        let page = VisitPage(record: try await record(context), errors: errors, lobby: lobby, context: context)
        return try lobby.html(page, context, status: 422)
      }
    }
  }

  private func record(_ context: LobbyContext) async throws -> VisitRecordFacts {
    let (principal, id) = (try context.principal, try context.id())
    let mayReveal = context.may(.revealNumbers)
    let vault = lobby.vault
    return try await lobby.read { snapshot in
      let visit = try snapshot.existingVisit(id, of: principal.estate)
      return VisitRecordFacts(
        visit: visit, estate: try snapshot.existingEstate(principal.estate),
        trail: try snapshot.trail(of: principal.estate, subject: id),
        reveals: mayReveal ? try snapshot.reveals(of: id, estate: principal.estate, vault: vault) : [])
    }
  }
}

/// What the page of a visit is made from.
struct VisitRecordFacts: Sendable {
  let visit: Visit
  let estate: Estate
  let trail: Trail
  /// Who saw the full number and why; only for those who may see it themselves.
  let reveals: [Reveal]
}
