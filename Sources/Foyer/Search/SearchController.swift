import Foundation
import Hummingbird
import Pages

/// The box in the top bar: leads to the visit, the pass, the room or the residents that were meant.
struct SearchController: Sendable {
  let lobby: Lobby

  private static let limit = 100

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let principal = try context.principal
    let query = request.uri.queryParameters.get("q") ?? ""
    guard query.count <= Self.limit, !query.unicodeScalars.contains(where: { $0.value < 32 }) else {
      return try failed(FieldErrors("q", "too_long", ["limit": String(Self.limit)]), status: 422, context)
    }
    for reading in SearchQuestion.readings(of: query, estate: principal.estate, vault: lobby.vault) {
      if reading == .forgedDayPass { return try failed(FieldErrors("q", "day_pass"), status: 422, context) }
      if let address = try await address(of: reading, principal) { return lobby.redirect(to: address) }
    }
    return try failed(FieldErrors("q", "nothing_found"), status: 404, context)
  }

  /// Where a reading leads; nil when there is nothing of that kind, or the caller may not see it.
  private func address(of reading: SearchQuestion, _ principal: Principal) async throws -> String? {
    switch reading {
    case .nothing: return "/"
    case .forgedDayPass: return nil
    case .visit(let id):
      let exists = try await lobby.read { try $0.visit(id, of: principal.estate) != nil }
      return exists ? "/visits/\(id)" : nil
    case .pass(let number):
      let pass = try await lobby.read { try $0.pass(meant: number, of: principal.estate) }
      return pass.map { $0.visit.map { "/visits/\($0)" } ?? "/passes/\($0.number)" }
    case .room(let text):
      return Self.query(principal.may(.seeResidents) ? "/residents?q=" : "/visits?room=", text)
    case .person(let text):
      return principal.may(.seeResidents) ? Self.query("/residents?q=", text) : nil
    }
  }

  private static func query(_ path: String, _ text: String) -> String {
    path + (text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
  }

  private func failed(_ errors: FieldErrors, status: Int, _ context: LobbyContext) throws -> Response {
    if context.wantsJSON { throw status == 404 ? LobbyError.notFound : LobbyError.invalid(errors) }
    let messages = errors.messages(in: context.language, phrasebook: lobby.phrasebook)
    return try lobby.html(SearchPage(message: messages.first?.message ?? ""), context, status: status)
  }
}
