import Foundation
import Hummingbird
import Pages

/// Signing in, changing the person, signing out.
struct SessionController: Sendable {
  let lobby: Lobby

  func new(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await signInPage(context, errors: FieldErrors(), status: 200)
  }

  /// One resource, two ways: a name and password anywhere, an account and PIN on an enrolled browser.
  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let browser = try await browser(of: context)
    do {
      return context.form["account"] == nil
        ? try await createByPassword(context, browser: browser) : try await createByPIN(context, browser: browser)
    } catch let errors as FieldErrors where !context.wantsJSON {
      if case .person = context.caller { return try await ownPage(context, errors: errors, status: 422) }
      return try await signInPage(context, errors: errors, status: 422)
    }
  }

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    guard context.wantsJSON || context.isPerson else { throw LobbyError.notFound }
    let principal = try context.principal
    if context.wantsJSON { return try lobby.json(SessionResource(principal, context), status: 200) }
    return try await ownPage(context, errors: FieldErrors(), status: 200)
  }

  func delete(_ request: Request, _ context: LobbyContext) async throws -> Response {
    guard case .person(let session) = context.caller else { throw LobbyError.signInRequired }
    let author = try context.author
    try await lobby.write(in: author.estate) { tx in
      try tx.deleteSession(tokenHash: session.tokenHash, of: author.estate)
      try tx.record(.init(kind: .accountSignedOut, subject: author.account), by: author)
    }
    lobby.principals.clear()
    var response = context.wantsJSON ? Response(status: .noContent) : lobby.redirect(to: "/session/new")
    response.setCookie(lobby.cookie(.session, "", maxAge: 0))
    response.forgetsPages()
    return response
  }

  /// Another post for this session.
  func move(_ request: Request, _ context: LobbyContext) async throws -> Response {
    guard case .person(let session) = context.caller else { throw LobbyError.signInRequired }
    let estate = session.principal.estate
    let wanted = context.form.typed("post")
    let posts = try await lobby.read { try $0.posts(of: estate) }
    guard posts.contains(where: { $0.id == wanted }) else { throw FieldErrors("post", "choice") }
    try await lobby.write(in: estate) {
      try $0.moveSession(tokenHash: session.tokenHash, of: estate, to: wanted)
    }
    lobby.principals.clear()
    return try lobby.done(
      context, at: "/session", resource: SessionResource(session.principal, context), status: 200,
      returnTo: session.principal.landing)
  }

  // MARK: - The two ways in

  private func createByPassword(_ context: LobbyContext, browser: EnrolledBrowser?) async throws -> Response {
    var reader = FieldReader(context.form)
    let name = reader.text("name", limit: 60, required: true)
    let password = reader.secret("password")
    let places = try await lobby.read { try $0.places() }
    let place = SignInPlace(places).chosen(&reader, browser: browser)
    try reader.errors.check()
    guard let name, let password, let place else { throw FieldErrors("password", "wrong") }
    let outcome = try await signIn(context, browser).check(name: name, password: password, estate: place.estate)
    return try await answer(outcome, at: place, way: "password", browser: browser, context)
  }

  private func createByPIN(_ context: LobbyContext, browser: EnrolledBrowser?) async throws -> Response {
    guard let browser else { throw FieldErrors("pin", "browser") }
    var reader = FieldReader(context.form)
    let account = reader.text("account", limit: 36, required: true).flatMap(Identifier.parse)
    let pin = reader.secret("pin").map(FieldReader.plainDigits)
    try reader.errors.check()
    guard let account, let pin else { throw FieldErrors("pin", "wrong") }
    let outcome = try await signIn(context, browser).check(account: account, pin: pin, on: browser)
    let place = SignInPlace.Chosen(estate: browser.estate, post: browser.post)
    return try await answer(outcome, at: place, way: "pin", browser: browser, context)
  }

  private func signIn(_ context: LobbyContext, _ browser: EnrolledBrowser?) -> SignIn {
    SignIn(lobby: lobby, now: context.now, address: context.remoteAddress, browser: browser)
  }

  private func answer(
    _ outcome: SignIn.Outcome, at place: SignInPlace.Chosen, way: String, browser: EnrolledBrowser?,
    _ context: LobbyContext
  ) async throws -> Response {
    switch outcome {
    case .welcome(let account):
      let principal = Principal(
        account: account.id, name: account.name, role: account.role, estate: place.estate, post: place.post,
        scopes: nil)
      return try await open(principal, way: way, browser: browser, context)
    case .wrong: throw FieldErrors(way, "wrong")
    case .pinBlocked: throw FieldErrors("pin", "blocked")
    case .wait(let seconds):
      guard !context.wantsJSON else { throw LobbyError.tooMany(retryAfterSeconds: seconds) }
      var response = try await signInPage(
        context, errors: FieldErrors("password", "wait", ["seconds": String(seconds)]), status: 429)
      response.headers[.retryAfter] = String(seconds)
      return response
    }
  }
}

