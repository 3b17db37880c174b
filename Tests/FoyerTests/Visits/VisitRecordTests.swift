import Foundation
import HTTPTypes
import Testing

@testable import Foyer

struct VisitRecordTests {
  static let visit = """
    {"visitor": {"name": "沙参", "party": 1}, "host": {"room": "2-1203", "name": "陆英"}, "purpose": "friend",
     "confirmation": {"method": "intercom", "result": "confirmed"},
     "document": {"type": "resident_id", "number": "11010519491231002X", "check": "match"}, "pass": "auto"}
    """

  /// Registers the visitor of the reference screens and gives the visit's id.
  static func register(_ house: TestLobby, _ change: (String) -> String = { $0 }) async throws -> String {
    let token = try await house.token(.attendant)
    let body = change(Self.visit)
    let made = Box()
    try await house.story { client in
      let answer = try await client.json(.post, "/visits", body, token: token)
      #expect(answer.status == 201)
      made.set(answer.object["id"] as? String ?? "")
    }
    return made.text
  }

  final class Box: @unchecked Sendable {
    private(set) var text = ""
    func set(_ text: String) { self.text = text }
  }

  @Test func `The number is shown to who may see it, for a reason, and the record says who and why, never the number`()
    async throws
  {
    let house = try await TestLobby.open()
    let id = try await Self.register(house)
    let leader = try await house.token(.squadLeader)
    try await house.story { client in
      let path = "/visits/\(id)/document/reveal"
      let answer = try await client.json(.post, path, #"{"reason": "police", "note": "警号 012345"}"#, token: leader)
      #expect(answer.status == 200)
      #expect(answer.object["number"] as? String == "11010519491231002X")
      for body in ["{}", #"{"reason": ""}"#, #"{"reason": "x"}"#, #"{"reason": 5}"#] {
        #expect(try await client.json(.post, path, body, token: leader).status == 422)
      }
    }
    let entries = try await house.lobby.read { try $0.journal(of: house.estate.id, subject: id) }
    let shown = entries.filter { $0.event.kind == .visitDocumentRevealed }
    #expect(shown.map(\.event.payload) == [["reason": "police"]])
    let vault = house.lobby.vault
    let reveals = try await house.lobby.read { try $0.reveals(of: id, estate: house.estate.id, vault: vault) }
    #expect(reveals.map(\.note) == ["警号 012345"])
  }

  @Test func `An attendant may not see a number, and a visit without one has none to show`() async throws {
    let house = try await TestLobby.open()
    let id = try await Self.register(house)
    let without = try await Self.register(house) {
      $0.replacing(
        #""type": "resident_id", "number": "11010519491231002X", "check": "match""#,
        with: #""check": "declined", "alternative": "escort""#)
    }
    let (attendant, leader) = (try await house.token(.attendant), try await house.token(.squadLeader))
    try await house.story { client in
      let body = #"{"reason": "police"}"#
      let denied = try await client.json(.post, "/visits/\(id)/document/reveal", body, token: attendant)
      #expect(denied.status == 403)
      let empty = try await client.json(.post, "/visits/\(without)/document/reveal", body, token: leader)
      #expect(empty.status == 409)
    }
  }

  @Test func `Without scripts a page asks why, another shows the number and goes away by itself`() async throws {
    let house = try await TestLobby.open()
    let id = try await Self.register(house)
    let leader = try await house.signIn("苏木", as: .squadLeader)
    try await house.story { client in
      let path = "/visits/\(id)/document/reveal"
      let asking = try await client.page(path, as: leader)
      #expect(asking.status == 200 && !asking.html.contains("11010519491231002X"))
      #expect(!asking.html.contains(" checked"))
      let unanswered = try await client.submit(path, ["note": "没有选"], as: leader)
      #expect(unanswered.status == 422 && unanswered.html.contains("没有选"))
      let shown = try await client.submit(path, ["reason": "own_request", "note": ""], as: leader)
      #expect(shown.status == 200 && shown.html.contains("11010519491231002X"))
      #expect(shown.html.contains(#"http-equiv="refresh" content="30;url=/visits/\#(id)""#))
    }
  }

  @Test func `The page of a visit masks the number, draws the line, and offers what fits its state`() async throws {
    let house = try await TestLobby.open()
    let id = try await Self.register(house)
    let guardsman = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      let page = try await client.page("/visits/\(id)", as: guardsman).html
      #expect(page.contains("110***********002X") && !page.contains("11010519491231002X"))
      #expect(page.contains("/visits/\(id)/departure") && !page.contains("/visits/\(id)/refusal"))
      #expect(!page.contains("data-reveal"))
      #expect(page.components(separatedBy: #"class="station done""#).count == 5)
      let gone = try await client.submit("/visits/\(id)/departure", ["pass_returned": "false"], as: guardsman)
      #expect(gone.status == 303)
      let after = try await client.page("/visits/\(id)", as: guardsman).html
      #expect(!after.contains("departure\">") && after.contains("departure?_method=delete"))
    }
  }

  @Test func `A second refusal on one day is pointed out on the visit's page, in words`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    try await house.story { client in
      var last = ""
      for _ in 0..<2 {
        house.clock.advance(minutes: 30)
        let body = #"{"category": "turned_away", "purpose": "other", "refusal": "sales"}"#
        let refused = try await client.json(.post, "/visits", body, token: token)
        last = try #require(refused.object["id"] as? String)
      }
      let leader = try await house.signIn("秦艽", as: .squadLeader)
      let page = try await client.page("/visits/\(last)", as: leader).html
      #expect(page.contains("今天已经谢绝过一次") && !page.contains("refused_before_today"))
    }
  }

