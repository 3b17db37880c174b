import Hummingbird

/// Counts answers by route and status for `/metrics`.
struct RequestCounting: RouterMiddleware {
  typealias Context = LobbyContext

  func handle(
    _ request: Request, context: LobbyContext, next: (Request, LobbyContext) async throws -> Response
  ) async throws -> Response {
    let clock = ContinuousClock()
    let start = clock.now
    let response = try await next(request, context)
    let took = start.duration(to: clock.now)
    Figures.shared.count(
      operation: context.endpointPath ?? "-", status: response.status.code, seconds: took / .seconds(1))
    return response
  }
}
