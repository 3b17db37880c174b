import Foundation
import HTTPTypes
import Testing

@testable import Foyer

struct ReceptionStoryTests {
  static let tour = """
    {"id": "019e2700-0000-7000-8000-00000000000a", "organisation": "青城街道办", "party": 25, "purpose": "消防检查",
     "leader": "杜仲", "leader_title": "主任", "level": "manager", "host": "白术", "route": "大堂、消控室",
     "photos_allowed": false, "planned_at": "2026-05-15T10:00:00+08:00"}
    """

  @Test
  func `A group of 25 is announced, comes, counts as inside, leaves with its words, and nobody's document is asked`()
    async throws
  {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    let estate = house.estate
    try await house.story { client in
      let path = "/receptions/019e2700-0000-7000-8000-00000000000a"
      #expect(
        try await client.json(.post, "/receptions", Self.tour, token: token).object["state"] as? String == "announced")
      #expect(try await client.json(.post, "/receptions", Self.tour, token: token).status == 201)
      #expect(
        try await client.json(.post, "/receptions", Self.tour.replacing("25", with: "26"), token: token).status == 409)
      let here = try await client.json(.post, "\(path)/arrival", #"{"party": 23}"#, token: token)
      #expect(here.object["state"] as? String == "inside" && here.object["party"] as? Int == 23)
      #expect(try await client.json(.post, "\(path)/arrival", "{}", token: token).status == 409)
      #expect(try await house.lobby.read { try $0.openReceptions(of: estate.id) }.map(\.details.party) == [23])
      let gone = try await client.json(.post, "\(path)/departure", #"{"feedback": "通道通畅"}"#, token: token)
      #expect(gone.object["state"] as? String == "left" && gone.object["feedback"] as? String == "通道通畅")
      #expect(try await client.json(.delete, "\(path)/departure", token: token).object["state"] as? String == "inside")
      #expect(try await client.json(.post, "\(path)/cancellation", token: token).status == 409)
    }
    let entries = try await house.lobby.read { try $0.journal(of: estate.id, after: 0, limit: 50) }
    let words = entries.filter { $0.event.kind.topic == "reception" }.map(\.event.payload)
    #expect(words.count == 4 && words.allSatisfy { $0["organisation"] == "青城街道办" && !$0.values.contains("杜仲") })
  }

  @Test func `Who stands in the lobby already is written down on the spot, without a time`() async throws {
    let house = try await TestLobby.open()
    let guardsman = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      let refused = try await client.submit(
        "/receptions", ["organisation": "区住建局", "party": "", "purpose": "指导"], as: guardsman)
      #expect(refused.status == 422 && refused.html.contains("区住建局") && refused.html.contains(#"id="party-error""#))
      let saved = try await client.submit(
        "/receptions",
        ["organisation": "区住建局", "party": "6", "purpose": "指导", "arrived": "on", "day": "2026-05-14", "time": ""],
        as: guardsman)
      #expect(saved.status == 303)
      let page = try await client.page(saved.location, as: guardsman).html
      #expect(page.contains("在楼内") && page.contains("/departure"))
      #expect(try await client.page("/receptions", as: guardsman).html.contains("区住建局"))
    }
  }

  @Test func `The register of receptions has its columns on paper and only those who came`() async throws {
    let house = try await TestLobby.open()
    let guardsman = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      for (name, arrived) in [("区住建局", "on"), ("还没来的单位", "")] {
        _ = try await client.submit(
          "/receptions",
          [
            "organisation": name, "party": "6", "purpose": "指导", "arrived": arrived, "day": "2026-05-14",
            "time": "21:50",
          ],
          as: guardsman)
      }
      let sheet = try await client.page("/reception-register", as: guardsman).html
      #expect(sheet.contains("区住建局") && !sheet.contains("还没来的单位") && sheet.contains("参观范围（路线）"))
      let printed = try await client.submit("/reception-register/prints", [:], as: guardsman)
      #expect(try await client.page(printed.location, as: guardsman).html.contains("打印已记入值班记录"))
    }
    #expect(PaperSheet.receptionColumns.reduce(8) { $0 + $1.width } == 277)
    #expect(PaperSheet.receptionColumns.count == 14)
  }

  @Test
  func `An arrival by mistake is taken back for a quarter of an hour, with the announced head count, and not later`()
    async throws
  {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    let guardsman = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      let path = "/receptions/019e2700-0000-7000-8000-00000000000a"
      _ = try await client.json(.post, "/receptions", Self.tour, token: token)
      #expect(try await client.json(.delete, "\(path)/arrival", token: token).status == 409)
      _ = try await client.json(.post, "\(path)/arrival", #"{"party": 23}"#, token: token)
      house.clock.advance(minutes: 14)
      #expect(try await client.page(path, as: guardsman).html.contains("arrival?_method=delete"))
      let back = try await client.json(.delete, "\(path)/arrival", token: token)
      #expect(back.status == 200 && back.object["state"] as? String == "announced")
      #expect(back.object["party"] as? Int == 25 && back.object["arrived_at"] == nil)
      let here = try await client.submit("\(path)/arrival", ["party": "24"], as: guardsman)
      #expect(here.status == 303)
      house.clock.advance(minutes: 16)
      #expect(try await client.json(.delete, "\(path)/arrival", token: token).status == 409)
      #expect(try await !client.page(path, as: guardsman).html.contains("arrival?_method=delete"))
      _ = try await client.json(.post, "\(path)/departure", "{}", token: token)
      house.clock.advance(minutes: 16)
      #expect(try await client.json(.delete, "\(path)/departure", token: token).status == 409)
    }
    let kinds = try await house.lobby.read { try $0.journal(of: house.estate.id, after: 0, limit: 50) }.map(
      \.event.kind)
    let undone = kinds.filter { $0 == .receptionArrivalUndone }
    #expect(undone.count == 1)
  }

  @Test func `Who was written down on the spot by mistake is announced instead`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    try await house.story { client in
      let body = Self.tour.replacing(#""photos_allowed""#, with: #""arrived": true, "photos_allowed""#)
      let here = try await client.json(.post, "/receptions", body, token: token)
      #expect(here.object["state"] as? String == "inside" && here.object["announced_at"] == nil)
      let id = here.object["id"] as? String ?? ""
      let back = try await client.json(.delete, "/receptions/\(id)/arrival", token: token)
      #expect(back.object["state"] as? String == "announced" && back.object["announced_at"] != nil)
      #expect(back.object["party"] as? Int == 25)
    }
  }
}
