import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Foyer

struct DutyStoryTests {
  private static let well = [
    "appearance.uniform": "ok", "appearance.badge": "ok", "appearance.grooming": "ok", "appearance.fit": "ok",
  ]

  private func arrive(_ client: any TestClientProtocol, as browser: TestLobby.Browser) async throws -> String {
    let answer = try await client.submit("/duties", [:], as: browser)
    #expect(answer.status == 303)
    return answer.location
  }

  private func kinds(_ client: any TestClientProtocol, _ token: String) async throws -> [String] {
    let items = try await client.json(.get, "/open-items", token: token).object["items"] as? [[String: Any]]
    return (items ?? []).compactMap { $0["kind"] as? String }
  }

  @Test func `Arrived, looked over, counted: only then on duty, and the bar above every page says so`() async throws {
    let house = try await TestLobby.open()
    let things = try await house.equip()
    let guardian = try await house.signIn("白芷", as: .attendant)
    try await house.plan(try await house.account("白芷"), from: 12, until: 492)
    try await house.story { client in
      #expect(try await client.page("/", as: guardian).html.contains("还没人上岗"))
      let path = try await arrive(client, as: guardian)
      #expect(try await client.page(path, as: guardian).html.contains("先查仪容"))
      #expect(try await client.submit("\(path)/start", [:], as: guardian).status == 409)
      #expect(try await client.submit("\(path)/appearance", Self.well, as: guardian).status == 303)
      #expect(try await client.submit("\(path)/start", [:], as: guardian).status == 409)
      // What has to be counted is not covered by "the rest".
      #expect(try await client.submit("\(path)/equipment", ["rest": "normal"], as: guardian).status == 303)
      #expect(try await client.submit("\(path)/start", [:], as: guardian).status == 409)
      let counted = ["equipment.\(things.radios).count": "4"]
      #expect(try await client.submit("\(path)/equipment", counted, as: guardian).status == 303)
      #expect(try await client.submit("\(path)/start", [:], as: guardian).status == 303)
      let desk = try await client.page("/", as: guardian).html
      #expect(desk.contains("白芷</a>") && desk.contains("中班") && desk.contains("距交班8:12"))
      // Nobody arrives twice; he leaves by a handover or the leader's word.
      #expect(try await client.submit("/duties", [:], as: guardian).status == 409)
      #expect(try await client.submit("\(path)/release", ["reason": "回家"], as: guardian).status == 403)
    }
  }

