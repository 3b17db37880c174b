import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Foyer

/// Signing at the desk's own browser: with PINs, drawn names, and who sits there afterwards.
struct HandoverSigningStoryTests {
  fileprivate static let pins = ["白芷": "271828", "石斛": "161803", "苏木": "141421", "秦艽": "314159"]
  private static let drawn = "10,20 60,80 120,30;200,40 260,90"

  /// A desk where 白芷 is on duty and signed in, until ten to eleven.
  private struct Desk {
    let house: TestLobby
    let going, coming, other, leader: String
    let browser: String
    let client: any TestClientProtocol
    var session = ""
    var formToken = ""

    var cookie: String { [browser, session].joined(separator: "; ") }

    func send(_ path: String, _ body: [String: Any]) async throws -> CookieAnswer {
      try await client.ask(.post, path, body, cookie: cookie, formToken: formToken)
    }

    /// Signs 白芷 in by PIN, so many minutes later.
    mutating func enter(after minutes: Int) async throws {
      house.clock.advance(minutes: minutes)
      let pin: [String: Any] = ["account": going, "pin": HandoverSigningStoryTests.pins["白芷"] ?? ""]
      let signed = try await client.ask(.post, "/session", pin, cookie: browser)
      (session, formToken) = (signed.session ?? "", signed.formToken)
    }

    /// Begins, counts and reads all.
    func prepare(_ body: [String: Any]) async throws -> String {
      let begun = try await send("/handovers", body)
      #expect(begun.status == 201, "\(begun.text)")
      let path = "/handovers/\(begun.object["id"] as? String ?? "")"
      let lines = begun.object["counts"] as? [[String: Any]] ?? []
      let counts = Dictionary(uniqueKeysWithValues: lines.compactMap { $0["thing"] as? String }.map { ($0, 30) })
      let reasons = counts.mapValues { _ in "已核对" }
      #expect(try await send("\(path)/counts", ["counts": counts, "reasons": reasons]).status == 201)
      for item in (begun.object["items"] as? [[String: Any]] ?? []).compactMap({ $0["item"] as? String }) {
        #expect(try await send("\(path)/acknowledgements", ["item": item]).status == 201)
      }
      return path
    }

    func sign(_ path: String, _ side: String, _ account: String, _ secret: String, drawn: String? = nil) async throws
      -> CookieAnswer
    {
      var body: [String: Any] = ["side": side, "account": account, "secret": secret]
      body["drawn"] = drawn
      return try await send("\(path)/signatures", body)
    }

    func person() async throws -> String? {
      try await client.ask(.get, "/session", cookie: cookie).object["name"] as? String
    }

    func onDuty() async throws -> Set<String> {
      Set(try await house.lobby.read { try $0.onDuty(at: house.post.id, of: house.estate.id).map(\.name) })
    }
  }

  private func desk(_ body: @escaping @Sendable (inout Desk) async throws -> Void) async throws {
    let house = try await TestLobby.open()
    func hire(_ name: String, _ role: Role) async throws -> String {
      try await house.hire(name, as: role, pin: Self.pins[name])
    }
    let ids = [
      try await hire("白芷", .attendant), try await hire("石斛", .attendant), try await hire("苏木", .attendant),
      try await hire("秦艽", .squadLeader),
    ]
    let browser = try await house.enrol()
    let author = JournalAuthor(
      estate: house.estate.id, post: house.post.id, account: ids[0], name: "白芷", at: house.clock.now)
    let entry = try await house.plan(ids[0], from: -400, until: 70)
    try await house.lobby.write(in: house.estate.id) { tx in
      let plan = Duty.Plan(
        entry: entry, shift: "中班", from: author.at.advanced(minutes: -400), until: author.at.advanced(minutes: 70))
      let duty = Duty(
        id: Identifier.make(at: author.at), post: author.post, account: ids[0], name: "白芷", plan: plan,
        arrivedAt: author.at, arrivalBy: ids[0])
      try tx.insert(duty, by: author)
      try tx.begin(duty, by: author)
    }
    try await house.story { client in
      var desk = Desk(
        house: house, going: ids[0], coming: ids[1], other: ids[2], leader: ids[3], browser: browser, client: client)
      try await desk.enter(after: 0)
      try await body(&desk)
    }
  }

