import Database
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Pages
import Testing

@testable import Foyer

/// One estate, one post, one cast, a fixed clock and a fresh database: the start of every story.
struct TestLobby: Sendable {
  let lobby: Lobby
  let estate: Estate
  let post: Post
  let clock: TestClock

  /// 2026-05-14 21:42 in Shanghai: the evening of the reference screens.
  static let evening = Instant(milliseconds: 1_778_766_120_000)

  static func open(
    profile: Estate.Profile = .guardPost, passes: Int = 30, serving: Serving = .plain
  ) async throws -> TestLobby {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("foyer-\(UUID().uuidString)")
    let clock = TestClock(evening)
    let installation = try Installation.open(
      folder: folder, address: try TestEngine.freshAddress(), clock: clock.lobbyClock)
    let estateID = try await installation.addEstate(name: "青梧里", profile: profile.rawValue, timeZone: "Asia/Shanghai")
    // Small scrypt: what is tested is the flow; the real cost has a test of its own.
    var lobby = try await installation.lobby(
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }), passwords: PasswordHasher(cost: 4),
      serving: serving)
    // Whatever page a story opens: a name or a text that is not there fails it.
    lobby.templates.onRender = { template, unknown in
      if !unknown.isEmpty {
        Issue.record("\(template).mustache uses \(unknown.sorted()), which its page does not give")
      }
    }
    lobby.phrasebook.onMissing = { Issue.record("\($0) has no text") }
    let estate = try #require(try await lobby.read { try $0.estate(estateID) })
    let post = try #require(try await lobby.read { try $0.posts(of: estateID).first })
    return TestLobby(lobby: lobby, estate: estate, post: post, clock: clock)
  }

  /// A bearer token with a role's permissions.
  func token(_ role: Role, scopes: Set<Permission> = []) async throws -> String {
    let secret = Secret.make()
    try await lobby.write(in: estate.id) { tx in
      try tx.insertToken(
        id: Identifier.make(at: clock.now), hash: Secret.hash(secret), name: role.rawValue, role: role, scopes: scopes,
        post: post.id, estate: estate.id, by: "test", at: clock.now)
    }
    return secret
  }

  /// A person with a session: the cookie, and the token that each of his forms carries.
  func signIn(_ name: String, as role: Role) async throws -> Browser {
    let account = Account(
      id: Identifier.make(at: clock.now), name: name, role: role, password: nil, pin: nil, failedTries: 0,
      blockedUntil: nil, disabledAt: nil)
    let secret = Secret.make()
    let principal = Principal(
      account: account.id, name: name, role: role, estate: estate.id, post: post.id, scopes: nil)
    try await lobby.write(in: estate.id) { tx in
      try tx.insert(account, of: estate.id, setupHash: nil, setupExpires: nil, at: clock.now)
      try tx.insertSession(tokenHash: Secret.hash(secret), for: principal, browser: nil, at: clock.now)
    }
    let session = Session(
      tokenHash: Secret.hash(secret), principal: principal, expiresAt: clock.now, seenAt: clock.now)
    return Browser(cookie: "foyer_session=\(secret)", formToken: FormToken.make(for: session))
  }

  struct Browser: Sendable {
    let cookie: String
    let formToken: String
  }

  /// Runs a story through the router, or, where the network itself matters, through a server on this machine.
  func story(
    overNetwork: Bool = false, _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void
  ) async throws {
    let responder = MethodOverride(inner: LobbyApplication.router(lobby).router.buildResponder())
    let application = Application(
      responder: responder, configuration: .init(address: .hostname("127.0.0.1", port: 0)), logger: lobby.logger)
    try await application.test(overNetwork ? .live : .router) { client in
      try await body(DescribedClient(inner: client))
    }
  }

  /// Everything that is stored, but for the times at which a session and a token were last seen.
  func stored() async throws -> [String: Set<[Value]>] {
    let tables = SourceTree.schema.flatMap { $0.text.matches(of: #/CREATE TABLE (\w+) /#).map { String($0.1) } }
    return try await lobby.read { snapshot in
      var all: [String: Set<[Value]>] = [:]
      for table in Set(tables).subtracting(["sessions", "tokens"]) {
        all[table] = Set(try snapshot.rows("SELECT * FROM \(table)").map(\.allValues))
      }
      return all
    }
  }
}

/// A clock that stands still until the story moves it.
final class TestClock: @unchecked Sendable {
  private let lock = NSLock()
  private var instant: Instant

  init(_ instant: Instant) { self.instant = instant }

  var now: Instant { lock.withLock { instant } }
  func advance(minutes: Int) { lock.withLock { instant = instant.advanced(minutes: minutes) } }
  var lobbyClock: LobbyClock { LobbyClock { [self] in now } }
}

extension TestClientProtocol {
  /// Sends JSON with a token and gives the answer's status and object.
  func json(
    _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, token: String? = nil
  ) async throws -> (status: Int, object: [String: Any]) {
    var headers: HTTPFields = [.accept: "application/json"]
    if body != nil { headers[.contentType] = "application/json" }
    if let token { headers[.authorization] = "Bearer \(token)" }
    let answer = try await executeRequest(
      uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
    let object = try? JSONSerialization.jsonObject(with: Data(answer.body.readableBytesView)) as? [String: Any]
    return (answer.status.code, object ?? [:])
  }

  /// Opens a page as a signed-in browser does.
  func page(_ path: String, as browser: TestLobby.Browser? = nil) async throws -> (status: Int, html: String) {
    var headers: HTTPFields = [.accept: "text/html"]
    if let browser { headers[.cookie] = browser.cookie }
    let answer = try await executeRequest(uri: path, method: .get, headers: headers, body: nil)
    return (answer.status.code, String(buffer: answer.body))
  }

  /// Sends a form as a signed-in browser does; fields are already URL-encoded where they must be.
  func submit(
    _ path: String, _ fields: [String: String], as browser: TestLobby.Browser? = nil
  ) async throws -> (status: Int, location: String, html: String) {
    var headers: HTTPFields = [.accept: "text/html", .contentType: "application/x-www-form-urlencoded"]
    var fields = fields
    if let browser {
      headers[.cookie] = browser.cookie
      fields[FormToken.field] = fields[FormToken.field] ?? browser.formToken
    }
    let body = fields.map { "\($0.key)=\($0.value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }
      .joined(separator: "&")
    let answer = try await executeRequest(uri: path, method: .post, headers: headers, body: ByteBuffer(string: body))
    return (answer.status.code, answer.headers[.location] ?? "", String(buffer: answer.body))
  }
}

extension String {
  /// A page's words without its tags, as a reader sees them.
  var words: String { replacing(/<[^>]*>/, with: "") }
}
