import Foundation
import Hummingbird
import Pages

/// Fills the context before anything else: the time, the caller, the language, the wished face.
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
    let cookies = request.cookies
    context.language =
      cookies["foyer_language"].flatMap { Language(rawValue: $0.value) }
      ?? .preferred(accepting: request.headers[.acceptLanguage])
    context.preferences = ScreenPreferences(
      theme: ["light", "dark"].first { $0 == cookies["foyer_theme"]?.value } ?? "",
      size: cookies["foyer_size"]?.value == "large" ? "large" : "")
    context.browser = BrowserCookies(
      enrolment: cookies["foyer_browser"]?.value, flash: cookies["foyer_flash"]?.value)
    context.caller = try await caller(of: request, at: context.now)
    return try await next(request, context)
  }

  private func caller(of request: Request, at now: Instant) async throws -> LobbyContext.Caller {
    if let authorization = request.headers[.authorization] {
      guard authorization.lowercased().hasPrefix("bearer ") else { return .anonymous }
      return try await lobby.principals.program(token: String(authorization.dropFirst(7)), at: now)
    }
    guard let cookie = request.cookies["foyer_session"]?.value else { return .anonymous }
    return try await lobby.principals.person(cookie: cookie, at: now)
  }

  private static func wantsJSON(_ request: Request) -> Bool {
    let accept = request.headers[.accept] ?? ""
    if accept.contains("json") { return true }
    if accept.contains("text/html") { return false }
    return request.headers[.authorization] != nil || request.headers[.contentType]?.contains("json") == true
  }
}