  @Test func `Long before the shift ends it says why; the relief's PIN makes the desk his and signs the other out`()
    async throws
  {
    try await desk { desk in
      let early = try await desk.send("/handovers", ["reliefs": [desk.coming]])
      #expect(early.status == 422 && early.codes == ["early"])
      let path = try await desk.prepare(["reliefs": [desk.coming], "early_reason": "孩子发烧"])
      #expect(try await desk.sign(path, "relief", desk.coming, "161803").status == 409)
      let wrong = try await desk.sign(path, "off_going", desk.going, "000000")
      #expect(wrong.status == 422 && wrong.codes == ["wrong"])
      #expect(try await desk.sign(path, "off_going", desk.going, "271828", drawn: "<svg>").status == 422)
      let off = try await desk.sign(path, "off_going", desk.going, "271828", drawn: Self.drawn)
      #expect(off.status == 201 && off.session == nil)
      #expect(try await desk.person() == "白芷")
      let accepted = try await desk.sign(path, "relief", desk.coming, "161803")
      #expect(accepted.object["state"] as? String == "accepted")
      let ways = (accepted.object["parties"] as? [[String: Any]] ?? []).compactMap { $0["way"] as? String }
      #expect(ways == ["pin", "pin"])
      // The old session is dead, whoever still has it; the browser has got the relief's.
      #expect(try await desk.person() == nil)
      let given = try #require(accepted.session)
      desk.session = given
      #expect(try await desk.person() == "石斛")
      #expect(try await desk.onDuty() == ["石斛"])
      let page = try await desk.client.page(path, as: .init(cookie: desk.cookie, formToken: "")).html
      #expect(page.contains("M10 20L60 80L120 30M200 40L260 90") && page.words.contains("提前交班：孩子发烧"))
      #expect(!page.contains("不在班"))
    }
  }

  @Test
  func `With two reliefs the first signature is not yet the acceptance, and one who does not come is not waited for`()
    async throws
  {
    try await desk { desk in
      try await desk.enter(after: 50)
      let path = try await desk.prepare(["reliefs": [desk.coming]])
      #expect(try await desk.send("\(path)/reliefs", ["account": desk.other]).status == 201)
      #expect(try await desk.send("\(path)/reliefs", ["account": desk.other]).status == 409)
      #expect(try await desk.send("\(path)/reliefs", ["account": desk.leader]).status == 201)
      let leave = try await desk.client.ask(
        .delete, "\(path)/reliefs/\(desk.leader)", cookie: desk.cookie, formToken: desk.formToken)
      #expect(leave.status == 200)
      _ = try await desk.sign(path, "off_going", desk.going, "271828")
      let first = try await desk.sign(path, "relief", desk.coming, "161803")
      #expect(first.object["state"] as? String == "open" && first.session == nil)
      #expect(try await desk.onDuty() == ["白芷"])
      let second = try await desk.sign(path, "relief", desk.other, goodPassword)
      #expect(second.object["state"] as? String == "accepted")
      #expect(try await desk.onDuty() == ["石斛", "苏木"])
      desk.session = try #require(second.session)
      #expect(try await desk.person() == "苏木")
    }
  }

  @Test func `A leader rules on one item with a reason; what is to be put right first is read again`() async throws {
    try await desk { desk in
      try await desk.enter(after: 50)
      _ = try await desk.send("/notes", ["text": "K-12没还", "next_shift": true])
      let path = try await desk.prepare(["reliefs": [desk.coming]])
      let sheet = try await desk.client.ask(.get, path, cookie: desk.cookie)
      let items = try #require(sheet.object["items"] as? [[String: Any]])
      let note = try #require(items.first { $0["kind"] as? String == "note" }?["item"] as? String)
      #expect(try await desk.send("\(path)/questions", ["item": note, "text": "柜里没有"]).status == 201)
      func rule(_ ruling: String, by account: String, _ secret: String) async throws -> CookieAnswer {
        try await desk.send(
          "\(path)/rulings",
          ["item": note, "ruling": ruling, "reason": "钥匙在工程室", "account": account, "secret": secret])
      }
      #expect(try await rule("accept", by: desk.other, "141421").status == 403)
      let first = try await rule("settle_first", by: desk.leader, "314159")
      #expect(first.status == 201 && first.missing.contains("disputed"))
      let ruled = try await rule("accept", by: desk.leader, "314159")
      #expect(ruled.status == 201 && !ruled.missing.contains("disputed"))
      // A ruling is no order: 白芷 still sits there.
      #expect(try await desk.person() == "白芷")
      let page = try await desk.client.page(path, as: .init(cookie: desk.cookie, formToken: "")).html.words
      #expect(page.contains("裁定先办好再交：") && page.contains("裁定准予交接："))
    }
  }