  @Test func `What happened to a visit is told without its room, and a correction stands beside what it corrects`()
    async throws
  {
    let house = try await TestLobby.open()
    let id = try await Self.register(house)
    let guardsman = try await house.signIn("白芷", as: .attendant)
    let token = try await house.token(.attendant)
    try await house.story { client in
      let entry = try await house.lobby.read { try $0.journal(of: house.estate.id, subject: id) }.first
      let path = "/notes/\(try #require(entry).id)/correction"
      let corrected = try await client.json(.post, path, #"{"text": "其实是两位客人"}"#, token: token)
      #expect(corrected.status == 201)
      let page = try await client.page("/visits/\(id)", as: guardsman).html
      let trail = page.components(separatedBy: #"class="trail""#).last ?? ""
      #expect(trail.words.contains("来访登记，已放行，发证A-001") && trail.contains("其实是两位客人"))
      // No line ends inside a pass's number.
      #expect(trail.contains(#"<span class="nowrap">A-001</span>"#))
      #expect(!trail.contains("2-1203") && trail.contains(#"<li class="done""#))
    }
  }

  @Test func `On a phone the filters are folded away, without a script, and opened where they are wrong`() async throws
  {
    let house = try await TestLobby.open()
    let guardsman = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      for path in ["/visits", "/journal"] {
        let page = try await client.page(path, as: guardsman).html
        #expect(page.contains(#"<details class="fold"><summary"#) && !page.contains("已筛选"))
        let filtered = try await client.page("\(path)?room=2-1203", as: guardsman).html
        #expect(filtered.contains("已筛选"))
      }
      let wrong = try await client.page("/visits?from=x", as: guardsman)
      #expect(wrong.status == 422 && wrong.html.contains(#"<details class="fold" open>"#))
    }
  }

  @Test func `The line shows where a visit stopped`() throws {
    func visit(_ state: Visit.State, _ change: (inout Visit) -> Void = { _ in }) -> Visit {
      var visit = Visit(
        id: "", post: "", category: .visitor, state: state, reason: nil, visitorName: "沙参", visitorSex: nil,
        visitorPhone: nil, party: 1, organisation: nil, purpose: .friend, room: "2-1203", hostName: "陆英",
        hostMatch: .match, confirmation: .init(method: .intercom, result: .confirmed, tries: 1, confirmedBy: nil),
        document: .init(type: nil, masked: nil, check: .match, findings: [], alternative: nil), belongings: nil,
        note: nil, pass: nil, arrivedAt: TestLobby.evening, recordedAt: TestLobby.evening, expectedEnd: nil,
        admittedAt: nil, endedAt: nil, registeredBy: "白芷", endedBy: nil, warnings: [])
      change(&visit)
      return visit
    }
    let waiting = VisitStations(
      visit(.waiting) {
        $0.reason = "host_answer"; $0.confirmation.result = .noAnswer
      })
    #expect(
      waiting.progress == [
        .challenge: .done, .confirmation: .now, .document: .todo, .admission: .todo, .departure: .todo,
      ])
    let mismatch = VisitStations(visit(.refused) { $0.document.check = .mismatch })
    #expect(mismatch.progress[.document] == .trouble && mismatch.progress[.departure] == .skipped)
    let escorted = VisitStations(
      visit(.inside) {
        $0.document.check = .declined; $0.document.alternative = .escort
      })
    #expect(escorted.progress[.document] == .done && escorted.progress[.departure] == .now)
  }
}
