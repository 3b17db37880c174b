import Foundation
import HTTPTypes
import Testing

@testable import Foyer

struct VisitStoryTests {
  static let visit = body()

  static func body(
    id: String? = nil, answer: String = "confirmed", check: String = "match", more: String = ""
  ) -> String {
    """
    {\(id.map { "\"id\": \"\($0)\"," } ?? "") "visitor": {"name": "沙参", "party": 1},
     "host": {"room": "2-1203", "name": "陆英"}, "purpose": "friend",
     "confirmation": {"method": "intercom", "result": "\(answer)"},
     "document": {"type": "resident_id", "number": "11010519491231002X", "check": "\(check)"}, "pass": "auto"\(more)}
    """
  }

  @Test func `A confirmed visitor with a matching document is inside with the first pass`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    try await house.story { client in
      let answer = try await client.json(.post, "/visits", Self.body(), token: token)
      #expect(answer.status == 201)
      #expect(answer.object["state"] as? String == "inside")
      #expect((answer.object["pass"] as? [String: Any])?["number"] as? String == "A-001")
      #expect((answer.object["document"] as? [String: Any])?["number"] as? String == "110***********002X")
    }
  }

  @Test func `The same id with the same content answers as the first time and with other content is a conflict`()
    async throws
  {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    let id = Identifier.make(at: TestLobby.evening)
    try await house.story { client in
      let first = try await client.json(.post, "/visits", Self.body(id: id), token: token)
      let second = try await client.json(.post, "/visits", Self.body(id: id), token: token)
      #expect(first.status == 201 && second.status == 201)
      #expect(second.object["id"] as? String == id)
      let other = try await client.json(.post, "/visits", Self.body(id: id, check: "mismatch"), token: token)
      #expect(other.status == 409)
      let list = try await client.json(.get, "/visits", token: token)
      #expect((list.object["items"] as? [Any])?.count == 1)
    }
  }

  @Test func `What may not be admitted is recorded with its reason and takes no pass`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    try await house.story { client in
      for (body, reason) in [
        (Self.body(answer: "declined"), "host_declined"), (Self.body(answer: "no_answer"), "no_answer"),
        (Self.body(check: "mismatch"), "document_mismatch"),
      ] {
        let answer = try await client.json(.post, "/visits", body, token: token)
        #expect(answer.status == 201)
        #expect(answer.object["state"] as? String == "refused")
        #expect(answer.object["reason"] as? String == reason)
        #expect(answer.object["pass"] == nil)
      }
    }
  }

  @Test func `A second departure is a conflict and changes nothing`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    try await house.story { client in
      let id = try #require(try await client.json(.post, "/visits", Self.body(), token: token).object["id"] as? String)
      let body = #"{"pass_returned": true}"#
      #expect(try await client.json(.post, "/visits/\(id)/departure", body, token: token).status == 201)
      #expect(try await client.json(.post, "/visits/\(id)/departure", body, token: token).status == 409)
    }
  }

  @Test func `A departure can be taken back for a quarter of an hour with its pass and not later`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    try await house.story { client in
      let id = try #require(try await client.json(.post, "/visits", Self.body(), token: token).object["id"] as? String)
      _ = try await client.json(.post, "/visits/\(id)/departure", token: token)
      house.clock.advance(minutes: 10)
      let undone = try await client.json(.delete, "/visits/\(id)/departure", token: token)
      #expect(undone.status == 200)
      #expect(undone.object["state"] as? String == "inside")
      let holder = try await house.lobby.read { try $0.visit(holdingPass: "A-001", of: house.estate.id) }
      #expect(holder?.id == id)
      _ = try await client.json(.post, "/visits/\(id)/departure", token: token)
      house.clock.advance(minutes: 16)
      #expect(try await client.json(.delete, "/visits/\(id)/departure", token: token).status == 409)
    }
  }

  @Test func `A visitor who waits is admitted once the host answers and the document is seen`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    try await house.story { client in
      let body = """
        {"visitor": {"name": "方竹"}, "host": {"room": "1-1803", "name": "杜仲"}, "purpose": "friend", "wait": true,
         "confirmation": {"method": "intercom", "result": "no_answer"}}
        """
      let waiting = try await client.json(.post, "/visits", body, token: token)
      #expect(waiting.object["state"] as? String == "waiting")
      let id = try #require(waiting.object["id"] as? String)
      let confirmed = try await client.json(
        .post, "/visits/\(id)/confirmation", #"{"method": "phone", "result": "confirmed"}"#, token: token)
      #expect(confirmed.object["reason"] as? String == "document")
      let admitted = try await client.json(
        .post, "/visits/\(id)/document", #"{"check": "declined", "alternative": "host_down"}"#, token: token)
      #expect(admitted.object["state"] as? String == "inside")
      #expect((admitted.object["pass"] as? [String: Any])?["number"] as? String == "A-001")
      let late = try await client.json(.post, "/visits/\(id)/refusal", #"{"reason": "other"}"#, token: token)
      #expect(late.status == 409)
    }
  }

  @Test func `A returning visitor's name and number are taken from the earlier visit and never sent`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    try await house.story { client in
      let first = try #require(
        try await client.json(.post, "/visits", Self.body(), token: token).object["id"] as? String)
      _ = try await client.json(.post, "/visits/\(first)/departure", token: token)
      let body = """
        {"returning": "\(first)", "host": {"room": "2-1203"}, "purpose": "friend", "pass": "auto",
         "confirmation": {"method": "intercom", "result": "confirmed"}, "document": {"check": "match"}}
        """
      let again = try await client.json(.post, "/visits", body, token: token)
      #expect(again.status == 201)
      #expect((again.object["visitor"] as? [String: Any])?["name"] as? String == "沙参")
      #expect((again.object["document"] as? [String: Any])?["number"] as? String == "110***********002X")
    }
  }

  @Test func `Every mistake in a form is named with its field and clause and nothing is lost`() async throws {
    let house = try await TestLobby.open()
    let browser = try await house.signIn("白芷", as: .attendant)
    let token = try await house.token(.attendant)
    try await house.story { client in
      let answer = try await client.json(.post, "/visits", #"{"purpose": 3, "visitor": {"party": "x"}}"#, token: token)
      #expect(answer.status == 422)
      let fields = (answer.object["errors"] as? [[String: Any]])?.compactMap { $0["field"] as? String } ?? []
      #expect(Set(fields).isSuperset(of: ["purpose", "visitor.party", "visitor.name", "host.room"]))
      let page = try await client.submit(
        "/visits", ["purpose": "friend", "host.room": "2-1203", "visitor.name": "  "], as: browser)
      #expect(page.status == 422)
      #expect(page.html.contains("value=\"2-1203\""))
    }
  }

  @Test func `A form without the page's token changes nothing`() async throws {
    let house = try await TestLobby.open()
    let browser = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      let answer = try await client.submit(
        "/visits", ["purpose": "official", "category": "emergency", "form_token": "wrong"], as: browser)
      #expect(answer.status == 403)
      let open = try await house.lobby.read { try $0.openVisits(of: house.estate.id) }
      #expect(open.isEmpty)
    }
  }

  @Test func `Emergency services are inside with one key and their details follow later`() async throws {
    let house = try await TestLobby.open()
    let browser = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      let answer = try await client.submit("/visits", ["purpose": "official", "category": "emergency"], as: browser)
      #expect(answer.status == 303)
      let visit = try #require(try await house.lobby.read { try $0.openVisits(of: house.estate.id) }.first)
      _ = try await client.submit(
        "/visits/\(visit.id)/details", ["visitor.organisation": "消防救援站", "visitor.party": "6"], as: browser)
      let detailed = try #require(try await house.lobby.read { try $0.visit(visit.id, of: house.estate.id) })
      #expect(detailed.organisation == "消防救援站" && detailed.party == 6)
    }
  }

  @Test func `An auditor reads and never writes`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.auditor)
    try await house.story { client in
      let list = try await client.json(.get, "/visits", token: token)
      #expect(list.status == 200)
      #expect(try await client.json(.post, "/visits", Self.body(), token: token).status == 403)
      #expect(try await client.json(.post, "/visits", Self.body()).status == 401)
    }
  }

  /// Who asks for `host` at 1-2-1203 and is let wait, without anybody having been reached.
  private static func waiting(for host: String, id: String) -> String {
    """
    {"id": "\(id)", "visitor": {"name": "方竹"}, "host": {"room": "1-2-1203", "name": "\(host)"}, "purpose": "friend",
     "wait": true, "confirmation": {"method": "intercom", "result": "no_answer"}}
    """
  }

  @Test func `A visitor for one who is not confirmed to callers waits like one for nobody, until the host says yes`()
    async throws
  {
    let house = try await TestLobby.open()
    try await house.resident("陆英", in: "1-2-1203", isDiscreet: true)
    try await house.resident("沙参", in: "1-2-1203")
    let token = try await house.token(.attendant)
    try await house.story { client in
      var answers: [NSDictionary] = []
      var paths: [String] = []
      for host in ["陆英", "王若"] {
        let id = Identifier.make(at: house.clock.now)
        let answer = try await client.json(.post, "/visits", Self.waiting(for: host, id: id), token: token)
        #expect(answer.status == 201 && answer.object["state"] as? String == "waiting")
        #expect(answer.object["reason"] as? String == "verification")
        let plain = answer.object.filter { !["id", "host"].contains($0.key) }
        let stated = (answer.object["host"] as? [String: Any])?.filter { $0.key != "name" } ?? [:]
        answers.append(plain.merging(["host": stated]) { $1 } as NSDictionary)
        paths.append("/visits/\(id)/confirmation")
      }
      #expect(answers[0] == answers[1])
      let again = #"{"method": "phone", "result": "no_answer"}"#
      let stillWaiting = try await client.json(.post, paths[0], again, token: token)
      #expect(stillWaiting.object["reason"] as? String == "verification")
      let yes = #"{"method": "phone", "result": "confirmed"}"#
      let met = try await client.json(.post, paths[0], yes, token: token)
      #expect(met.object["state"] as? String == "waiting" && met.object["reason"] as? String == "document")
      #expect((met.object["host"] as? [String: Any])?["match"] as? String == "match")
      let nobody = try await client.json(.post, paths[1], yes, token: token)
      #expect(nobody.object["state"] as? String == "refused" && nobody.object["reason"] as? String == "no_match")
    }
  }

  @Test func `A no of one who is not confirmed to callers is told as a no match`() async throws {
    let house = try await TestLobby.open()
    try await house.resident("陆英", in: "1-2-1203", isDiscreet: true)
    let guardsman = try await house.signIn("白芷", as: .attendant)
    let token = try await house.token(.attendant)
    try await house.story { client in
      let id = Identifier.make(at: house.clock.now)
      _ = try await client.json(.post, "/visits", Self.waiting(for: "陆英", id: id), token: token)
      let page = try await client.page("/visits/\(id)", as: guardsman).html
      #expect(page.contains("核实中") && page.contains("/visits/\(id)/confirmation"))
      let refused = try await client.json(
        .post, "/visits/\(id)/confirmation", #"{"method": "intercom", "result": "declined"}"#, token: token)
      #expect(refused.object["reason"] as? String == "no_match")
      #expect((refused.object["confirmation"] as? [String: Any])?["result"] as? String == "declined")
    }
  }

  @Test func `Who is to be kept out since he waits does not go in`() async throws {
    let house = try await TestLobby.open()
    let host = try await house.resident("陆英", in: "1-2-1203")
    let (keeper, token) = (try await house.token(.butler), try await house.token(.attendant))
    try await house.story { client in
      let id = Identifier.make(at: house.clock.now)
      let waiting = try await client.json(.post, "/visits", Self.waiting(for: "陆英", id: id), token: token)
      #expect(waiting.object["reason"] as? String == "host_answer")
      let bar = try await client.json(
        .post, "/residents/\(host.id)/bars", #"{"bar": {"name": "方竹"}}"#, token: keeper)
      #expect(bar.status == 201)
      let answer = try await client.json(
        .post, "/visits/\(id)/confirmation", #"{"method": "phone", "result": "confirmed"}"#, token: token)
      #expect(answer.object["reason"] as? String == "residents_request")
    }
  }
}
