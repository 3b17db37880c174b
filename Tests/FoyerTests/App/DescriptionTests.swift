import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Foyer

/// `/openapi.json` against what the router really answers. (What a story sends and gets is held against it too, see
/// ``DescribedClient``; here is what stories do not do.)
struct DescriptionTests {
  private static let types: [(type: String, body: String)] = [
    ("application/json", "{}"), ("application/json", "{"), ("application/json", "[]"),
    ("application/x-www-form-urlencoded", "a=b"), ("multipart/form-data; boundary=x", "--x--\r\n"),
    ("text/plain", "a"), ("application/xml", "<a/>"), ("application/octet-stream", "a"),
  ]

  @Test func `Each operation takes exactly the media types that it is described to take`() async throws {
    let house = try await TestLobby.open()
    let callers = try await Caller.all(in: house)
    try await house.story { client in
      for operation in SiteMap.operations where operation.method != .get {
        let body = Description.shared.described(operation)["requestBody"] as? [String: Any]
        let described = Set((body?["content"] as? [String: Any] ?? [:]).keys)
        for (type, text) in Self.types {
          for caller in callers where caller.may(operation) {
            let answer = try await caller.ask(client, operation, type: type, body: text)
            let isTaken = described.contains { type.hasPrefix($0) }
            #expect((answer.status.code == 415) == !isTaken, "\(operation.id) as \(type): \(answer.status.code)")
          }
        }
      }
    }
  }

  @Test func `Each operation answers strangers, programs and browsers as it is described`() async throws {
    let house = try await TestLobby.open()
    let callers = try await Caller.all(in: house)
    try await house.story { client in
      for operation in SiteMap.operations where operation.id != "getLive" {
        for caller in callers + [.stranger] {
          for accept in ["application/json", "text/html", "*/*"] {
            for id in [HeaderStoryTests.someID, "x", "%F0%9F%98%80", String(repeating: "9", count: 200)] {
              _ = try await caller.ask(client, operation, accept: accept, id: id)
            }
          }
        }
      }
    }
  }

  @Test func `An operation without a described body takes none, and one with a body says what is missing`() {
    for operation in SiteMap.operations {
      let body = Description.shared.described(operation)["requestBody"] as? [String: Any]
      #expect((body != nil) == (operation.method != .get), "\(operation.id)")
      #expect(body?["required"] as? Bool == nil || body?["required"] as? Bool == (operation.body != nil))
    }
  }

  @Test func `A form's fields are described one by one, nested names with dots`() throws {
    func fields(_ operation: Foyer.Operation, as type: String) throws -> Description.Object {
      let body = try #require(Description.shared.described(operation)["requestBody"] as? Description.Object)
      let content = try #require((body["content"] as? Description.Object)?[type] as? Description.Object)
      return try #require((content["schema"] as? Description.Object)?["properties"] as? Description.Object)
    }
    for operation in SiteMap.operations where operation.method != .get {
      for type in ["application/x-www-form-urlencoded", "multipart/form-data"] {
        let described = try fields(operation, as: type)
        #expect(described[FormToken.field] != nil, "\(operation.id)")
        #expect((described.count > 1) == (operation.body != nil), "\(operation.id) describes \(described.keys)")
      }
    }
    let visit = try fields(try #require(SiteMap.operations.first { $0.id == "createVisit" }), as: "multipart/form-data")
    #expect(visit["visitor.name"] != nil && visit["document.number"] != nil && visit["host.room"] != nil)
    #expect((visit["purpose"] as? Description.Object)?["enum"] as? [String] == Visit.Purpose.allCases.map(\.rawValue))
  }

  @Test func `Who may not is told before a byte of his upload is read`() async throws {
    let house = try await TestLobby.open()
    let attendant = try await house.token(.attendant)
    let tenMegabytes = String(repeating: "x", count: 10 << 20)
    try await house.story { client in
      for (path, broken) in [("/residents/imports", tenMegabytes), ("/residents", tenMegabytes), ("/residents", "{")] {
        let stranger = try await client.json(.post, path, broken)
        #expect(stranger.status == 401, "\(path): \(stranger.status)")
      }
      let denied = try await client.json(.post, "/residents/imports", tenMegabytes, token: attendant)
      #expect(denied.status == 403)
      let allowed = try await client.json(.post, "/notes", tenMegabytes, token: attendant)
      #expect(allowed.status == 413)
    }
  }

  @Test func `No name is written twice in the schemas and the texts`() throws {
    let files = SourceTree.files("Sources/Foyer", ending: ".json")
    #expect(files.count > 10)
    for file in files { #expect(Self.repeated(in: file.text) == [], "\(file.path)") }
    #expect(Self.repeated(in: #"{"a": {"b": 1, "c": "\"b\": {"}, "d": [{"b": 1}, {"b": 2}], "a": 2}"#) == ["a"])
  }

  /// Names that one object has twice; the usual readers of JSON keep the last and say nothing.
  static func repeated(in json: String) -> [String] {
    var objects: [Set<String>?] = []
    var repeated: [String] = []
    for token in json.matches(of: /"((?:[^"\\]|\\.)*)"(\s*:)?|[{}\[\]]/.dotMatchesNewlines()) {
      switch token.0.first {
      case "{": objects.append([])
      case "[": objects.append(nil)
      case "}", "]": objects.removeLast()
      default:
        guard token.2 != nil, let name = token.1.map(String.init), let last = objects.indices.last else { continue }
        if objects[last]?.insert(name).inserted == false { repeated.append(name) }
      }
    }
    return repeated
  }
}

/// Somebody who asks: a browser, a program, nobody in particular.
private struct Caller: Sendable {
  var role: Role?
  var headers: HTTPFields = [:]
  var isPerson = false

  static let stranger = Caller()

  /// Between them they may do everything.
  static func all(in house: TestLobby) async throws -> [Caller] {
    var callers: [Caller] = []
    for (role, name) in [(Role.propertyManager, "秦艽"), (.squadLeader, "白芷"), (.attendant, "连翘")] {
      let browser = try await house.signIn(name, as: role)
      callers.append(
        Caller(role: role, headers: [.cookie: browser.cookie, FormToken.header: browser.formToken], isPerson: true))
      let token = try await house.token(role)
      callers.append(Caller(role: role, headers: [.authorization: "Bearer \(token)"]))
    }
    return callers
  }

  func may(_ operation: Foyer.Operation) -> Bool {
    switch operation.access {
    case .open, .here, .signedIn: true
    // Signing out ends the story for this caller.
    case .person: isPerson && operation.id != "deleteSession"
    case .may(let permission): role.map(permission.roles.contains) ?? false
    }
  }

  func ask(
    _ client: any TestClientProtocol, _ operation: Foyer.Operation, accept: String = "application/json",
    type: String = "application/x-www-form-urlencoded", body: String = "", id: String = HeaderStoryTests.someID
  ) async throws -> TestResponse {
    var headers = headers
    headers[.accept] = accept
    if operation.method != .get { headers[.contentType] = type }
    return try await client.executeRequest(
      uri: operation.path.replacing(/\{\w+\}/, with: id), method: HTTPRequest.Method(operation.method),
      headers: headers, body: operation.method == .get ? nil : ByteBuffer(string: body))
  }
}
