import HTTPTypes
import Hummingbird

/// HTML forms know only GET and POST: a POST to `…?_method=delete` is the DELETE that it says it is; so is a PUT.
struct MethodOverride<Inner: HTTPResponder>: HTTPResponder where Inner.Context == LobbyContext {
  typealias Context = LobbyContext
  let inner: Inner

  func respond(to request: Request, context: LobbyContext) async throws -> Response {
    guard request.method == .post, let method = meant(by: request) else {
      return try await inner.respond(to: request, context: context)
    }
    var head = request.head
    head.method = method
    return try await inner.respond(to: Request(head: head, body: request.body), context: context)
  }

  private func meant(by request: Request) -> HTTPRequest.Method? {
    switch request.uri.queryParameters["_method"] {
    case "delete": .delete
    case "put": .put
    default: nil
    }
  }
}