extension SessionController {
  /// A new session; the browser's old one, whoever had it, is dead.
  func open(
    _ principal: Principal, way: String, browser: EnrolledBrowser?, landing: String? = nil, _ context: LobbyContext
  ) async throws -> Response {
    let secret = Secret.make()
    let author = JournalAuthor(
      estate: principal.estate, post: principal.post, account: principal.account, name: principal.name, at: context.now)
    let here = browser?.estate == principal.estate ? browser?.id : nil
    let old: Session? = if case .person(let session) = context.caller { session } else { nil }
    try await lobby.write(in: author.estate) { tx in
      if let old { try tx.deleteSession(tokenHash: old.tokenHash, of: old.principal.estate) }
      try tx.deleteExpiredSessions(of: principal.estate, at: author.at)
      try tx.forgetTries(before: author.at.advanced(days: -1))
      try tx.insertSession(tokenHash: Secret.hash(secret), for: principal, browser: here, at: author.at)
      try tx.noteSignIn(of: principal.account, estate: principal.estate, at: author.at)
      try tx.record(.init(kind: .accountSignedIn, subject: principal.account, payload: ["way": way]), by: author)
    }
    lobby.principals.clear()
    var context = context
    let end = context.now.advanced(minutes: Session.absoluteMinutes)
    context.caller = .person(
      Session(tokenHash: Secret.hash(secret), principal: principal, expiresAt: end, seenAt: context.now, browser: here))
    var response =
      context.wantsJSON
      ? try lobby.json(SessionResource(principal, context), status: 201)
      : lobby.redirect(to: landing ?? principal.landing)
    response.setCookie(lobby.cookie(.session, secret, maxAge: nil))
    response.forgetsPages()
    return response
  }

  /// The enrolled browser that asks, if it is one.
  func browser(of context: LobbyContext) async throws -> EnrolledBrowser? {
    guard let secret = context.browser.enrolment, !secret.isEmpty else { return nil }
    return try await lobby.read { try $0.browser(tokenHash: Secret.hash(secret)) }
  }

  private func signInPage(_ context: LobbyContext, errors: FieldErrors, status: Int) async throws -> Response {
    let browser = try await browser(of: context)
    let (places, people, isSetUp) = try await lobby.read { snapshot in
      (
        try snapshot.places(), try browser.map { try snapshot.accountsWithPIN(of: $0.estate) } ?? [],
        try snapshot.isSetUp()
      )
    }
    return try lobby.html(
      SignInPage(
        places: places, people: people, browser: browser, isSetUp: isSetUp, lobby: lobby, context: context,
        notes: FieldNotes(errors, lobby, context)),
      context, status: status)
  }

  /// The page of the person who is signed in.
  func ownPage(_ context: LobbyContext, errors: FieldErrors, status: Int) async throws -> Response {
    let principal = try context.principal
    let browser = try await browser(of: context).flatMap { $0.estate == principal.estate ? $0 : nil }
    let (account, posts, people) = try await lobby.read { snapshot in
      (
        try snapshot.existingAccount(principal.account, of: principal.estate),
        try snapshot.posts(of: principal.estate),
        try browser.map { try snapshot.accountsWithPIN(of: $0.estate) } ?? []
      )
    }
    return try lobby.html(
      SessionPage(
        account: account, posts: posts, people: people.filter { $0.id != account.id }, browser: browser, lobby: lobby,
        context: context, notes: FieldNotes(errors, lobby, context)),
      context, status: status)
  }
}

extension Response {
  /// The browser drops what it kept of the pages of whoever was here before, signed out or forgotten by the clock.
  mutating func forgetsPages() {
    headers[.init("Clear-Site-Data")!] = "\"cache\""
  }
}

extension LobbyContext {
  var isPerson: Bool {
    if case .person = caller { return true }
    return false
  }
}
