import Foundation
import Hummingbird
import Pages

/// Fills the context with what the request itself says: the time, the address, the language, the wished face.
struct RequestReading: RouterMiddleware {
  typealias Context = LobbyContext
  let lobby: Lobby

  func handle(
    _ request: Request, context: LobbyContext, next: (Request, LobbyContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.now = lobby.clock.now()
    context.path = request.uri.string
    context.wantsJSON = Self.wantsJSON(request)
    let peer = context.remoteAddress
    context.remoteAddress = lobby.serving.proxies.client(behind: peer, request.headers)
    context.isHere = lobby.serving.proxies.isHere(context.remoteAddress, peer: peer, request.headers)
    readCookies(of: request, into: &context)
    return try await next(request, context)
  }

  private func readCookies(of request: Request, into context: inout LobbyContext) {
    let (cookies, serving) = (request.cookies, lobby.serving)
    context.language =
      cookies.value(.language, serving).flatMap(Language.init)
      ?? .preferred(accepting: request.headers[.acceptLanguage])
    context.preferences = ScreenPreferences(
      theme: ["light", "dark"].first { $0 == cookies.value(.theme, serving) } ?? "",
      size: cookies.value(.size, serving) == "large" ? "large" : "")
    context.browser = BrowserCookies(
      enrolment: cookies.value(.browser, serving), flash: cookies.value(.flash, serving))
  }

  private static func wantsJSON(_ request: Request) -> Bool {
    let accept = request.headers[.accept] ?? ""
    if accept.contains("json") { return true }
    if accept.contains("text/html") { return false }
    return request.headers[.authorization] != nil || request.headers[.contentType]?.contains("json") == true
  }
}

/// Finds out who asks. It reads the store, so what goes wrong here must still become a whole answer: it stands
/// inside ``Errors``, and outside of another, which then knows the caller.
struct CallerReading: RouterMiddleware {
  typealias Context = LobbyContext
  let lobby: Lobby

  func handle(
    _ request: Request, context: LobbyContext, next: (Request, LobbyContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.caller = try await caller(of: request, at: context.now)
    // Only what is shown needs the bar above it: a check-in waits for nothing.
    if request.method == .get, !context.wantsJSON, let estate = context.caller.principal?.estate {
      await lobby.duties.look(at: estate, now: context.now)
    }
    return try await next(request, context)
  }

  private func caller(of request: Request, at now: Instant) async throws -> LobbyContext.Caller {
    if let authorization = request.headers[.authorization] {
      guard authorization.lowercased().hasPrefix("bearer ") else { return .anonymous }
      return try await lobby.principals.program(token: String(authorization.dropFirst(7)), at: now)
    }
    guard let cookie = request.cookies.value(.session, lobby.serving) else { return .anonymous }
    return try await lobby.principals.person(cookie: cookie, at: now)
  }
}
