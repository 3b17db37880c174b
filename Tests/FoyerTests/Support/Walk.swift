import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Foyer

/// A walk of one browser through everything that links and forms lead to.
final class Walk {
  struct Form {
    let action: String
    /// Names of the fields a person can fill, with what stands in them.
    let fields: [String: String]
  }

  private let client: any TestClientProtocol
  private let browser: TestLobby.Browser
  private let language: String
  private(set) var pages: [String: String] = [:]
  private(set) var forms: [String: Form] = [:]
  private var waiting: [(path: String, from: String)] = []
  private var known: [String: Int] = [:]

  /// Pages of one kind look alike: a few of each are enough.
  private static let eachKind = 3

  init(client: any TestClientProtocol, browser: TestLobby.Browser, language: String) {
    self.client = client
    self.browser = browser
    self.language = language
  }

  func everywhere() async throws {
    add("/", from: "the start")
    while !waiting.isEmpty {
      let (path, from) = waiting.removeFirst()
      try await open(path, from: from)
    }
  }

  private func open(_ path: String, from: String) async throws {
    let answer = try await client.executeRequest(
      uri: path, method: .get, headers: headers(accept: "text/html"), body: nil)
    if answer.status == .seeOther, let location = answer.headers[.location] { return add(location, from: path) }
    #expect(answer.status == .ok, "\(path), linked on \(from), answers \(answer.status)")
    guard answer.headers[.contentType]?.hasPrefix("text/html") == true else { return }
    let html = String(buffer: answer.body)
    pages[path] = html
    inspect(html, at: path)
  }

  private func inspect(_ html: String, at path: String) {
    for link in html.matches(of: /<a\b[^>]*\bhref="([^"]*)"/) { add(Self.plain(link.1), from: path) }
    for part in html.matches(of: /\bdata-from="([^"]*)"/) { add(Self.plain(part.1), from: path) }
    for form in html.matches(of: /<form\b([^>]*)>(.*?)<\/form>/.dotMatchesNewlines()) {
      note(attributes: String(form.1), inside: String(form.2), at: path)
    }
    let ids = html.matches(of: /\bid="([^"]+)"/).map { String($0.1) }
    for (id, group) in Dictionary(grouping: ids, by: { $0 }) where group.count > 1 {
      Issue.record("\(path) has \(group.count) elements with the id \(id)")
    }
    for label in html.matches(of: /<label\b[^>]*\bfor="([^"]+)"/) {
      #expect(ids.contains(String(label.1)), "\(path) has a label for \(label.1), which is not there")
    }
  }

  private func note(attributes: String, inside: String, at path: String) {
    let action = attributes.firstMatch(of: /action="([^"]*)"/).map { Self.plain($0.1) } ?? path
    guard attributes.contains(/method="post"/.ignoresCase()) else { return }
    #expect(inside.contains("name=\"form_token\""), "\(path): the form to \(action) has no token")
    var fields: [String: String] = [:]
    for field in inside.matches(of: /<(?:input|textarea|select|button)\b([^>]*)>/) {
      guard let name = field.1.firstMatch(of: /\bname="([^"]+)"/)?.1 else { continue }
      fields[String(name)] = field.1.firstMatch(of: /\bvalue="([^"]*)"/).map { Self.plain($0.1) } ?? ""
    }
    forms[Self.kind(of: action) + " " + fields.keys.sorted().joined(separator: " ")] = Form(
      action: action, fields: fields)
  }

  private func add(_ link: String, from: String) {
    guard link.hasPrefix("/"), !link.hasPrefix("//"), !link.hasPrefix("/assets/"), link != "/live" else { return }
    let path = String(link.prefix { $0 != "#" })
    let kind = Self.kind(of: path)
    guard known[path] == nil, known[kind, default: 0] < Self.eachKind else { return }
    known[kind, default: 0] += 1
    known[path] = 1
    waiting.append((path, from))
  }

  /// The same for all visits, all rooms, all days.
  private static func kind(of path: String) -> String {
    path.replacing(/[0-9a-f]{8}-[0-9a-f-]{27}/, with: "{id}").replacing(/=[^&]*/, with: "=").replacing(
      /\d+/, with: "{n}")
  }

  private static func plain(_ attribute: some StringProtocol) -> String {
    String(attribute).replacing("&amp;", with: "&").replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
      .replacing("&lt;", with: "<").replacing("&gt;", with: ">")
  }

  /// Sends a form with the same text in every field of it.
  func send(_ form: Form, typed: String) async throws -> TestResponse {
    var fields = form.fields.mapValues { _ in typed }
    fields[FormToken.field] = browser.formToken
    let body = fields.map { name, value in
      "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
    }.joined(separator: "&")
    var headers = headers(accept: "text/html")
    headers[.contentType] = "application/x-www-form-urlencoded"
    return try await client.executeRequest(
      uri: form.action, method: .post, headers: headers, body: ByteBuffer(string: body))
  }

  private func headers(accept: String) -> HTTPFields {
    [.accept: accept, .cookie: "\(browser.cookie); foyer_language=\(language)"]
  }
}

