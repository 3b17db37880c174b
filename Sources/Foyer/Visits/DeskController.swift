import Foundation
import Hummingbird
import Pages

/// The desk screen: registering on top, who is inside below, what is open and the record beside it.
struct DeskController: Sendable {
  let lobby: Lobby

  /// More rows than a screen shows; the list of visits has the rest.
  private static let rows = 100

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let query = request.uri.queryParameters
    let category = query.get("category").flatMap(Visit.Category.init(rawValue:)) ?? .visitor
    return try await page(context, category: category)
  }

  /// The fragment that the live screen fetches again.
  func inside(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (estate, visits, _) = try await state(context)
    return try lobby.html(InsideFragment(list: InsideList(visits: visits, lobby.words(estate, context))), context)
  }

  func page(
    _ context: LobbyContext, category: Visit.Category = .visitor, errors: FieldErrors = FieldErrors(),
    passErrors: FieldErrors = FieldErrors(), status: Int = 200
  ) async throws -> Response {
    let (estate, visits, rack) = try await state(context)
    let words = lobby.words(estate, context)
    let form = DeskForm(
      form: context.form, category: category, errors: errors.messages(in: context.language, phrasebook: lobby.phrasebook),
      rack: rack, words: words, id: Identifier.make(at: context.now))
    let page = DeskPage(
      form: form, inside: InsideList(visits: visits, words), passTyped: context.form.typed("pass"),
      passErrors: passErrors.messages(in: context.language, phrasebook: lobby.phrasebook),
      mayRegister: context.may(.registerVisits))
    return try lobby.html(page, context, status: status)
  }

  struct Rack: Sendable {
    let left: Int
    let next: String?
  }

  private func state(_ context: LobbyContext) async throws -> (Estate, [Visit], Rack) {
    let principal = try context.principal
    return try await lobby.read { snapshot in
      (
        try snapshot.existingEstate(principal.estate),
        try snapshot.openVisits(of: principal.estate, limit: Self.rows),
        Rack(
          left: try snapshot.passesOnRack(of: principal.post, estate: principal.estate),
          next: try snapshot.nextPass(of: principal.post, estate: principal.estate)?.number)
      )
    }
  }

}

extension Lobby {
  func words(_ estate: Estate, _ context: LobbyContext) -> VisitWords {
    VisitWords(zone: estate.zone, language: context.language, phrasebook: phrasebook, now: context.now)
  }
}
