import Foundation
import HTTPTypes
import Hummingbird
import Pages

/// Ties operations of the site map to those who answer them, each behind its guard.
final class RouteTable {
  let router: Router<LobbyContext>
  let lobby: Lobby
  /// Operations that somebody answers.
  private(set) var handled: Set<String> = []

  typealias Handler = @Sendable (Request, LobbyContext) async throws -> Response

  init(router: Router<LobbyContext>, lobby: Lobby) {
    self.router = router
    self.lobby = lobby
  }

  func on(_ operation: Operation, _ handler: @escaping Handler) {
    handled.insert(operation.id)
    router.on(RouterPath(operation.path), method: HTTPRequest.Method(operation.method)) {
      [lobby, address = lobby.serving.publicAddress] request, context in
      guard operation.method != .get else {
        try Self.admit(context, to: operation)
        return try await handler(request, context)
      }
      // Who may not is told so before a byte of his upload is read.
      try FormToken.checkOrigin(of: request, at: address)
      try Self.admit(context, to: operation)
      if operation.needsRoom, lobby.disk.isFull { throw LobbyError.diskFull }
      var context = context
      context.form = try await BodyReading.form(of: request, limit: operation.bodyLimit)
      try FormToken.check(request, context)
      do {
        return try await handler(request, context)
      } catch {
        guard let again = try Self.again(error, operation, lobby, context) else { throw error }
        return again
      }
    }
  }

  /// Whoever typed something wrong into a form that no page shows again gets the form back, with all he typed.
  private static func again(
    _ error: any Error, _ operation: Operation, _ lobby: Lobby, _ context: LobbyContext
  ) throws -> Response? {
    guard !context.wantsJSON, case .invalid(let fields) = LobbyError(error) else { return nil }
    let messages = fields.messages(in: context.language, phrasebook: lobby.phrasebook)
    let page = SentAgainPage(messages: messages, operation: operation, lobby: lobby, context: context)
    return try lobby.html(page, context, status: 422)
  }

  /// Denied unless the operation's guard lets the caller through.
  private static func admit(_ context: LobbyContext, to operation: Operation) throws {
    switch operation.access {
    case .open: return
    case .here: if !context.isHere { _ = try context.principal }
    case .signedIn: _ = try context.principal
    case .person:
      guard case .person = context.caller else { throw LobbyError.signInRequired }
    case .may(let permission):
      guard try context.principal.may(permission) else { throw LobbyError.forbidden(permission) }
    }
  }
}

extension HTTPRequest.Method {
  init(_ method: Operation.Method) {
    self =
      switch method {
      case .get: .get
      case .post: .post
      case .put: .put
      case .delete: .delete
      }
  }
}
