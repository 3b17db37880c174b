import Database
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Foyer

/// Headers, cookies and forged requests: ASVS 3.3 to 3.5, 13.4 and 14.3 (domain/14 §1.7, rows 13–19, 55, 57).
struct HeaderStoryTests {
  struct Fault: Error {}

  private static let secure = Serving(publicAddress: PublicAddress("https://desk.example"), proxies: .none)
  static let someID = "0190a8f0-0000-7000-8000-000000000000"

  static func path(_ operation: Foyer.Operation) -> String {
    operation.path.replacing(/\{\w+\}/, with: someID)
  }

  @Test func `Under TLS every cookie is bound to the host, Secure, HttpOnly and SameSite`() async throws {
    let house = try await TestLobby.open(serving: Self.secure)
    try await house.hire("白芷", as: .squadLeader)
    try await house.story { client async throws in
      let session = try await client.signIn("白芷", goodPassword)
      let cookie = try #require(session.headers[values: .setCookie].first?.split(separator: ";").first.map(String.init))
      #expect(cookie.hasPrefix("__Host-foyer_session="))
      let planted = cookie.replacing("__Host-", with: "")
      #expect(try await client.ask(.get, "/session", cookie: planted).status == 401)
      #expect(try await client.ask(.get, "/session", cookie: cookie).status == 200)
      var set = session.headers[values: .setCookie]
      for (path, fields) in [
        ("/browsers", ["name": "大堂左边"]), ("/preferences", ["language": "en", "theme": "dark", "size": "large"]),
      ] {
        let body = (fields.merging(["form_token": session.formToken]) { $1 }).map { "\($0)=\($1)" }
        let answer = try await client.executeRequest(
          uri: path, method: .post,
          headers: [.cookie: cookie, .accept: "text/html", .contentType: "application/x-www-form-urlencoded"],
          body: ByteBuffer(string: body.joined(separator: "&")))
        set += answer.headers[values: .setCookie]
      }
      #expect(Set(set.map { $0.prefix { $0 != "=" } }).count == 6, "\(set)")
      for cookie in set {
        let parts = cookie.split(separator: "; ").map(String.init)
        #expect(parts[0].hasPrefix("__Host-foyer_"), "\(cookie)")
        #expect(Set(parts).isSuperset(of: ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"]), "\(cookie)")
        #expect(!cookie.contains("Domain"))
      }
    }
  }

  @Test func `Without TLS cookies are HttpOnly and SameSite and have no prefix that a browser would refuse`()
    async throws
  {
    let house = try await TestLobby.open()
    try await house.hire("白芷", as: .squadLeader)
    try await house.story { client async throws in
      let cookie = try #require(try await client.signIn("白芷", goodPassword).headers[values: .setCookie].first)
      #expect(cookie.hasPrefix("foyer_session=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
      #expect(!cookie.contains("Secure"))
    }
  }

  @Test(arguments: [true, false])
  func `Every answer carries the same protection, errors too`(isSecure: Bool) async throws {
    let house = try await TestLobby.open(serving: isSecure ? Self.secure : .plain)
    let leader = try await house.token(.squadLeader)
    let routes = LobbyApplication.router(house.lobby)
    routes.router.get("/fault") { _, _ -> Response in throw Fault() }
    let application = Application(responder: routes.router.buildResponder(), logger: house.lobby.logger)
    try await application.test(.router) { client async throws in
      var seen: Set<Int> = []
      for (path, method, body) in Self.requests {
        for accept in ["text/html", "application/json"] {
          var headers: HTTPFields = [.accept: accept, .authorization: "Bearer \(leader)"]
          // A body must get past the check of its origin to be read.
          if body == nil { headers[.origin] = "https://evil.test" } else { headers[.contentType] = "application/json" }
          let answer = try await client.executeRequest(uri: path, method: method, headers: headers, body: body)
          seen.insert(answer.status.code)
          Self.check(answer, isSecure: isSecure, "\(method) \(path) \(answer.status.code)")
        }
      }
      #expect(seen.isSuperset(of: [200, 400, 403, 404, 405, 413, 500]), "\(seen.sorted())")
    }
  }

