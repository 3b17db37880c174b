import Foundation
import Hummingbird
import Pages

/// The staff: who they are, in which role, and whether they still serve.
struct StaffController: Sendable {
  let lobby: Lobby

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await listPage(context, errors: FieldErrors(), status: 200)
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    do {
      let form = try StaffForm(context.form)
      let made = try await lobby.write(in: author.estate) {
        try $0.invite(name: form.name, role: form.role, to: author.estate, by: author)
      }
      return try await linkPage(made.account, made.link, request, context)
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await listPage(context, errors: errors, status: 422)
    }
  }

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await personPage(try context.id(), context, errors: FieldErrors(), status: 200)
  }

  func change(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (id, author) = (try context.id(), try context.author)
    do {
      let form = try StaffForm(context.form)
      try await lobby.write(in: author.estate) { tx in
        let account = try tx.existingAccount(id, of: author.estate)
        // Whoever keeps accounts cannot lock himself out; so there is always somebody who can.
        guard id != author.account || form.role == account.role else { throw LobbyError.conflict(code: "own_account") }
        if let other = try tx.account(named: form.name, of: author.estate), other.id != id, account.disabledAt == nil {
          throw FieldErrors("name", "taken")
        }
        try tx.rename(id, of: author.estate, to: form.name, role: form.role)
        let roles = ["role": form.role.rawValue, "role_before": account.role.rawValue]
        try tx.record(
          .init(kind: .accountChanged, subject: id, payload: account.role == form.role ? [:] : roles), by: author)
      }
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await personPage(id, context, errors: errors, status: 422)
    }
    return try await changed(id, flash: "flash.staff.changed", context)
  }

  /// A new set-up link; the one before is void.
  func invite(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (id, author) = (try context.id(), try context.author)
    let link = SetUpLink(at: context.now)
    let account = try await lobby.write(in: author.estate) { tx in
      let account = try tx.existingAccount(id, of: author.estate)
      guard account.disabledAt == nil else { throw LobbyError.conflict(code: "account_disabled") }
      try tx.keepSetUp(hash: link.hash, until: link.expiresAt, for: id, of: author.estate)
      try tx.record(.init(kind: .accountInvited, subject: id), by: author)
      return try tx.existingAccount(id, of: author.estate)
    }
    return try await linkPage(account, link, request, context)
  }

  func suspend(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (id, author) = (try context.id(), try context.author)
    try await lobby.write(in: author.estate) { tx in
      let account = try tx.existingAccount(id, of: author.estate)
      guard id != author.account else { throw LobbyError.conflict(code: "own_account") }
      guard account.disabledAt == nil else { throw LobbyError.conflict(code: "account_disabled") }
      try tx.disable(id, of: author.estate, by: author)
      try tx.record(.init(kind: .accountDisabled, subject: id), by: author)
    }
    return try await changed(id, flash: "flash.staff.disabled", context, status: 201)
  }

  func resume(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (id, author) = (try context.id(), try context.author)
    try await lobby.write(in: author.estate) { tx in
      let account = try tx.existingAccount(id, of: author.estate)
      guard account.disabledAt != nil else { throw LobbyError.conflict(code: "account_active") }
      guard try tx.account(named: account.name, of: author.estate) == nil else {
        throw LobbyError.conflict(code: "name_taken")
      }
      try tx.enable(id, of: author.estate)
      try tx.record(.init(kind: .accountEnabled, subject: id), by: author)
    }
    return try await changed(id, flash: "flash.staff.enabled", context)
  }

  // MARK: - Answers

  private func changed(
    _ id: String, flash: String, _ context: LobbyContext, status: Int = 200
  ) async throws -> Response {
    lobby.principals.clear()
    let (account, zone) = try await account(id, context)
    return try lobby.done(
      context, at: "/staff/\(id)", resource: StaffResource(account, zone: zone, at: context.now), status: status,
      flash: Flash(flash))
  }

  private func account(_ id: String, _ context: LobbyContext) async throws -> (Account, EstateZone) {
    let estate = try context.principal.estate
    return try await lobby.read { (try $0.existingAccount(id, of: estate), try $0.existingEstate(estate).zone) }
  }

  private func listPage(_ context: LobbyContext, errors: FieldErrors, status: Int) async throws -> Response {
    let estate = try context.principal.estate
    let (accounts, zone) = try await lobby.read { (try $0.accounts(of: estate), try $0.existingEstate(estate).zone) }
    return try lobby.answer(
      context,
      page: StaffListPage(
        accounts: accounts, zone: zone, lobby: lobby, context: context, notes: FieldNotes(errors, lobby, context)),
      resource: StaffListResource(items: accounts.map { StaffResource($0, zone: zone, at: context.now) }),
      status: status)
  }

  private func personPage(
    _ id: String, _ context: LobbyContext, errors: FieldErrors, status: Int
  ) async throws -> Response {
    let estate = try context.principal.estate
    let (account, zone, names) = try await lobby.read { snapshot in
      (
        try snapshot.existingAccount(id, of: estate), try snapshot.existingEstate(estate).zone,
        try snapshot.accountNames(of: estate)
      )
    }
    return try lobby.answer(
      context,
      page: StaffPage(
        account: account, names: names, zone: zone, lobby: lobby, context: context,
        notes: FieldNotes(errors, lobby, context)),
      resource: StaffResource(account, zone: zone, at: context.now), status: status)
  }

  /// The only answer that ever holds the link: it is not stored, so it is shown here and nowhere again.
  private func linkPage(
    _ account: Account, _ link: SetUpLink, _ request: Request, _ context: LobbyContext
  ) async throws -> Response {
    let estate = try context.principal.estate
    let zone = try await lobby.read { try $0.existingEstate(estate).zone }
    let base = lobby.serving.publicAddress?.origin ?? "http://\(request.head.authority ?? "127.0.0.1")"
    var response = try lobby.answer(
      context,
      page: StaffLinkPage(
        account: account, link: base + link.path, expires: zone.dayAndClock(link.expiresAt), lobby: lobby,
        context: context),
      resource: StaffResource(account, zone: zone, at: context.now, link: (link, base)), status: 201)
    if context.wantsJSON { response.headers[.location] = "/staff/\(account.id)" }
    return response
  }
}
