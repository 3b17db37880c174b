import Hummingbird
import Pages

/// Who sits at the desk when a handover is over: not the one who has gone. His session on this browser ends; if the
/// relief has just proved himself here, it is the relief's from then on, else the desk asks who takes over.
struct HandoverChair: Sendable {
  let lobby: Lobby
  let sheet: HandoverSheet
  let signature: HandoverActs.Signature

  private var handover: Handover { sheet.handover }
  private var path: String { "/handovers/\(handover.id)" }

  func answer(_ context: LobbyContext) async throws -> Response {
    guard handover.closing == .accepted || handover.closing == .ordered else {
      return try lobby.handoverDone(sheet, context, returnTo: path)
    }
    // Sessions at the post's browsers ended with the handover.
    lobby.principals.clear()
    guard case .person(let session) = context.caller,
      handover.offGoing.contains(where: { $0.account == session.principal.account })
    else { return try lobby.handoverDone(sheet, context, returnTo: path) }
    guard handover.reliefs.contains(where: { $0.account == signature.account }) else {
      return try await vacated(by: session, context)
    }
    return try await taken(from: session, context)
  }

  /// The relief has signed on this screen with his own secret: he need not sign in once more.
  private func taken(from session: Session, _ context: LobbyContext) async throws -> Response {
    let estate = session.principal.estate
    let account = try await lobby.read { try $0.existingAccount(signature.account, of: estate) }
    let relief = Principal(
      account: account.id, name: account.name, role: account.role, estate: estate, post: handover.post, scopes: nil)
    let sessions = SessionController(lobby: lobby)
    let opened = try await sessions.open(
      relief, way: signature.way, browser: try await sessions.browser(of: context), context)
    var response = try lobby.handoverDone(sheet, context, flash: Flash("flash.handover.taken"), returnTo: path)
    for cookie in opened.headers[values: .setCookie] { response.headers.append(.init(name: .setCookie, value: cookie)) }
    response.forgetsPages()
    return response
  }

  private func vacated(by session: Session, _ context: LobbyContext) async throws -> Response {
    let author = JournalAuthor(
      estate: session.principal.estate, post: session.principal.post, account: session.principal.account,
      name: session.principal.name, at: context.now)
    try await lobby.write(in: author.estate) { tx in
      try tx.deleteSession(tokenHash: session.tokenHash, of: author.estate)
      try tx.record(.init(kind: .accountSignedOut, subject: author.account), by: author)
    }
    lobby.principals.clear()
    let key = handover.reliefs.isEmpty ? "flash.handover.released" : "flash.handover.vacated"
    var response = try lobby.handoverDone(sheet, context, flash: Flash(key), returnTo: "/session/new")
    response.setCookie(lobby.cookie(.session, "", maxAge: 0))
    response.forgetsPages()
    return response
  }
}
