import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Foyer

/// A password that every rule likes, and another.
let goodPassword = "correct-horse-battery"
let otherPassword = "paper-lantern-riverside"

extension TestLobby {
  /// A person who has a password already.
  @discardableResult
  func hire(_ name: String, as role: Role, pin: String? = nil) async throws -> String {
    let id = Identifier.make(at: clock.now)
    let password = try await lobby.passwords.hash(goodPassword)
    let pinHash: String?
    if let pin {
      pinHash = try await lobby.passwords.forPINs.hash(lobby.vault.pepper(pin, for: id))
    } else {
      pinHash = nil
    }
    try await lobby.write(in: estate.id) { tx in
      let account = Account(
        id: id, name: name, role: role, password: password, pin: pinHash, failedTries: 0, blockedUntil: nil,
        disabledAt: nil)
      try tx.insert(account, of: estate.id, setupHash: nil, setupExpires: nil, at: clock.now)
    }
    return id
  }

  /// A browser that stands at the post: its cookie.
  func enrol(_ name: String = "大堂左边") async throws -> String {
    let secret = Secret.make()
    try await lobby.write(in: estate.id) { tx in
      try tx.insert(
        EnrolledBrowser(
          id: Identifier.make(at: clock.now), estate: estate.id, name: name, post: post.id, enrolledAt: clock.now,
          enrolledBy: "test", revokedAt: nil, revokedBy: nil), tokenHash: Secret.hash(secret))
    }
    return "foyer_browser=\(secret)"
  }

  func kinds() async throws -> [JournalKind] {
    try await lobby.read { try $0.journal(of: estate.id, after: 0, limit: 1000).map(\.event.kind) }
  }
}

/// An answer with what a browser would keep of it.
struct CookieAnswer {
  let status: Int
  let object: [String: Any]
  let headers: HTTPFields
  let text: String

  /// The session that was given, as a Cookie header.
  var session: String? {
    headers[values: .setCookie].first { $0.hasPrefix("foyer_session=") && !$0.hasPrefix("foyer_session=;") }
      .flatMap { $0.split(separator: ";").first.map(String.init) }
  }

  var formToken: String { object["form_token"] as? String ?? "" }
  var codes: [String] { (object["errors"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String } }
}

extension TestClientProtocol {
  /// JSON with cookies, as a page's own script sends it.
  func ask(
    _ method: HTTPRequest.Method, _ path: String, _ body: [String: Any]? = nil, cookie: String? = nil,
    formToken: String = ""
  ) async throws -> CookieAnswer {
    var headers: HTTPFields = [.accept: "application/json"]
    if let cookie { headers[.cookie] = cookie }
    if !formToken.isEmpty { headers[FormToken.header] = formToken }
    var buffer: ByteBuffer?
    if let body {
      headers[.contentType] = "application/json"
      buffer = ByteBuffer(bytes: try JSONSerialization.data(withJSONObject: body))
    }
    let answer = try await executeRequest(uri: path, method: method, headers: headers, body: buffer)
    let data = Data(answer.body.readableBytesView)
    return CookieAnswer(
      status: answer.status.code, object: (try? JSONSerialization.jsonObject(with: data) as? [String: Any]) ?? [:],
      headers: answer.headers, text: String(decoding: data, as: UTF8.self))
  }

  func signIn(_ name: String, _ password: String, cookie: String? = nil, formToken: String = "") async throws
    -> CookieAnswer
  {
    try await ask(.post, "/session", ["name": name, "password": password], cookie: cookie, formToken: formToken)
  }
}
