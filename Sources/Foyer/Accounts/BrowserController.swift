import Foundation
import Hummingbird
import Pages

/// Browsers that stand at a post: this one is enrolled, any of them is revoked.
struct BrowserController: Sendable {
  let lobby: Lobby

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await page(context, errors: FieldErrors(), status: 200)
  }

  /// Enrols the browser that asks; what it was before is void.
  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    let secret = Secret.make()
    let before = try await SessionController(lobby: lobby).browser(of: context)
    let browser: EnrolledBrowser
    do {
      let draft = try await draft(context)
      browser = draft
      try await lobby.write(in: author.estate) { tx in
        if let before, before.estate == author.estate {
          try tx.revokeBrowser(before.id, of: before.estate, by: author, keepingSessions: true)
          try tx.record(.init(kind: .browserRevoked, subject: before.id), by: author)
        }
        try tx.insert(draft, tokenHash: Secret.hash(secret))
        try tx.record(.init(kind: .browserEnrolled, subject: draft.id, payload: ["at": draft.post]), by: author)
      }
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await page(context, errors: errors, status: 422)
    }
    let zone = try await lobby.read { try $0.existingEstate(author.estate).zone }
    var response = try lobby.done(
      context, at: "/browsers", resource: BrowserResource(browser, zone: zone), flash: Flash("flash.browser.enrolled"))
    response.setCookie(lobby.cookie(.browser, secret, maxAge: 400 * 86_400))
    return response
  }

  func delete(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (id, author) = (try context.id(), try context.author)
    let browser = try await lobby.write(in: author.estate) { tx in
      guard try tx.existingBrowser(id, of: author.estate).revokedAt == nil else {
        throw LobbyError.conflict(code: "already_revoked")
      }
      try tx.revokeBrowser(id, of: author.estate, by: author, keepingSessions: false)
      try tx.record(.init(kind: .browserRevoked, subject: id), by: author)
      return try tx.existingBrowser(id, of: author.estate)
    }
    lobby.principals.clear()
    let zone = try await lobby.read { try $0.existingEstate(author.estate).zone }
    return try lobby.done(
      context, at: "/browsers", resource: BrowserResource(browser, zone: zone), status: 200,
      flash: Flash("flash.browser.revoked"))
  }

  private func draft(_ context: LobbyContext) async throws -> EnrolledBrowser {
    let author = try context.author
    var reader = FieldReader(context.form)
    let name = reader.text("name", limit: 60, required: true)
    let wanted = reader.text("post", limit: 36) ?? author.post
    let posts = try await lobby.read { try $0.posts(of: author.estate) }
    if !posts.contains(where: { $0.id == wanted }) { reader.errors.add("post", "choice") }
    try reader.errors.check()
    return EnrolledBrowser(
      id: Identifier.make(at: author.at), estate: author.estate, name: name ?? "", post: wanted, enrolledAt: author.at,
      enrolledBy: author.account, revokedAt: nil, revokedBy: nil)
  }

  private func page(_ context: LobbyContext, errors: FieldErrors, status: Int) async throws -> Response {
    let estate = try context.principal.estate
    let here = try await SessionController(lobby: lobby).browser(of: context)
    let (browsers, posts, names, zone) = try await lobby.read { snapshot in
      (
        try snapshot.browsers(of: estate), try snapshot.posts(of: estate), try snapshot.accountNames(of: estate),
        try snapshot.existingEstate(estate).zone
      )
    }
    return try lobby.answer(
      context,
      page: BrowserListPage(
        browsers: browsers, here: here, posts: posts, names: names, zone: zone, lobby: lobby, context: context,
        notes: FieldNotes(errors, lobby, context)),
      resource: BrowserListResource(items: browsers.map { BrowserResource($0, zone: zone) }), status: status)
  }
}