/// A house in which something has happened, so that pages have something to show.
struct Filling {
  let house: TestLobby

  /// Names and words of the story; they are not translated.
  static let characters = Set("简青梧里大堂沙参陆英辛夷白芷示例公司")

  func fill() async throws {
    try await house.resident("陆英", in: "2-1203", phones: ["13900000001"])
    let token = try await house.token(.propertyManager)
    try await house.story { client in
      for (path, body) in Self.visits.map({ ("/visits", $0) }) + Self.announced {
        let answer = try await client.json(.post, path, body, token: token)
        #expect(answer.status == 201, "\(path): \(answer.object)")
      }
    }
  }

  private static let visits = [
    VisitStoryTests.visit,
    #"{"visitor": {"name": "沙参"}, "host": {"room": "2-1203"}, "purpose": "friend", "wait": true}"#,
    #"{"visitor": {"name": "沙参"}, "host": {"room": "2-1203"}, "purpose": "family", "confirmation": {"method": "phone", "result": "declined"}}"#,
    #"{"purpose": "other", "refusal": "sales"}"#,
    #"{"purpose": "other", "category": "emergency"}"#,
  ]
  /// A guest to come, a group to come and one that is here.
  private static let announced = [
    (
      "/expected-visits",
      #"{"visitor": {"name": "沙参"}, "host": {"room": "2-1203"}, "purpose": "friend", "from": "2026-05-14T21:30", "until": "2026-05-14T23:00"}"#
    ),
    ("/receptions", group(Identifier.make(at: TestLobby.evening), at: "2026-05-15T10:00:00+08:00")),
    ("/receptions", group(here, at: "2026-05-14T21:40:00+08:00")),
    ("/receptions/\(here)/arrival", "{}"),
    (
      "/events",
      #"{"kind": "activity", "title": "示例", "place": "大堂", "from": "2026-05-14T21:00", "until": "2026-05-14T23:00"}"#
    ),
    ("/events", #"{"kind": "works", "title": "示例", "from": "2026-05-14T22:00", "until": "2026-05-14T23:00"}"#),
    ("/instructions", #"{"title": "示例", "body": "示例", "roles": ["attendant", "property_manager"]}"#),
    ("/notices", #"{"title": "示例", "body": "示例", "from": "2026-05-14", "until": "2026-05-20"}"#),
    ("/sayings", #"{"text": "示例", "area": "2-1203", "until": "2026-05-20"}"#),
  ]

  private static let here = Identifier.make(at: TestLobby.evening)

  private static func group(_ id: String, at planned: String) -> String {
    """
    {"id": "\(id)", "organisation": "示例公司", "party": 25, "purpose": "大堂", "leader": "沙参", "level": "manager",
     "host": "白芷", "route": "大堂", "photos_allowed": false, "planned_at": "\(planned)"}
    """
  }
}
