import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Foyer

/// Rounds from the list to the open items, as a guard and his leader live them.
struct RoundStoryTests {
  /// A house whose standard list of a kind is in use; its id.
  private func house(using kind: Checklist.Kind) async throws -> (house: TestLobby, list: String) {
    let house = try await TestLobby.open()
    return (house, try await Self.use(kind, in: house))
  }

  static func use(_ kind: Checklist.Kind, in house: TestLobby) async throws -> String {
    let lists = try await house.lobby.read { try $0.checklists(of: house.estate.id) }
    let list = try #require(lists.first { $0.kind == kind })
    let author = JournalAuthor(
      estate: house.estate.id, post: house.post.id, account: "test", name: "test", at: house.clock.now)
    try await house.lobby.write(in: house.estate.id) { try $0.use(list, by: author) }
    return list.id
  }

  private func open(_ house: TestLobby) async throws -> [String] {
    try await house.lobby.read { try $0.openItems(of: house.estate, at: house.clock.now) }.map(\.kind)
  }

  @Test func `A new estate has the standard lists, and nothing is due before a leader puts them to use`() async throws {
    let house = try await TestLobby.open()
    house.clock.advance(minutes: 3 * 1440)
    #expect(try await open(house) == [])
    let leader = try await house.signIn("秦艽", as: .squadLeader)
    let guardsman = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      let page = try await client.page("/checklists", as: leader).html
      #expect(page.contains("大堂清洁检查") && page.contains("未启用"))
      let path = try #require(page.firstMatch(of: /action="(\/checklists\/[^"]+\/use)"/)?.1)
      #expect(try await client.submit(String(path), [:], as: guardsman).status == 403)
      #expect(try await client.submit(String(path), [:], as: leader).status == 303)
      #expect(try await client.submit(String(path), [:], as: leader).status == 409)
    }
  }

  @Test func `A due round is made once, on a telephone without scripts, and settles its time`() async throws {
    let (house, list) = try await house(using: .cleaning)
    house.clock.advance(minutes: 9 * 60 + 30)
    let guardsman = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      let board = try await client.page("/rounds", as: guardsman).html
      let due = try #require(board.firstMatch(of: /name="due" value="([^"]+)"/)?.1)
      #expect(due == "2026-05-15T07:30:00.000+08:00")
      let begun = try await client.submit("/rounds", ["checklist": list, "due": String(due)], as: guardsman)
      #expect(begun.status == 303)
      #expect(try await client.submit("/rounds", ["checklist": list, "due": String(due)], as: guardsman).status == 409)
      let page = try await client.page(begun.location, as: guardsman).html
      #expect(page.contains("照得出灯影") && page.contains("stop-form"))
      let path = "\(begun.location)/stops/s1"
      let missing = try await client.submit(path, ["items.i1": "pass"], as: guardsman)
      #expect(missing.status == 422 && missing.html.contains(#"value="pass" required checked"#))
      let kept = try await client.submit(path, ["items.i14": "0", "rest": "on"], as: guardsman)
      #expect(kept.status == 303)
      let done = try await client.page(begun.location, as: guardsman).html
      #expect(done.contains("都正常") && done.contains("没下雨") && !done.contains("stop-form"))
      #expect(try await client.submit(path, ["items.i14": "1", "rest": "on"], as: guardsman).status == 409)
    }
    house.clock.advance(minutes: 60)
    #expect(try await open(house) == [])
  }

  @Test func `What is not clean asks whom one told, stays open until it is put right, and somebody else looks again`()
    async throws
  {
    let (house, list) = try await house(using: .cleaning)
    let guardsman = try await house.signIn("白芷", as: .attendant)
    let cleaner = try await house.signIn("青黛", as: .cleaner)
    try await house.story { client in
      let round = try await client.submit("/rounds", ["checklist": list], as: guardsman).location
      let path = "\(round)/stops/s1"
      var fields = ["items.i1": "fail", "items.i2": "fail", "items.i14": "0", "rest": "on"]
      let asked = try await client.submit(path, fields, as: guardsman)
      #expect(asked.status == 422 && asked.html.contains("item open"))
      fields.merge(["findings.i1.handling": "told", "findings.i2.handling": "self", "findings.i2.what": "手印"]) { $1 }
      #expect(try await client.submit(path, fields, as: guardsman).status == 422)
      fields["findings.i1.told"] = "青黛"
      #expect(try await client.submit(path, fields, as: guardsman).status == 303)
      // A finger that slipped twice keeps one round.
      #expect(try await client.submit(path, fields, as: guardsman).status == 303)
      #expect(try await open(house) == ["finding"])
      let page = try await client.page("/findings", as: cleaner).html
      let finding = try #require(page.firstMatch(of: /href="(\/findings\/[0-9a-f-]{36})"/)?.1)
      house.clock.advance(minutes: 12)
      #expect(try await client.submit("\(finding)/check", [:], as: guardsman).status == 409)
      #expect(try await client.submit("\(finding)/completion", ["note": "拖过了"], as: cleaner).status == 303)
      #expect(try await open(house) == [])
      #expect(try await client.submit("\(finding)/check", [:], as: cleaner).status == 409)
      #expect(
        try await client.submit("\(finding)/completion?_method=delete", ["reason": "还是脏"], as: guardsman).status == 303)
      #expect(try await open(house) == ["finding"])
      #expect(try await client.submit("\(finding)/completion", [:], as: cleaner).status == 303)
      house.clock.advance(minutes: 3)
      #expect(try await client.submit("\(finding)/check", [:], as: guardsman).status == 303)
      let sheet = try await client.page("/check-sheets/cleaning", as: guardsman).html.words
      #expect(sheet.contains("青黛 21:42") && sheet.contains("自己处理好了") && sheet.contains("手印"))
    }
  }

  @Test func `A missed round shows by itself, can be made up for, or is closed by a leader with a reason`() async throws
  {
    let (house, list) = try await house(using: .equipment)
    let token = try await house.token(.attendant, scopes: [.seeChecks, .makeRounds])
    try await house.story { client async throws in
      func due() async throws -> [String] {
        let items = try await client.json(.get, "/rounds", token: token).object["due"] as? [[String: Any]] ?? []
        return items.filter { $0["state"] as? String == "missed" }.compactMap { $0["due_at"] as? String }
      }
      // 23:15 and 07:15 pass.
      house.clock.advance(minutes: 10 * 60 + 10)
      let leader = try await house.signIn("秦艽", as: .squadLeader)
      #expect(try await due() == ["2026-05-14T23:15:00.000+08:00", "2026-05-15T07:15:00.000+08:00"])
      #expect(try await open(house) == ["missed_round", "missed_round"])
      let late = #"{"checklist": "\#(list)", "due": "2026-05-15T07:15:00+08:00"}"#
      #expect(try await client.json(.post, "/rounds", late, token: token).status == 201)
      #expect(try await due() == ["2026-05-14T23:15:00.000+08:00"])
      let fields = ["checklist": list, "due": "2026-05-14T23:15:00.000+08:00", "reason": ""]
      #expect(try await client.submit("/excused-rounds", fields, as: leader).status == 422)
      let closed = fields.merging(["reason": "处理困人"]) { $1 }
      #expect(try await client.submit("/excused-rounds", closed, as: leader).status == 303)
      #expect(try await client.submit("/excused-rounds", closed, as: leader).status == 409)
      #expect(try await due() == [])
      let never = #"{"checklist": "\#(list)", "due": "2026-05-15T08:00:00+08:00"}"#
      #expect(try await client.json(.post, "/rounds", never, token: token).status == 409)
      let sheet = try await client.page("/check-sheets/equipment?from=2026-05-14", as: leader).html
      #expect(sheet.contains("处理困人") && sheet.contains("未做"))
    }
    // The round that was begun and left lying shows too.
    house.clock.advance(minutes: 60)
    #expect(try await open(house) == ["unfinished_round"])
  }

  @Test func `A patrol goes from code to code; by hand only with a reason, and a renewed code says nothing`()
    async throws
  {
    let (house, list) = try await house(using: .patrol)
    let (vault, estate) = (house.lobby.vault, house.estate.id)
    let leader = try await house.signIn("秦艽", as: .squadLeader)
    let guardsman = try await house.signIn("白芷", as: .attendant)
    let (first, second) = (
      Identifier.make(at: house.clock.now), Identifier.make(at: house.clock.now.advanced(seconds: 1))
    )
    try await house.story { client async throws in
      for (id, name) in [(first, "消防泵房"), (second, "西门")] {
        #expect(try await client.submit("/points", ["id": id, "name": name], as: leader).status == 303)
      }
      let changed = try await client.submit(
        "/checklists/\(list)?_method=put",
        [
          "name": "夜巡", "minutes": "28", "times": "1:00、4:00", "ordered": "on", "stops.1.name": "消防泵房",
          "stops.1.point": first, "stops.1.items.1.word": "灭火器压力", "stops.1.items.1.kind": "reading",
          "stops.1.items.1.right": "1.0–1.4 MPa", "stops.2.name": "西门", "stops.2.point": second,
          "stops.2.items.1.word": "门锁",
        ], as: leader)
      #expect(changed.status == 303)
      let round = try await client.submit("/rounds", ["checklist": list], as: guardsman).location
      #expect(try await client.submit("\(round)/stops/s102", ["items.i104": "pass"], as: guardsman).status == 404)
      let code = try await house.lobby.read { try $0.existingPatrolPoint(first, of: estate) }.code(
        estate: estate, vault: vault)
      let scanned = try await client.executeRequest(
        uri: "/points/\(first)?code=\(code)", method: .get,
        headers: [.accept: "text/html", .cookie: guardsman.cookie], body: nil)
      let way = try #require(scanned.headers[.location])
      #expect(scanned.status == .seeOther && way.hasPrefix("\(round)?stop=") && way.hasSuffix("code=\(code)"))
      let page = try await client.page(way, as: guardsman).html
      #expect(page.contains("已扫这一点的码") && page.contains("1–1.4 MPa"))
      let stops = page.matches(of: /stops\/(s\d+)/).map { String($0.1) }
      let item = try #require(page.firstMatch(of: /name="items\.(i\d+)"/)?.1)
      let low = [
        "code": code, "items.\(item)": "0.9", "findings.\(item).handling": "told", "findings.\(item).told": "杜仲",
      ]
      #expect(try await client.submit("\(round)/stops/\(stops[0])", low, as: guardsman).status == 303)
      // The gate: its code was photographed and is renewed meanwhile.
      let old = try await house.lobby.read { try $0.existingPatrolPoint(second, of: estate) }.code(
        estate: estate, vault: vault)
      #expect(try await client.submit("/points/\(second)/code", [:], as: leader).status == 303)
      let gate = try await client.page(round, as: guardsman).html
      let (stop, lock) = (
        try #require(gate.firstMatch(of: /stops\/(s\d+)"/)?.1),
        try #require(gate.firstMatch(of: /name="items\.(i\d+)"/)?.1)
      )
      let fields = ["items.\(lock)": "pass"]
      #expect(try await client.submit("\(round)/stops/\(stop)", fields, as: guardsman).status == 422)
      let void = try await client.submit("\(round)/stops/\(stop)", fields.merging(["code": old]) { $1 }, as: guardsman)
      #expect(void.status == 422 && void.html.contains("作废"))
      let byHand = fields.merging(["by_hand": "damaged"]) { $1 }
      #expect(try await client.submit("\(round)/stops/\(stop)", byHand, as: guardsman).status == 303)
      let done = try await client.page(round, as: guardsman).html
      #expect(done.contains("码坏了") && done.contains("0.9 MPa") && done.contains("1项异常"))
      let sheet = try await client.page("/check-sheets/patrol", as: guardsman).html
      #expect(sheet.contains("21:42 扫码") && sheet.contains("21:42 手动") && sheet.contains("已告诉杜仲"))
    }
  }

  @Test func `A round keeps the version that it was begun with`() async throws {
    let (house, list) = try await house(using: .cleaning)
    let leader = try await house.signIn("秦艽", as: .squadLeader)
    try await house.story { client in
      let round = try await client.submit("/rounds", ["checklist": list], as: leader).location
      let form = try await client.page("/checklists/\(list)/edit", as: leader).html
      #expect(form.contains("照得出灯影"))
      let changed = try await client.submit(
        "/checklists/\(list)?_method=put",
        ["name": "大堂清洁检查", "minutes": "10", "stops.1.name": "大堂", "stops.1.items.1.word": "新项目"], as: leader)
      #expect(changed.status == 303)
      let page = try await client.page(round, as: leader).html
      #expect(page.contains("照得出灯影") && !page.contains("新项目"))
      #expect(try await client.page("/checklists/\(list)", as: leader).html.contains("新项目"))
      #expect(try await client.page("/checklists/\(list)?version=1", as: leader).html.contains("照得出灯影"))
    }
  }

  @Test func `A picture comes with a stop, is shown to who may see it, and goes when it shows a person`() async throws {
    let (house, list) = try await house(using: .cleaning)
    let token = try await house.token(.attendant, scopes: [.seeChecks, .makeRounds])
    let leader = try await house.signIn("秦艽", as: .squadLeader)
    let administrator = try await house.signIn("忍冬", as: .administrator)
    let photo = Data(PhotoFileTests.jpeg()).base64EncodedString()
    try await house.story { client in
      let begun = try await client.json(.post, "/rounds", #"{"checklist": "\#(list)"}"#, token: token)
      let round = try #require((begun.object["round"] as? [String: Any])?["id"] as? String)
      let body = #"""
        {"items": {"i1": "fail", "i14": 0}, "rest": true, "findings": {"i1": {"handling": "self", "what": "水渍"}},
         "photos": {"i1": "PHOTO"}}
        """#
      let path = "/rounds/\(round)/stops/s1"
      let broken = body.replacing("PHOTO", with: "R0lGODlh")
      #expect(try await client.json(.post, path, broken, token: token).status == 422)
      let kept = try await client.json(.post, path, body.replacing("PHOTO", with: photo), token: token)
      #expect(kept.status == 201)
      let id = try #require((kept.object["photos"] as? [[String: Any]])?.first?["id"] as? String)
      let picture = "/rounds/\(round)/photos/\(id)"
      let shown = try await client.executeRequest(
        uri: picture, method: .get, headers: [.accept: "image/*", .cookie: leader.cookie], body: nil)
      #expect(shown.status == .ok && shown.headers[.contentType] == "image/jpeg" && shown.body.readableBytes > 20)
      #expect(try await client.page(picture, as: administrator).status == 403)
      #expect(try await client.submit("\(picture)?_method=delete", ["reason": "拍到人"], as: leader).status == 303)
      #expect(try await client.page(picture, as: leader).status == 404)
      #expect(try await client.page("/rounds/\(round)", as: leader).html.contains("照片已删"))
    }
  }

  @Test func `A stop is passed over and a round is cut short only with a reason`() async throws {
    let (house, list) = try await house(using: .patrol)
    let guardsman = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      let round = try await client.submit("/rounds", ["checklist": list], as: guardsman).location
      #expect(try await client.submit("\(round)/stops/s1/omission", ["reason": ""], as: guardsman).status == 422)
      #expect(try await client.submit("\(round)/stops/s5/omission", ["reason": "雨大"], as: guardsman).status == 303)
      #expect(try await client.submit("\(round)/completion", [:], as: guardsman).status == 422)
      #expect(try await client.submit("\(round)/completion", ["reason": "去救援"], as: guardsman).status == 303)
      let page = try await client.page(round, as: guardsman).html
      #expect(page.contains("没走完：去救援") && page.contains("雨大"))
      #expect(try await client.submit("\(round)/completion", ["reason": "x"], as: guardsman).status == 409)
      #expect(try await client.page("/check-sheets/patrol", as: guardsman).html.contains("未查"))
    }
  }

  @Test func `Bad lists are refused with what to mend, and every form keeps what was typed`() async throws {
    let house = try await TestLobby.open()
    let leader = try await house.signIn("秦艽", as: .squadLeader)
    try await house.story { client in
      let good = ["name": "夜巡", "kind": "patrol", "minutes": "20", "stops.1.name": "门", "stops.1.items.1.word": "锁"]
      for (field, value, message) in [
        ("times", "25:00", "21:30"), ("minutes", "0", "要在1到480之间"), ("stops.1.name", "", "必须填"),
        ("stops.1.point", Identifier.make(at: house.clock.now), "没有这个选项"), ("kind", "party", "没有这个选项"),
        ("weekdays", "8", "没有这个选项"),
      ] {
        let answer = try await client.submit("/checklists", good.merging([field: value]) { $1 }, as: leader)
        #expect(answer.status == 422 && answer.html.contains(message) && answer.html.contains("夜巡"), "\(field)")
      }
      let reading = good.merging(["stops.1.items.1.kind": "reading", "stops.1.items.1.right": "高"]) { $1 }
      let answer = try await client.submit("/checklists", reading, as: leader)
      #expect(answer.status == 422 && answer.html.contains("1.0–1.4 MPa"))
      #expect(try await client.submit("/checklists", good, as: leader).status == 303)
    }
  }
}
