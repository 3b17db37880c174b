import Hummingbird
import Pages

/// What both sides do at the screen before they sign.
struct HandoverActController: Sendable {
  let lobby: Lobby

  func count(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await act(context, { try $0.counts() }) { acts, id, counted, tx in
      try acts.count(counted.counts, reasons: counted.reasons, of: id, in: tx)
    }
  }

  func understand(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await act(context, { try $0.acknowledgement() }) { acts, id, meant, tx in
      try acts.understand(item: meant.item, kind: meant.kind, seen: meant.seen, of: id, in: tx)
    }
  }

  func question(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await act(context, { try $0.statement() }) { acts, id, said, tx in
      try acts.question(said.item, said.text, of: id, in: tx)
    }
  }

  func answer(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await act(context, { try $0.statement() }) { acts, id, said, tx in
      try acts.answer(said.item, said.text, of: id, in: tx)
    }
  }

  func report(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await act(context, { try $0.report() }) { acts, id, report, tx in
      _ = try acts.opened(id, in: tx)
      try tx.keep(report, of: id, by: acts.author)
    }
  }

  func join(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await act(context, { try $0.relief() }) { acts, id, account, tx in try acts.join(account, of: id, in: tx) }
  }

  func leave(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let id = try context.id()
    let account = context.parameters.get("account").flatMap(Identifier.parse) ?? ""
    return try await lobby.handoverAct(context, status: 200) { acts, tx in try acts.leave(account, of: id, in: tx) }
  }

  /// Reads the form, does it, answers; what is wrong with the form stands on the same page.
  private func act<Said: Sendable>(
    _ context: LobbyContext, _ read: (HandoverForm) throws -> Said,
    _ body: @escaping HandoverDeed<Said>
  ) async throws -> Response {
    let id = try context.id()
    do {
      let said = try read(HandoverForm(form: context.form))
      return try await lobby.handoverAct(context) { acts, tx in try body(acts, id, said, tx) }
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await lobby.handoverAnswer(id, context, errors: errors, status: 422)
    }
  }
}

/// Signatures: each proves himself with his own password or PIN on the screen that both look at, throttled as a
/// sign-in is.
struct HandoverSigningController: Sendable {
  let lobby: Lobby

  func sign(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await signed(context, { try $0.side() }) { acts, id, side, signature, tx in
      try acts.sign(side, signature, of: id, in: tx)
    }
  }

  func refuse(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await signed(context, { try $0.reason() }) { acts, id, reason, signature, tx in
      try acts.refuse(reason, by: signature, of: id, in: tx)
    }
  }

  func rule(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await signed(context, needs: .overrideRules, { try $0.ruling() }) { acts, id, said, signature, tx in
      try acts.rule(said.ruling, on: said.item, said.reason, by: signature, of: id, in: tx)
    }
  }

  func order(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await signed(context, needs: .overrideRules, { try $0.order() }) { acts, id, said, signature, tx in
      try acts.order(said.order, said.reason, relief: said.relief, by: signature, of: id, in: tx)
    }
  }

  private func signed<Said: Sendable>(
    _ context: LobbyContext, needs permission: Permission? = nil, _ read: (HandoverForm) throws -> Said,
    _ body: @escaping SignedDeed<Said>
  ) async throws -> Response {
    let id = try context.id()
    do {
      let form = HandoverForm(form: context.form)
      let said = try read(form)
      let signature = try await proven(try form.signing(), needs: permission, context)
      let sheet = try await lobby.handoverChange(id, context) { acts, tx in try body(acts, id, said, signature, tx) }
      return try await HandoverChair(lobby: lobby, sheet: sheet, signature: signature).answer(context)
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await lobby.handoverAnswer(id, context, errors: errors, status: 422)
    }
  }

  /// A desk's PIN where there is one and it could be one, else the password.
  private func proven(
    _ signing: HandoverForm.Signing, needs permission: Permission?, _ context: LobbyContext
  ) async throws -> HandoverActs.Signature {
    let principal = try context.principal
    let browser = try await SessionController(lobby: lobby).browser(of: context)
    let account = try await lobby.read { try $0.account(signing.account, of: principal.estate) }
    guard let account, account.disabledAt == nil else { throw FieldErrors("secret", "wrong") }
    let check = SignIn(lobby: lobby, now: context.now, address: context.remoteAddress, browser: browser)
    let digits = FieldReader.plainDigits(signing.secret)
    let desk = browser.flatMap { $0.estate == principal.estate && account.pin != nil ? $0 : nil }
    let outcome: SignIn.Outcome
    let isPIN = desk != nil && (4...8).contains(digits.count) && digits.allSatisfy(\.isWholeNumber)
    if let browser = desk, isPIN {
      outcome = try await check.check(account: account.id, pin: digits, on: browser)
    } else {
      outcome = try await check.check(name: account.name, password: signing.secret, estate: principal.estate)
    }
    switch outcome {
    case .welcome(let signed) where signed.id == account.id:
      if let permission, !permission.roles.contains(signed.role) { throw LobbyError.forbidden(permission) }
      return .init(account: signed.id, name: signed.name, way: isPIN ? "pin" : "password", drawn: signing.drawn)
    case .wait(let seconds):
      guard !context.wantsJSON else { throw LobbyError.tooMany(retryAfterSeconds: seconds) }
      throw FieldErrors("secret", "wait", ["seconds": String(seconds)])
    case .pinBlocked: throw FieldErrors("secret", "blocked")
    default: throw FieldErrors("secret", "wrong")
    }
  }
}
