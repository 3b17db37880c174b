import HTTPTypes
import Hummingbird

/// Headers that every answer carries, errors too.
struct SecurityHeaders: RouterMiddleware {
  typealias Context = LobbyContext
  /// Reached under TLS.
  let isSecure: Bool

  // Numbers reach the style sheets through style attributes (--spent, --at); scripts come from files only.
  private static let contentPolicy =
    "default-src 'self'; img-src 'self' data:; style-src 'self'; style-src-attr 'unsafe-inline'; object-src 'none'; "
    + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
  private static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
  private static let permissionsPolicy = HTTPField.Name("Permissions-Policy")!

  func handle(
    _ request: Request, context: LobbyContext, next: (Request, LobbyContext) async throws -> Response
  ) async throws -> Response {
    var response = await answer(request, context, next)
    response.headers[.contentSecurityPolicy] = Self.contentPolicy
    response.headers[.xContentTypeOptions] = "nosniff"
    if response.headers[Self.referrerPolicy] == nil { response.headers[Self.referrerPolicy] = "same-origin" }
    response.headers[Self.permissionsPolicy] = "camera=(), microphone=(), geolocation=()"
    if isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000; includeSubDomains" }
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    return response
  }

  /// Whatever even the page of errors could not answer is still an answer with these headers.
  private func answer(
    _ request: Request, _ context: LobbyContext, _ next: (Request, LobbyContext) async throws -> Response
  ) async -> Response {
    do {
      return try await next(request, context)
    } catch {
      return Response(status: .internalServerError)
    }
  }
}