  @Test func `By a leader's order the desk is left empty and asks who takes over`() async throws {
    try await desk { desk in
      try await desk.enter(after: 90)
      let path = try await desk.prepare([:])
      let refused = try await desk.send(
        "\(path)/orders", ["order": "release", "reason": "x", "account": desk.other, "secret": "141421"])
      #expect(refused.status == 403)
      let released = try await desk.send(
        "\(path)/orders",
        ["order": "release", "reason": "接班人没到，班长顶岗", "account": desk.leader, "secret": "314159"])
      #expect(released.object["state"] as? String == "ordered" && released.session == nil)
      #expect(try await desk.person() == nil)
      #expect(try await desk.onDuty().isEmpty)
      let gate = try await desk.client.page("/session/new", as: .init(cookie: desk.browser, formToken: "")).html
      #expect(gate.contains("石斛"))
    }
  }

  @Test func `What takes too long or is refused is raised until somebody ends it, and counts in the figures`()
    async throws
  {
    try await desk { desk in
      func kinds() async throws -> [String] {
        let open = try await desk.client.ask(.get, "/open-items", cookie: desk.cookie).object["items"]
        return (open as? [[String: Any]] ?? []).compactMap { $0["kind"] as? String }
          .filter { $0.hasPrefix("handover") }
      }
      try await desk.enter(after: 60)
      let path = try await desk.prepare(["reliefs": [desk.coming]])
      #expect(try await kinds().isEmpty)
      desk.house.clock.advance(minutes: 16)
      #expect(try await kinds() == ["handover_overdue"])
      let items = try await desk.client.ask(.get, path, cookie: desk.cookie).object["items"] as? [[String: Any]]
      #expect(items?.contains { ($0["kind"] as? String)?.hasPrefix("handover") ?? false } == false)
      _ = try await desk.send(
        "\(path)/refusal", ["account": desk.coming, "secret": "161803", "reason": "大堂没打扫"])
      #expect(try await kinds() == ["handover_refused"])
      let pane = try await desk.client.page("/desk/open", as: .init(cookie: desk.cookie, formToken: "")).html
      #expect(pane.contains("大堂没打扫"))
      let order: [String: Any] = [
        "order": "go_on", "reason": "已叫保洁", "account": desk.leader, "secret": "314159",
      ]
      #expect(try await desk.send("\(path)/orders", order).status == 201)
      _ = try await desk.sign(path, "off_going", desk.going, "271828")
      let accepted = try await desk.sign(path, "relief", desk.coming, "161803")
      #expect(accepted.object["state"] as? String == "accepted")
      desk.session = try #require(accepted.session)
      let list = try await desk.client.ask(.get, "/handovers", cookie: desk.cookie).object
      let figures = try #require(list["punctuality"] as? [String: Any])
      #expect(figures["handovers"] as? Int == 1 && figures["planned"] as? Int == 1)
      #expect(figures["in_time"] as? Int == 0 && figures["quick"] as? Int == 0)
      #expect((list["items"] as? [[String: Any]])?.first?["late"] as? Int == 6)
    }
  }

  @Test func `Each pane comes alone, as a screen that is told of news fetches it`() async throws {
    try await desk { desk in
      try await desk.enter(after: 50)
      let path = try await desk.prepare(["reliefs": [desk.coming]])
      let browser = TestLobby.Browser(cookie: desk.cookie, formToken: desk.formToken)
      let whole = try await desk.client.page(path, as: browser).html
      #expect(whole.contains("data-from=\"\(path)?part=items\""))
      for (part, word) in [("head", "双方签字"), ("assets", "对账"), ("items", "移交事项"), ("sign", "交班签字")] {
        let html = try await desk.client.page("\(path)?part=\(part)", as: browser).html
        #expect(html.contains(word) && !html.contains("<main"), "\(part)")
      }
    }
  }
}

extension CookieAnswer {
  fileprivate var missing: [String] {
    (object["missing"] as? [[String: Any]] ?? []).compactMap { $0["what"] as? String }
  }
}
