import Database
import Foundation
import Hummingbird
import Logging
import Pages

/// The one place where what went wrong becomes an answer: problem+json for programs, a page for people.
struct Errors: RouterMiddleware {
  typealias Context = LobbyContext
  let lobby: Lobby

  func handle(
    _ request: Request, context: LobbyContext, next: (Request, LobbyContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch {
      guard var known = LobbyError(error) else {
        // The type alone: an error's text can carry what was typed.
        context.logger.error("internal fault", metadata: ["error": "\(type(of: error))", "detail": detail(error)])
        return try answer(.unavailable, status: 500, context: context)
      }
      if known == .notFound { known = SiteMap.wrongMethod(request) ?? known }
      return try answer(known, status: nil, context: context)
    }
  }

  private func detail(_ error: any Error) -> Logger.MetadataValue {
    (error as? DatabaseError).map { "\($0)" } ?? "-"
  }

  private func answer(_ error: LobbyError, status: Int?, context: LobbyContext) throws -> Response {
    if error == .signInRequired, !context.wantsJSON {
      return Response(status: .seeOther, headers: [.location: "/session/new"])
    }
    // Somebody without a desk begins elsewhere.
    if case .forbidden = error, context.path == "/", !context.wantsJSON, let place = context.caller.principal?.landing {
      return Response(status: .seeOther, headers: [.location: place])
    }
    let problem = Problem(error, language: context.language, phrasebook: lobby.phrasebook)
    var response =
      try context.wantsJSON
      ? lobby.json(problem, status: status ?? problem.status, type: "application/problem+json")
      : lobby.html(ProblemPage(problem: problem), context, status: status ?? problem.status)
    switch error {
    case .signInRequired: response.headers[.wwwAuthenticate] = "Bearer"
    case .outcomeUnknown: response.headers[.retryAfter] = "2"
    case .diskFull: response.headers[.retryAfter] = "30"
    case .tooMany(let seconds): response.headers[.retryAfter] = String(seconds)
    case .methodNotAllowed(let methods): response.headers[.allow] = methods.joined(separator: ", ")
    default: break
    }
    return response
  }
}
