import Foundation
import Hummingbird
import Pages

/// Tokens of programs: made and shown once, listed, revoked.
struct TokenController: Sendable {
  let lobby: Lobby

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await page(context, secret: nil, errors: FieldErrors(), status: 200)
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, maker) = (try context.author, try context.principal)
    let secret = "foyer_" + Secret.make()
    let id = Identifier.make(at: context.now)
    do {
      let form = try TokenForm(context.form, maker: maker)
      let (token, zone) = try await lobby.write(in: author.estate) { tx in
        try tx.insertToken(
          id: id, hash: Secret.hash(secret), name: form.name, role: form.role, scopes: form.scopes, post: author.post,
          estate: author.estate, by: author.account, at: author.at)
        try tx.record(.init(kind: .tokenMade, subject: id, payload: ["role": form.role.rawValue]), by: author)
        return (try tx.existingToken(id, of: author.estate), try tx.existingEstate(author.estate).zone)
      }
      guard context.wantsJSON else {
        var context = context
        context.form = .empty
        return try await page(context, secret: (form.name, secret), errors: FieldErrors(), status: 201)
      }
      var response = try lobby.json(TokenResource(token, zone: zone, secret: secret), status: 201)
      response.headers[.location] = "/tokens"
      return response
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await page(context, secret: nil, errors: errors, status: 422)
    }
  }

  func delete(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (id, author) = (try context.id(), try context.author)
    let (token, zone) = try await lobby.write(in: author.estate) { tx in
      guard try tx.existingToken(id, of: author.estate).revokedAt == nil else {
        throw LobbyError.conflict(code: "already_revoked")
      }
      try tx.revokeToken(id, of: author.estate, by: author)
      try tx.record(.init(kind: .tokenRevoked, subject: id), by: author)
      return (try tx.existingToken(id, of: author.estate), try tx.existingEstate(author.estate).zone)
    }
    lobby.principals.clear()
    return try lobby.done(
      context, at: "/tokens", resource: TokenResource(token, zone: zone), status: 200,
      flash: Flash("flash.token.revoked"))
  }

  private func page(
    _ context: LobbyContext, secret: (name: String, text: String)?, errors: FieldErrors, status: Int
  ) async throws -> Response {
    let estate = try context.principal.estate
    let (tokens, names, zone) = try await lobby.read { snapshot in
      (
        try snapshot.tokens(of: estate), try snapshot.accountNames(of: estate), try snapshot.existingEstate(estate).zone
      )
    }
    return try lobby.answer(
      context,
      page: TokenListPage(
        tokens: tokens, made: secret, names: names, zone: zone, lobby: lobby, context: context,
        notes: FieldNotes(errors, lobby, context)),
      resource: TokenListResource(items: tokens.map { TokenResource($0, zone: zone) }), status: status)
  }
}
