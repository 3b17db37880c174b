import Foundation
import Hummingbird
import Pages

/// Registering a visit.
struct VisitController: Sendable {
  let lobby: Lobby

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    do {
      let (estate, visit) = try await register(context.form, by: author)
      return try lobby.done(
        context, at: "/visits/\(visit.id)", resource: VisitResource(visit, zone: estate.zone),
        flash: Self.flash(for: visit), returnTo: "/")
    } catch let error where !context.wantsJSON {
      return try await again(context, error)
    }
  }

  private static func flash(for visit: Visit) -> Flash {
    if visit.warnings.contains("refused_before_today") { return Flash("flash.visit.refused_again") }
    if visit.warnings.contains("pass_pool_empty") { return Flash("flash.visit.pass_pool_empty") }
    if let reason = visit.reason, visit.state == .refused { return Flash("flash.visit.refused_\(reason)") }
    return Flash("flash.visit.\(visit.state.rawValue)", ["pass": visit.pass?.number ?? ""])
  }

  private func register(_ form: Form, by author: JournalAuthor) async throws -> (Estate, Visit) {
    let vault = lobby.vault
    return try await lobby.write { tx in
      let estate = try tx.existingEstate(author.estate)
      let draft = try VisitForm(form: form, zone: estate.zone).validated(at: author.at)
      return (estate, try Registration(vault: vault, estate: estate, author: author).register(draft, in: tx))
    }
  }

  /// The desk once more, with what was typed and what is wrong with it.
  private func again(_ context: LobbyContext, _ error: any Error) async throws -> Response {
    let errors: FieldErrors
    switch LobbyError(error) {
    case .invalid(let fields): errors = fields
    case .conflict(let code, let clause) where code.hasPrefix("pass_"):
      errors = FieldErrors("pass", code, clause: clause)
    default: throw error
    }
    let category = Visit.Category(rawValue: context.form.typed("category")) ?? .visitor
    return try await DeskController(lobby: lobby).page(context, category: category, errors: errors, status: 422)
  }
}

extension LobbyContext {
  /// The id in the path; what is no id of ours names nothing.
  func id(_ name: String = "id") throws -> String {
    guard let id = parameters.get(name).flatMap(Identifier.parse) else { throw LobbyError.notFound }
    return id
  }
}