  private static let requests: [(String, HTTPRequest.Method, ByteBuffer?)] =
    SiteMap.operations.filter { $0.id != "getLive" }.map { (path($0), HTTPRequest.Method($0.method), nil) } + [
      ("/fault", .get, nil), ("/nowhere", .get, nil), ("/visits", .put, nil), ("/assets/css/tokens.css", .get, nil),
      ("/assets/nothing.css", .get, nil), ("/preferences", .post, ByteBuffer(string: "{")),
      ("/preferences", .post, ByteBuffer(repeating: 0x20, count: 300_000)), ("/visits", .get, nil),
    ]

  private static func check(_ answer: TestResponse, isSecure: Bool, _ what: Comment) {
    #expect(answer.headers[.xContentTypeOptions] == "nosniff", what)
    let policy = answer.headers[.contentSecurityPolicy] ?? ""
    for part in [
      "default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'",
    ] {
      #expect(policy.contains(part), what)
    }
    let scripts = policy.split(separator: ";").filter { $0.contains("script-src") || $0.contains("default-src") }
    #expect(scripts.allSatisfy { !$0.contains("unsafe") }, what)
    #expect(answer.headers[.accessControlAllowOrigin] == nil, what)
    #expect(answer.headers[.strictTransportSecurity] == (isSecure ? "max-age=31536000; includeSubDomains" : nil), what)
    if answer.headers[.cacheControl]?.contains("immutable") != true {
      #expect(answer.headers[.cacheControl] == "no-store", what)
    }
  }

  @Test func `When the store is gone an answer is still whole`() async throws {
    let house = try await TestLobby.open()
    let leader = try await house.signIn("白芷", as: .squadLeader)
    try house.lobby.database.close()
    // A fault is no described answer: so not by a story's client.
    let application = Application(
      responder: LobbyApplication.router(house.lobby).router.buildResponder(), logger: house.lobby.logger)
    try await application.test(.router) { client async throws in
      let answer = try await client.executeRequest(
        uri: "/", method: .get, headers: [.accept: "text/html", .cookie: leader.cookie], body: nil)
      #expect(answer.status.code >= 500)
      #expect(answer.headers[.contentType]?.hasPrefix("text/html") == true)
      Self.check(answer, isSecure: false, "the store is gone")
    }
  }

  @Test func `TRACE is answered nowhere; a wrong method is told with the right ones`() async throws {
    let house = try await TestLobby.open()
    try await house.story { client async throws in
      for path in ["/", "/visits", "/nowhere", "/assets/css/tokens.css"] {
        let answer = try await client.executeRequest(
          uri: path, method: .trace, headers: [.accept: "application/json", .cookie: "foyer_session=x"], body: nil)
        #expect(answer.status == .methodNotAllowed, "\(path)")
        #expect(!String(buffer: answer.body).contains("foyer_session"))
      }
      for (path, allow) in [
        ("/visits/\(Self.someID)", "GET, HEAD"), ("/visits", "GET, POST, HEAD"), ("/expected-visits/new", "GET, HEAD"),
      ] {
        let answer = try await client.executeRequest(uri: path, method: .patch, headers: [:], body: nil)
        #expect(answer.status == .methodNotAllowed && answer.headers[.allow] == allow, "\(path)")
      }
    }
  }
}

/// Requests that somebody else's page makes with our browser, and requests that may change nothing.
struct ForgeryStoryTests {
  private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")!

  /// What a page of another site can send along.
  private static let forged: [(name: String, headers: HTTPFields, hasToken: Bool)] = [
    ("no token", [:], false), ("Origin: null", [.origin: "null"], true),
    ("another origin", [.origin: "https://evil.test"], true),
    ("another port", [.origin: "http://localhost:9999"], true),
    ("Sec-Fetch-Site: cross-site", [fetchSite: "cross-site"], true),
    ("Sec-Fetch-Site: same-site", [fetchSite: "same-site"], true),
    ("a plain form", [.contentType: "text/plain"], false),
  ]

