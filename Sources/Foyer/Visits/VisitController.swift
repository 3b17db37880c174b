import Foundation
import Hummingbird
import Pages

/// Registering a visit.
struct VisitController: Sendable {
  let lobby: Lobby

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    if context.form["lines"] != nil, !context.wantsJSON { return try await lines(context) }
    do {
      let (estate, visit) = try await register(context.form, by: author)
      return try lobby.done(
        context, at: "/visits/\(visit.id)", resource: VisitResource(visit, zone: estate.zone),
        flash: Self.flash(for: visit), returnTo: "/")
    } catch let error where !context.wantsJSON {
      return try await again(context, error)
    }
  }

  /// A browser without scripts asks what to say for the room that was typed; nothing is registered yet.
  private func lines(_ context: LobbyContext) async throws -> Response {
    let category = Visit.Category(rawValue: context.form.typed("category")) ?? .visitor
    return try await DeskController(lobby: lobby).page(context, category: category)
  }

  private static func flash(for visit: Visit) -> Flash {
    if visit.warnings.contains("refused_before_today") { return Flash("flash.visit.refused_again") }
    if visit.warnings.contains("pass_pool_empty") { return Flash("flash.visit.pass_pool_empty") }
    if let reason = visit.reason, visit.state == .refused { return Flash("flash.visit.refused_\(reason)") }
    return Flash("flash.visit.\(visit.state.rawValue)", ["pass": visit.pass?.number ?? ""])
  }

  /// Reads, examines and seals first: the one writer is asked only for what nobody else can do.
  private func register(_ form: Form, by author: JournalAuthor) async throws -> (Estate, Visit) {
    let estate = try await lobby.estate(author.estate)
    let draft = try VisitForm(form: form, zone: estate.zone).validated(at: author.at)
    let registration = Registration(vault: lobby.vault, estate: estate, author: author)
    let prepared = try registration.prepared(draft)
    do {
      return (estate, try await lobby.write(in: author.estate) { tx in try registration.register(prepared, in: tx) })
    } catch {
      return (estate, try await answeredBefore(draft, by: registration, unless: error))
    }
  }

  /// Whether a visit is sent again is asked only when it was refused: its id is taken then, or its pass given out. When
  /// nobody knows whether it is done, what can be read does not tell either: it may not be durable.
  private func answeredBefore(
    _ draft: Visit.Draft, by registration: Registration, unless error: any Error
  ) async throws -> Visit {
    switch LobbyError(error) {
    case .conflict, .invalid: break
    default: throw error
    }
    guard let visit = try await lobby.read({ try registration.registeredBefore(draft, in: $0) }) else { throw error }
    return visit
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
