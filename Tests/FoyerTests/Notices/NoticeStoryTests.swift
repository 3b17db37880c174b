import Foundation
import HTTPTypes
import Testing

@testable import Foyer

struct NoticeStoryTests {
  private static let path = "/notices/019e2700-0000-7000-8000-0000000000c1"
  static let water = """
    {"id": "019e2700-0000-7000-8000-0000000000c1", "title": "停水通知", "body": "水泵检修。\\n请提前储水。",
     "area": "2栋", "from": "2026-05-14", "until": "2026-05-16", "say": "2栋停水到16日，明天恢复"}
    """

  @Test
  func `A notice is drafted at the desk, given back, written anew, published by the leader, printed and withdrawn`()
    async throws
  {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    let guardsman = try await house.signIn("白芷", as: .attendant)
    let leader = try await house.signIn("秦艽", as: .squadLeader)
    try await house.story { client in
      #expect(try await client.json(.post, "/notices", Self.water, token: token).object["stage"] as? String == "draft")
      #expect(try await client.json(.post, "\(Self.path)/publication", token: token).status == 403)
      #expect(try await client.page("/open-items", as: leader).html.contains("等发布"))
      let silent = try await client.submit("\(Self.path)/refusal", ["reason": ""], as: leader)
      #expect(silent.status == 422)
      #expect(try await client.submit("\(Self.path)/refusal", ["reason": "写明几点"], as: leader).status == 303)
      #expect(try await client.page(Self.path, as: guardsman).html.contains("写明几点"))
      let better = Self.water.replacing("水泵检修。", with: "14点到16点水泵检修。")
      #expect(try await client.json(.put, Self.path, better, token: token).object["stage"] as? String == "draft")
      #expect(try await client.submit("\(Self.path)/prints", [:], as: guardsman).status == 409)
      #expect(try await client.submit("\(Self.path)/publication", [:], as: leader).status == 303)
      #expect(try await client.json(.get, Self.path, token: token).object["stage"] as? String == "in_force")
      #expect(try await client.json(.put, Self.path, Self.water, token: token).status == 403)

      let printed = try await client.submit("\(Self.path)/prints", [:], as: guardsman)
      let sheet = try await client.page(printed.location, as: guardsman).html
      #expect(sheet.contains("停水通知") && sheet.contains("致2栋住户") && sheet.contains("第1次打印"))
      #expect(sheet.contains("2026年5月14日") && sheet.contains("js/print.js"))
      #expect(try await !client.page("\(Self.path)/sheet", as: guardsman).html.contains("js/print.js"))

      func said(_ room: String) async throws -> [String] {
        let answer = try await client.json(.get, "/sayings?room=\(room)", token: token).object["items"]
        return (answer as? [[String: Any]] ?? []).compactMap { $0["text"] as? String }
      }
      #expect(try await said("2-1-1203") == ["2栋停水到16日，明天恢复"])
      #expect(try await said("1-1-1203") == [])
      let down = try await client.submit("\(Self.path)/withdrawal", ["reason": "改期"], as: leader)
      #expect(down.status == 303)
      #expect(try await said("2-1-1203") == [])
    }
    #expect(
      try await house.kinds().filter { $0.topic == "notice" }
        == [.noticeDrafted, .noticeReturned, .noticeChanged, .noticePublished, .noticePrinted, .noticeWithdrawn])
  }

  @Test func `A form that lacks something comes back with what was typed`() async throws {
    let house = try await TestLobby.open()
    let leader = try await house.signIn("秦艽", as: .squadLeader)
    try await house.story { client in
      let forms = [
        ("/events", ["title": "茶会", "kind": "activity", "from": "2026-05-14T22:00", "until": "2026-05-14T21:00"]),
        ("/notices", ["title": "停水", "body": "", "until": "2026-05-20"]),
        ("/instructions", ["title": "夜巡", "body": "每小时", "from": ""]),
        ("/sayings", ["text": "快递放柜子", "area": "花园那边", "until": "2026-05-20"]),
      ]
      for (path, fields) in forms {
        let answer = try await client.submit(path, fields, as: leader)
        #expect(answer.status == 422, "\(path)")
        #expect(answer.html.contains(fields["title"] ?? fields["text"] ?? ""), "\(path)")
        #expect(answer.html.contains("aria-describedby"), "\(path)")
      }
    }
  }

  @Test func `An event is called off and takes place after all, and afterwards somebody writes how it went`()
    async throws
  {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    try await house.story { client in
      let path = "/events/019e2700-0000-7000-8000-0000000000a1"
      _ = try await client.json(.post, "/events", BoardStoryTests.tea, token: token)
      let off = try await client.json(.post, "\(path)/cancellation", token: token)
      #expect(off.object["state"] as? String == "cancelled" && off.object["revision"] as? Int == 2)
      #expect(try await client.json(.post, "\(path)/cancellation", token: token).status == 409)
      #expect(
        try await client.json(.delete, "\(path)/cancellation", token: token).object["state"] as? String == "planned")
      #expect(try await client.json(.post, "\(path)/report", #"{"after_note": "好"}"#, token: token).status == 409)
      house.clock.advance(minutes: 120)
      let guardsman = try await house.signIn("白芷", as: .attendant)
      #expect(try await client.page("/open-items", as: guardsman).html.contains("还没记情况"))
      let report = ["visitors_came": "36", "after_note": "秩序好，借椅子20把已还"]
      #expect(try await client.submit("\(path)/report", report, as: guardsman).status == 303)
      let page = try await client.page(path, as: guardsman).html
      #expect(page.contains("借椅子20把已还") && page.contains("36"))
      #expect(try await !client.page("/open-items", as: guardsman).html.contains("还没记情况"))
    }
  }

  @Test func `A line for a room names nobody who lives there, and costs the check-in nothing`() async throws {
    let house = try await TestLobby.open()
    try await house.resident("陆英", in: "2-1203", phones: ["13900000001"])
    let token = try await house.token(.attendant)
    try await house.story { client in
      func add(_ text: String, to area: String = "2-1203") async throws -> (status: Int, code: String) {
        let body = #"{"text": "\#(text)", "area": "\#(area)", "until": "2026-05-20"}"#
        let answer = try await client.json(.post, "/sayings", body, token: token)
        let errors = answer.object["errors"] as? [[String: Any]]
        return (answer.status, errors?.first?["code"] as? String ?? "")
      }
      #expect(try await add("陆英说快递放门口") == (422, "exposes"))
      #expect(try await add("请打13900000001") == (422, "exposes"))
      #expect(try await add("他出差了") == (422, "tells_absence"))
      #expect(try await add("快递请放丰巢柜").status == 201)
      #expect(try await add("2栋电梯检修，请走1号梯", to: "2栋").status == 201)
      #expect(try await add("今晚停车场限行", to: "").status == 201)
      let lines = try await client.json(.get, "/sayings?room=2-1203", token: token).object["items"] as? [[String: Any]]
      #expect(lines?.compactMap { $0["text"] as? String } == ["快递请放丰巢柜", "2栋电梯检修，请走1号梯", "今晚停车场限行"])
      // A room that is not there is answered as one that is: nobody learns who lives where.
      let other = try await client.json(.get, "/sayings?room=2-9901", token: token).object["items"] as? [[String: Any]]
      #expect(other?.count == 2)
      let entries = try await house.lobby.read { try $0.journal(of: house.estate.id, after: 0, limit: 50) }
      let words = entries.filter { $0.event.kind == .sayingAdded }.map(\.event)
      #expect(
        words.count == 3 && words.first?.room == "2-1203" && !words.contains { $0.payload.values.contains("快递请放丰巢柜") })
    }
  }
}