  @Test func `What is missing stays open until somebody closes it and says how`() async throws {
    let house = try await TestLobby.open()
    let things = try await house.equip()
    let token = try await house.token(.squadLeader, scopes: Set(Permission.allCases))
    let guardian = try await house.signIn("白芷", as: .attendant)
    try await house.story { client async throws in
      let path = try await arrive(client, as: guardian)
      let three = ["equipment.\(things.radios).count": "3", "equipment.\(things.intercom).result": "faulty"]
      let again = try await client.submit("\(path)/equipment", three, as: guardian)
      #expect(again.status == 422 && again.html.contains("对讲机与账上不符"))
      let told = three.merging([
        "equipment.\(things.radios).note": "3号机不在", "equipment.\(things.intercom).note": "没有声音",
      ]) { $1 }
      #expect(try await client.submit("\(path)/equipment", told, as: guardian).status == 303)
      #expect(try await client.page(path, as: guardian).html.contains("−1"))
      #expect(Set(try await kinds(client, token)) == ["equipment_missing", "equipment_faulty"])
      let list = try await client.json(.get, "/equipment", token: token).object
      let radios = (list["items"] as? [[String: Any]])?.first
      #expect(radios?["expected"] as? Int == 3 && radios?["pieces"] as? Int == 4)
      let faults = (list["faults"] as? [[String: Any]]) ?? []
      for id in faults.compactMap({ $0["id"] as? String }) {
        let report = try await client.json(.post, "/equipment-faults/\(id)/report", #"{"told": "工程部"}"#, token: token)
        #expect(report.status == 201)
        #expect(try await client.json(.post, "/equipment-faults/\(id)/closure", "{}", token: token).status == 422)
        let closed = try await client.json(
          .post, "/equipment-faults/\(id)/closure", #"{"how": "换了备用机"}"#, token: token)
        #expect(closed.status == 201)
        #expect(
          try await client.json(.post, "/equipment-faults/\(id)/closure", #"{"how": "x"}"#, token: token).status == 409)
      }
      #expect(try await kinds(client, token).isEmpty)
    }
  }

  @Test func `Who is not fit waits for the leader, who decides with a reason`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.squadLeader, scopes: Set(Permission.allCases))
    let guardian = try await house.signIn("白芷", as: .attendant)
    try await house.story { client async throws in
      let path = try await arrive(client, as: guardian)
      let unwell = Self.well.merging(["appearance.fit": "wrong"]) { $1 }
      #expect(try await client.submit("\(path)/appearance", unwell, as: guardian).status == 422)
      let said = unwell.merging(["note": "发烧"]) { $1 }
      #expect(try await client.submit("\(path)/appearance", said, as: guardian).status == 303)
      #expect(try await kinds(client, token) == ["not_fit"])
      #expect(try await client.submit("\(path)/start", [:], as: guardian).status == 409)
      #expect(
        try await client.submit("\(path)/ruling", ["ruling": "may_serve", "reason": "我说行"], as: guardian).status == 403)
      #expect(try await client.json(.post, "\(path)/ruling", #"{"ruling": "may_serve"}"#, token: token).status == 422)
      let ruled = try await client.json(
        .post, "\(path)/ruling", #"{"ruling": "may_serve", "reason": "体温正常"}"#, token: token)
      #expect(ruled.status == 201)
      #expect(try await kinds(client, token).isEmpty)
      #expect(try await client.submit("\(path)/start", [:], as: guardian).status == 303)
      let released = try await client.json(.post, "\(path)/release", #"{"reason": "无人接班，班长顶岗"}"#, token: token)
      #expect(released.object["state"] as? String == "ended" && released.object["ending"] as? String == "order")
    }
  }

  @Test func `The leader inspects bearing and dress, and what is not in order stays open`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.squadLeader, scopes: Set(Permission.allCases))
    let guardian = try await house.signIn("白芷", as: .attendant)
    try await house.story { client async throws in
      let path = try await arrive(client, as: guardian)
      _ = try await client.submit("\(path)/appearance", Self.well, as: guardian)
      _ = try await client.submit("\(path)/start", [:], as: guardian)
      let looked = try await client.json(
        .post, "\(path)/inspections",
        #"""
        {"appearance": {"uniform": "ok", "badge": "wrong", "grooming": "ok", "bearing": "ok", "stance": "ok"},
        "note": "工牌没戴"}
        """#, token: token)
      #expect(looked.status == 201 && looked.object["good"] as? Int == 4)
      #expect(try await kinds(client, token) == ["appearance"])
      let id = looked.object["id"] as? String ?? ""
      #expect(
        try await client.submit("/appearance-checks/\(id)/correction", ["how": "已戴上"], as: guardian).status == 303)
      #expect(try await kinds(client, token).isEmpty)
      let figures = try await client.json(.get, "/punctuality", token: token).object
      #expect(figures["inspection_good"] as? Int == 4 && figures["inspection_all"] as? Int == 5)
    }
  }

  @Test func `Late, absent and unmanned are raised by the roster and the clock alone`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.squadLeader, scopes: Set(Permission.allCases))
    let guardian = try await house.signIn("白芷", as: .attendant)
    let entry = try await house.plan(try await house.account("白芷"), from: 10, until: 490)
    try await house.story { client async throws in
      #expect(try await kinds(client, token).isEmpty)
      house.clock.advance(minutes: 15)
      #expect(try await kinds(client, token) == ["unmanned_post", "late_relief"])
      house.clock.advance(minutes: 25)
      #expect(try await kinds(client, token) == ["unmanned_post", "absent"])
      await house.lobby.noteAbsences()
      await house.lobby.noteAbsences()
      #expect(try await kinds(client, token) == ["unmanned_post", "absent"])
      #expect(try await client.page("/duties", as: guardian).html.contains("起无人在岗"))
      // He comes at last: the post is manned, and the absence still waits for the leader's word.
      let path = try await arrive(client, as: guardian)
      _ = try await client.submit("\(path)/appearance", Self.well, as: guardian)
      #expect(try await client.submit("\(path)/start", [:], as: guardian).status == 303)
      #expect(try await kinds(client, token) == ["absent"])
      let record = try await client.page("/journal", as: guardian).html
      #expect(record.contains("无人在岗30分钟"))
      let settled = try await client.json(
        .post, "/absences/\(entry)/settlement", #"{"outcome": "came_unrecorded", "reason": "堵车"}"#, token: token)
      #expect(settled.status == 201)
      #expect(try await kinds(client, token).isEmpty)
      let figures = try await client.json(.get, "/punctuality", token: token).object
      #expect(figures["on_time"] as? Int == 0 && figures["due"] as? Int == 1)
      #expect(figures["unmanned_minutes"] as? Int == 30)
    }
  }

  @Test func `A post that there is none of is a wrong field, not a missing page`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant, scopes: Set(Permission.allCases))
    try await house.story { client in
      let answer = try await client.json(.post, "/duties", #"{"post": "e3e70682"}"#, token: token)
      #expect(answer.status == 422)
      let errors = answer.object["errors"] as? [[String: Any]]
      #expect(errors?.first?["field"] as? String == "post")
    }
  }

  @Test func `A desk where nobody has signed on registers visitors all the same`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant, scopes: Set(Permission.allCases))
    try await house.story { client async throws in
      #expect(try await client.json(.post, "/visits", Arrival.body(), token: token).status == 201)
    }
  }

  @Test func `The leader keeps the book, and nothing leaves it while something is open`() async throws {
    let house = try await TestLobby.open()
    let leader = try await house.signIn("秦艽", as: .squadLeader)
    let guardian = try await house.signIn("白芷", as: .attendant)
    try await house.story { client async throws in
      let torch = ["kind": "torch", "name": "强光手电", "pieces": "2"]
      #expect(try await client.submit("/equipment", torch, as: guardian).status == 403)
      #expect(try await client.submit("/equipment", torch, as: leader).status == 303)
      #expect(try await client.submit("/equipment", torch, as: leader).status == 422)
      let things = try await house.lobby.read { try $0.equipment(of: house.post.id, estate: house.estate.id) }
      let path = "/equipment/\(things.first?.id ?? "")"
      let fault = try await client.submit(
        "\(path)/faults", ["kind": "missing", "pieces": "1", "note": "不见了"], as: guardian)
      #expect(fault.status == 303)
      #expect(try await client.submit("\(path)/retirement", [:], as: leader).status == 409)
      #expect(try await client.submit("\(fault.location)/closure", ["how": "找到了"], as: guardian).status == 303)
      #expect(
        try await client.submit("\(path)?_method=put", torch.merging(["pieces": "3"]) { $1 }, as: leader).status == 303)
      #expect(try await client.submit("\(path)/retirement", [:], as: leader).status == 303)
      #expect(try await client.page("/equipment", as: leader).html.contains("还没有登记装备"))
    }
  }
}
