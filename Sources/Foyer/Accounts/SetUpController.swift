import Foundation
import Hummingbird
import Pages

/// `/setup/{code}`: a person who was invited chooses a password; on an empty installation, the first one does.
struct SetUpController: Sendable {
  let lobby: Lobby

  /// Whom a link is for.
  private enum Guest {
    case invited(Account, estate: Estate)
    case first([Estate])
  }

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    guard let guest = try await guest(context) else { return try gone(context) }
    return try page(guest, context, errors: FieldErrors(), status: 200)
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    guard let guest = try await guest(context) else { return try gone(context) }
    do {
      switch guest {
      case .invited(let account, let estate): return try await setUp(account, of: estate, context)
      case .first(let estates): return try await setUpFirst(estates, context)
      }
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try page(guest, context, errors: errors, status: 422)
    }
  }

  private func setUp(_ account: Account, of estate: Estate, _ context: LobbyContext) async throws -> Response {
    let choice = try SetUpForm(context.form, name: account.name)
    let (password, pin) = try await hashes(choice, for: account.id)
    let (hash, now) = (Secret.hash(context.code), context.now)
    let post = try await lobby.write(in: estate.id) { tx in
      // Asked again inside: a link counts once, also for two who use it in the same moment.
      guard let found = try tx.invitation(setupHash: hash, at: now), found.account.id == account.id,
        let post = try tx.posts(of: estate.id).first
      else { throw LobbyError.conflict(code: "setup_link_used") }
      try tx.keepPassword(password, for: account.id, of: estate.id)
      if let pin { try tx.keepPIN(pin, for: account.id, of: estate.id) }
      try tx.deleteSessions(of: account.id, estate: estate.id)
      try tx.record(
        .init(kind: .accountSetUp, subject: account.id),
        by: JournalAuthor(estate: estate.id, post: post.id, account: account.id, name: account.name, at: now))
      return post
    }
    return try await welcome(account, estate: estate.id, post: post, context)
  }

  private func setUpFirst(_ estates: [Estate], _ context: LobbyContext) async throws -> Response {
    let form = try FirstRunForm(context.form, estates: estates)
    let now = context.now
    let account = Account(
      id: Identifier.make(at: now), name: form.name, role: form.role, password: nil, pin: nil, failedTries: 0,
      blockedUntil: nil, disabledAt: nil)
    let (password, pin) = try await hashes(form.choice, for: account.id)
    let (existing, draft) = (form.existing, form.estate)
    let place = try await lobby.write(in: Lobby.house) { tx in
      guard try !tx.isSetUp() else { throw LobbyError.conflict(code: "setup_link_used") }
      let estate = try tx.firstEstate(existing, draft, at: now)
      guard let post = try tx.posts(of: estate).first else { throw LobbyError.notFound }
      guard try tx.account(named: account.name, of: estate) == nil else { throw FieldErrors("name", "taken") }
      try tx.insert(account, of: estate, setupHash: nil, setupExpires: nil, by: "console", at: now)
      try tx.keepPassword(password, for: account.id, of: estate)
      if let pin { try tx.keepPIN(pin, for: account.id, of: estate) }
      let author = JournalAuthor(estate: estate, post: post.id, account: account.id, name: account.name, at: now)
      try tx.record(
        .init(kind: .accountAdded, subject: account.id, payload: ["role": account.role.rawValue]), by: author)
      try tx.record(.init(kind: .accountSetUp, subject: account.id), by: author)
      return (estate: estate, post: post)
    }
    try await lobby.places.read(from: lobby.database)
    // Nobody else is there yet: the page of the staff says what comes next.
    return try await welcome(account, estate: place.estate, post: place.post, landing: "/staff", context)
  }

  /// The person is in: he just proved who he is by the link.
  private func welcome(
    _ account: Account, estate: String, post: Post, landing: String? = nil, _ context: LobbyContext
  ) async throws -> Response {
    lobby.firstRun.close()
    let principal = Principal(
      account: account.id, name: account.name, role: account.role, estate: estate, post: post.id, scopes: nil)
    let sessions = SessionController(lobby: lobby)
    return try await sessions.open(
      principal, way: "setup", browser: try await sessions.browser(of: context), landing: landing, context)
  }

  private func hashes(_ choice: SetUpForm, for account: String) async throws -> (password: String, pin: String?) {
    let password = try await lobby.passwords.hash(choice.password)
    guard let pin = choice.pin else { return (password, nil) }
    return (password, try await lobby.passwords.forPINs.hash(lobby.vault.pepper(pin, for: account)))
  }

  /// Who may come in by this code; guesses are counted by address.
  private func guest(_ context: LobbyContext) async throws -> Guest? {
    let (hash, now) = (Secret.hash(context.code), context.now)
    let found = try await lobby.read { snapshot in
      let invitation = try snapshot.invitation(setupHash: hash, at: now)
      return (
        invited: try invitation.map { (account: $0.account, estate: try snapshot.existingEstate($0.estate)) },
        estates: try snapshot.estates(), isSetUp: try snapshot.isSetUp()
      )
    }
    if let invited = found.invited { return .invited(invited.account, estate: invited.estate) }
    if !found.isSetUp, lobby.firstRun.accepts(context.code, at: now) { return .first(found.estates) }
    try await countGuess(context)
    return nil
  }

  private func countGuess(_ context: LobbyContext) async throws {
    let (subject, now) = (TrySubject.address(NetworkAddress.group(context.remoteAddress)), context.now)
    let wait = try await lobby.write(in: Lobby.house) { tx in
      if let seconds = try tx.wait(for: [subject], at: now) { return seconds as Int? }
      try tx.countTry(subject, at: now)
      return nil
    }
    if let wait { throw LobbyError.tooMany(retryAfterSeconds: wait) }
  }

  private func page(_ guest: Guest, _ context: LobbyContext, errors: FieldErrors, status: Int) throws -> Response {
    let notes = FieldNotes(errors, lobby, context)
    var response: Response
    switch guest {
    case .invited(let account, let estate):
      response = try lobby.answer(
        context,
        page: SetUpPage(account: account, estate: estate, estates: [], lobby: lobby, context: context, notes: notes),
        resource: SetUpResource(name: account.name, role: account.role.rawValue, estate: estate.name), status: status)
    case .first(let estates):
      response = try lobby.answer(
        context,
        page: SetUpPage(account: nil, estate: nil, estates: estates, lobby: lobby, context: context, notes: notes),
        resource: SetUpResource(name: nil, role: nil, estate: nil), status: status)
    }
    response.hidesItsAddress()
    return response
  }

  private func gone(_ context: LobbyContext) throws -> Response {
    guard !context.wantsJSON else { throw LobbyError.notFound }
    var response = try lobby.html(SetUpGonePage(), context, status: 404)
    response.hidesItsAddress()
    return response
  }
}

extension LobbyContext {
  /// The code of a set-up link; ours are 32 characters.
  fileprivate var code: String { String((parameters.get("code") ?? "").prefix(64)) }
}

extension Response {
  /// The address holds the code: not even our own pages and files learn it as a Referer. (`no-referrer` would also
  /// send `Origin: null` with the form, which the check against forged forms refuses.)
  fileprivate mutating func hidesItsAddress() { headers[.init("Referrer-Policy")!] = "strict-origin" }
}

/// Whom a set-up link is for; on the first run nobody yet.
struct SetUpResource: Encodable {
  let name, role, estate: String?
}
