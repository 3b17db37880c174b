import HTTPTypes
import Hummingbird

/// Headers that every answer carries, errors too.
struct SecurityHeaders: RouterMiddleware {
  typealias Context = LobbyContext
  let isSecure: Bool

  func handle(
    _ request: Request, context: LobbyContext, next: (Request, LobbyContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    // Numbers reach the style sheets through style attributes (--spent, --at); scripts come from files only.
    response.headers[.contentSecurityPolicy] =
      "default-src 'self'; img-src 'self' data:; style-src 'self'; style-src-attr 'unsafe-inline'; object-src 'none'; "
      + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    response.headers[.xContentTypeOptions] = "nosniff"
    if response.headers[.init("Referrer-Policy")!] == nil {
      response.headers[.init("Referrer-Policy")!] = "same-origin"
    }
    response.headers[.init("Permissions-Policy")!] = "camera=(), microphone=(), geolocation=()"
    if isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000; includeSubDomains" }
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    return response
  }
}
