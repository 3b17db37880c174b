import Foundation
import Hummingbird
import Pages

/// Signing in and out.
struct SessionController: Sendable {
  let lobby: Lobby

  func new(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await page(context, errors: FieldErrors(), status: 200)
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    var reader = FieldReader(context.form)
    let name = reader.text("name", limit: 60, required: true)
    let password = reader.text("password", limit: 200, required: true)
    let chosenEstate = reader.text("estate", limit: 36)
    guard let name, let password else { return try await page(context, errors: reader.errors, status: 422) }
    let (estate, account, post) = try await lobby.read { snapshot in
      let estates = try snapshot.estates()
      let estate = estates.first { $0.id == chosenEstate } ?? (estates.count == 1 ? estates.first : nil)
      return (
        estate, try estate.flatMap { try snapshot.account(named: name, of: $0.id) },
        try estate.flatMap { try snapshot.posts(of: $0.id).first }
      )
    }
    if let blocked = account?.blockedUntil, blocked > context.now {
      throw LobbyError.tooMany(retryAfterSeconds: (blocked.milliseconds - context.now.milliseconds) / 1000 + 1)
    }
    // An unknown name costs as much as a wrong password, so that neither can be told apart by the clock.
    let isRight = try await lobby.passwords.verify(password, against: account?.password ?? Self.nobody)
    guard isRight, let estate, let account, let post else {
      if let estate, let account {
        try await lobby.write { tx in
          try tx.countFailedTry(of: account.id, estate: estate.id, at: context.now)
        }
      }
      return try await page(context, errors: FieldErrors("password", "wrong"), status: 422)
    }
    let principal = Principal(
      account: account.id, name: account.name, role: account.role, estate: estate.id, post: post.id, scopes: nil)
    return try await signIn(principal, context)
  }

  func delete(_ request: Request, _ context: LobbyContext) async throws -> Response {
    guard case .person(let session) = context.caller else { throw LobbyError.signInRequired }
    let author = try context.author
    try await lobby.write { tx in
      try tx.deleteSession(tokenHash: session.tokenHash, of: author.estate)
      try tx.record(.init(kind: .accountSignedOut, subject: author.account), by: author)
    }
    lobby.principals.clear()
    var response = lobby.redirect(to: "/session/new")
    response.setCookie(lobby.cookie("foyer_session", "", maxAge: 0))
    response.headers[.init("Clear-Site-Data")!] = "\"cache\""
    return response
  }

  private func signIn(_ principal: Principal, _ context: LobbyContext) async throws -> Response {
    let secret = Secret.make()
    let author = JournalAuthor(
      estate: principal.estate, post: principal.post, account: principal.account, name: principal.name, at: context.now)
    let old: String? = if case .person(let session) = context.caller { session.tokenHash } else { nil }
    try await lobby.write { tx in
      if let old { try tx.deleteSession(tokenHash: old, of: principal.estate) }
      try tx.clearFailedTries(of: principal.account, estate: principal.estate)
      try tx.insertSession(tokenHash: Secret.hash(secret), for: principal, browser: nil, at: context.now)
      try tx.record(.init(kind: .accountSignedIn, subject: principal.account), by: author)
    }
    lobby.principals.clear()
    var response = lobby.redirect(to: "/")
    response.setCookie(lobby.cookie("foyer_session", secret, maxAge: nil))
    return response
  }

  /// A stored password that nothing matches, at the usual cost.
  private static let nobody = "scrypt$17$AAAAAAAAAAAAAAAAAAAAAA==$"

  private func page(_ context: LobbyContext, errors: FieldErrors, status: Int) async throws -> Response {
    let estates = try await lobby.read { try $0.estates() }
    return try lobby.html(
      SignInPage(
        estates: estates, name: context.form.typed("name"),
        messages: errors.messages(in: context.language, phrasebook: lobby.phrasebook)),
      context, status: status)
  }
}

struct SignInPage: Page {
  static let template = "session/new"
  let estates: [Estate]
  let name: String
  let messages: [Problem.Entry]

  var content: [String: Any] {
    [
      "estates": estates.count > 1 ? ["list": estates.map { ["id": $0.id, "name": $0.name] }] as Any : false,
      "name": name, "errors": messages.map { ["message": $0.message, "clause": $0.clause ?? false] as [String: Any] },
      "has_errors": !messages.isEmpty,
    ]
  }
}
