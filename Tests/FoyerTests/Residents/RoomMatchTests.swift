import Foundation
import HTTPTypes
import Testing

@testable import Foyer

/// The challenge (C-4): the visitor states room and name, the register says match or no match.
struct RoomMatchTests {
  private func answer(_ question: HostQuestion, in house: TestLobby) async throws -> Admission.Host {
    try await house.lobby.read {
      try $0.host(asked: question, of: house.estate.id, at: house.clock.now, vault: house.lobby.vault).admission
    }
  }

  @Test func `An estate without rooms cannot answer the challenge`() async throws {
    let house = try await TestLobby.open()
    #expect(try await answer(HostQuestion(room: "1-2-1203", name: "陆英"), in: house).match == .unlisted)
  }

  @Test(arguments: ["1-2-1203", "1栋2单元1203", "１栋２单元１２０３室", "一栋二单元1203", "01#-2-1203", "1203"])
  func `A room is found in every written form`(room: String) async throws {
    let house = try await TestLobby.open()
    try await house.resident("陆英", in: "1-2-1203")
    #expect(try await answer(HostQuestion(room: room, name: "陆英"), in: house).match == .match)
  }

  @Test func `A room number that several buildings have names none of them`() async throws {
    let house = try await TestLobby.open()
    try await house.resident("陆英", in: "1-2-1203")
    try await house.resident("沙参", in: "2-1-1203")
    #expect(try await answer(HostQuestion(room: "1203", name: "陆英"), in: house).match == .noMatch)
    #expect(try await answer(HostQuestion(room: "2-1203", name: "沙参"), in: house).match == .match)
  }

  @Test func `A surname, a full name or a surname with a title match, a guess does not`() async throws {
    let house = try await TestLobby.open()
    try await house.resident("欧阳娜娜", in: "1-2-1203")
    for (said, match) in [
      ("欧阳", Visit.HostMatch.match), ("欧阳娜娜", .match), ("欧阳女士", .match), ("欧", .noMatch), ("娜娜", .noMatch),
      ("王", .noMatch), ("ouyang", .noMatch),
    ] {
      #expect(try await answer(HostQuestion(room: "1-2-1203", name: said), in: house).match == match, "\(said)")
    }
  }

  @Test func `A room of which nobody is on file cannot confirm a name, an unknown room does not match`() async throws {
    let house = try await TestLobby.open()
    try await house.room("1-2-1203")
    #expect(try await answer(HostQuestion(room: "1-2-1203", name: "陆英"), in: house).match == .unlisted)
    #expect(try await answer(HostQuestion(room: "1-2-1204", name: "陆英"), in: house).match == .noMatch)
  }

  @Test func `Without a name the room alone is looked up`() async throws {
    let house = try await TestLobby.open()
    try await house.resident("陆英", in: "1-2-1203")
    #expect(try await answer(HostQuestion(room: "1-2-1203"), in: house).match == .match)
    #expect(try await answer(HostQuestion(), in: house).match == .notAsked)
  }

  @Test func `Who has moved out or not yet moved in does not match`() async throws {
    let house = try await TestLobby.open()
    try await house.resident("陆英", in: "1-2-1203", until: house.clock.now.advanced(minutes: 10))
    try await house.resident("沙参", in: "1-2-1203")
    #expect(try await answer(HostQuestion(room: "1-2-1203", name: "陆英"), in: house).match == .match)
    house.clock.advance(minutes: 10)
    #expect(try await answer(HostQuestion(room: "1-2-1203", name: "陆英"), in: house).match == .noMatch)
  }

  @Test func `Who asked not to be confirmed matches only after the host has answered`() async throws {
    let house = try await TestLobby.open()
    try await house.resident("陆英", in: "1-2-1203", isDiscreet: true)
    var question = HostQuestion(room: "1-2-1203", name: "陆英")
    #expect(try await answer(question, in: house).match == .noMatch)
    question.isConfirmed = true
    #expect(try await answer(question, in: house).match == .match)
  }

  @Test func `The room is kept with the visit under its own name`() async throws {
    let house = try await TestLobby.open()
    let room = try await house.room("1-2-1203")
    let host = try await house.lobby.read {
      try $0.host(
        asked: HostQuestion(room: "1号楼2门1203室"), of: house.estate.id, at: house.clock.now, vault: house.lobby.vault)
    }
    #expect(host.roomID == room.id)
    #expect(host.roomDisplay == "1-2-1203")
  }

  @Test func `The answer holds the match and nothing else`() async throws {
    let house = try await TestLobby.open()
    try await house.resident("王若", in: "1-2-1203")
    let token = try await house.token(.attendant)
    try await house.story { client in
      let name = "王".addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
      let yes = try await client.json(.get, "/rooms/match?room=1-2-1203&name=\(name)", token: token)
      #expect(yes.status == 200)
      #expect(yes.object.count == 1)
      #expect(yes.object["match"] as? Bool == true)
      let no = try await client.json(.get, "/rooms/match?room=1-2-1204&name=\(name)", token: token)
      #expect(no.object as? [String: Bool] == ["match": false])
      #expect(try await client.json(.get, "/rooms/match?name=\(name)", token: token).status == 422)
      #expect(try await client.json(.get, "/rooms/match?room=1", token: nil).status == 401)
    }
  }
}