  @Test func `Whatever is sent from another site changes nothing`() async throws {
    let house = try await TestLobby.open()
    let manager = try await house.signIn("秦艽", as: .propertyManager)
    let leader = try await house.signIn("白芷", as: .squadLeader)
    let before = try await house.stored()
    try await house.story { client async throws in
      for operation in SiteMap.operations where operation.method != .get {
        for browser in [manager, leader] {
          for (name, headers, hasToken) in Self.forged {
            var headers = headers
            headers[.cookie] = browser.cookie
            headers[.accept] = "text/html"
            if headers[.contentType] == nil { headers[.contentType] = "application/x-www-form-urlencoded" }
            let body = hasToken ? "form_token=\(browser.formToken)" : "a=b"
            let answer = try await client.executeRequest(
              uri: HeaderStoryTests.path(operation), method: HTTPRequest.Method(operation.method), headers: headers,
              body: ByteBuffer(string: body))
            let isRefused = answer.status.code == 403 || name == "a plain form" && answer.status.code == 415
            #expect(isRefused, "\(operation.id), \(name): \(answer.status.code)")
          }
        }
      }
    }
    #expect(try await house.stored() == before)
  }

  @Test func `Looking changes nothing, in whatever way it is asked`() async throws {
    let house = try await TestLobby.open()
    try await Filling(house: house).fill()
    let token = try await house.token(.squadLeader)
    let leader = try await house.signIn("白芷", as: .squadLeader)
    let manager = try await house.signIn("秦艽", as: .propertyManager)
    let before = try await house.stored()
    try await house.story { client async throws in
      for browser in [leader, manager] {
        try await Walk(client: client, browser: browser, language: "en").everywhere()
      }
      for operation in SiteMap.operations where operation.method == .get && operation.id != "getLive" {
        for method in [HTTPRequest.Method.get, .head, .options] {
          let answer = try await client.executeRequest(
            uri: HeaderStoryTests.path(operation), method: method,
            headers: [.accept: "application/json", .authorization: "Bearer \(token)"], body: nil)
          if method == .head { #expect(answer.body.readableBytes == 0 && answer.status != .methodNotAllowed) }
        }
      }
    }
    let after = try await house.stored()
    // Guesses at set-up links are counted, as in a log.
    for (table, rows) in before where table != "tries" { #expect(after[table] == rows, "\(table)") }
  }
}

/// What stays in a browser after a person has gone.
struct LeavingStoryTests {
  private static let clear = HTTPField.Name("Clear-Site-Data")!

  @Test func `Signing out and every change of person clear what the browser kept`() async throws {
    let house = try await TestLobby.open()
    let attendant = try await house.hire("连翘", as: .attendant, pin: "271828")
    try await house.hire("白芷", as: .squadLeader)
    let desk = try await house.enrol()
    try await house.story { client async throws in
      let first = try await client.signIn("白芷", goodPassword, cookie: desk)
      let session = try #require(first.session)
      let second = try await client.ask(
        .post, "/session", ["account": attendant, "pin": "271828"], cookie: "\(desk); \(session)",
        formToken: first.formToken)
      #expect(second.status == 201 && second.headers[Self.clear] == "\"cache\"")
      #expect(try await client.ask(.get, "/session", cookie: session).status == 401)
      // The session before ran out by itself: its pages must not stay either.
      house.clock.advance(minutes: 60 * 24)
      let third = try await client.signIn("白芷", goodPassword, cookie: "\(desk); \(second.session ?? "")")
      #expect(third.status == 201 && third.headers[Self.clear] == "\"cache\"")
      let out = try await client.ask(.delete, "/session", cookie: third.session, formToken: third.formToken)
      #expect(out.headers[Self.clear] == "\"cache\"")
      #expect(out.headers[values: .setCookie].contains { $0.hasPrefix("foyer_session=;") && $0.contains("Max-Age=0") })
    }
  }
}
