import Foundation
import Hummingbird
import Pages

/// A person's own password and PIN. Both ask for the present password: a desk may stand unwatched.
struct CredentialController: Sendable {
  let lobby: Lobby

  private var sessions: SessionController { SessionController(lobby: lobby) }

  func changePassword(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await onOwnPage(context) { context in
      let principal = try context.principal
      var reader = FieldReader(context.form)
      let current = reader.secret("current")
      let chosen = reader.newPassword("password", name: principal.name)
      try reader.errors.check()
      guard let current, let chosen else { throw FieldErrors("current", "wrong") }
      try await confirm(current, of: principal, context)
      let hash = try await lobby.passwords.hash(chosen)
      let author = try context.author
      try await lobby.write(in: author.estate) { tx in
        try tx.keepPassword(hash, for: author.account, of: author.estate)
        // Whoever else is signed in under this name is out; this browser goes on with a new session.
        try tx.deleteSessions(of: author.account, estate: author.estate)
        try tx.record(.init(kind: .accountPasswordChanged, subject: author.account), by: author)
      }
      lobby.principals.clear()
      return try await sessions.open(
        principal, way: "password", browser: try await sessions.browser(of: context), context)
    }
  }

  func setPIN(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await onOwnPage(context) { context in
      let principal = try context.principal
      var reader = FieldReader(context.form)
      let current = reader.secret("current")
      let pin = reader.newPIN("new_pin", required: true)
      try reader.errors.check()
      guard let current, let pin else { throw FieldErrors("current", "wrong") }
      try await confirm(current, of: principal, context)
      let hash = try await lobby.passwords.forPINs.hash(lobby.vault.pepper(pin, for: principal.account))
      return try await keep(hash, context)
    }
  }

  func removePIN(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await keep(nil, context)
  }

  private func keep(_ hash: String?, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    try await lobby.write(in: author.estate) { tx in
      try tx.keepPIN(hash, for: author.account, of: author.estate)
      try tx.record(
        .init(kind: .accountPINSet, subject: author.account, payload: ["pin": hash == nil ? "removed" : "set"]),
        by: author)
    }
    let flash = Flash(hash == nil ? "flash.session.pin_removed" : "flash.session.pin_set")
    return try lobby.done(
      context, at: "/session", resource: SessionResource(try context.principal, context), status: 200, flash: flash)
  }

  private func confirm(_ password: String, of principal: Principal, _ context: LobbyContext) async throws {
    let check = SignIn(
      lobby: lobby, now: context.now, address: context.remoteAddress, browser: try await sessions.browser(of: context))
    switch try await check.check(name: principal.name, password: password, estate: principal.estate) {
    case .welcome(let account) where account.id == principal.account: return
    case .wait(let seconds): throw FieldErrors("current", "wait", ["seconds": String(seconds)])
    default: throw FieldErrors("current", "wrong")
    }
  }

  private func onOwnPage(
    _ context: LobbyContext, _ body: (LobbyContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await body(context)
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await sessions.ownPage(context, errors: errors, status: 422)
    }
  }
}
