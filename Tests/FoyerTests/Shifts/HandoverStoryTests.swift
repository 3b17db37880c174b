import Database
import Foundation
import HTTPTypes
import Testing

@testable import Foyer

/// A night at the desk: who goes, who comes, the leader; all with passwords.
struct HandoverNight: Sendable {
  let house: TestLobby
  let token: String
  let going, coming, other, leader: String

  static let password = "night-desk-2026"

  static func open() async throws -> HandoverNight {
    let house = try await TestLobby.open()
    let hash = try await house.lobby.passwords.hash(password)
    let people = [("白芷", Role.attendant), ("石斛", .attendant), ("苏木", .attendant), ("秦艽", .squadLeader)]
    let ids = people.map { _ in Identifier.make(at: house.clock.now) }
    try await house.lobby.write(in: house.estate.id) { tx in
      for (person, id) in zip(people, ids) {
        try tx.insert(
          Account(
            id: id, name: person.0, role: person.1, password: hash, pin: nil, failedTries: 0, blockedUntil: nil,
            disabledAt: nil), of: house.estate.id, setupHash: nil, setupExpires: nil, at: house.clock.now)
      }
    }
    let night = HandoverNight(
      house: house, token: try await house.token(.attendant, scopes: Set(Permission.allCases)), going: ids[0],
      coming: ids[1], other: ids[2], leader: ids[3])
    try await night.onDuty(ids[0], "白芷")
    return night
  }

  func onDuty(_ account: String, _ name: String) async throws {
    let author = JournalAuthor(
      estate: house.estate.id, post: house.post.id, account: account, name: name, at: house.clock.now)
    try await house.lobby.write(in: house.estate.id) { tx in
      let duty = Duty(
        id: Identifier.make(at: author.at), post: author.post, account: account, name: name, plan: nil,
        arrivedAt: author.at, arrivalBy: account)
      try tx.insert(duty, by: author)
      try tx.begin(duty, by: author)
    }
  }

  func signature(_ side: String, _ account: String, _ password: String = password) -> String {
    #"{"side": "\#(side)", "account": "\#(account)", "secret": "\#(password)"}"#
  }

  func dutyHolders() async throws -> [String] {
    try await house.lobby.read { try $0.onDuty(at: house.post.id, of: house.estate.id).map(\.account) }
  }
}

extension [String: Any] {
  fileprivate var items: [[String: Any]] { self["items"] as? [[String: Any]] ?? [] }
  fileprivate var missing: [String] {
    (self["missing"] as? [[String: Any]] ?? []).compactMap { $0["what"] as? String }
  }
}

struct HandoverStoryTests {
  @Test func `A handover is counted, questioned, answered, signed by both, and only then is the relief on duty`()
    async throws
  {
    let night = try await HandoverNight.open()
    try await night.house.story { client async throws in
      let token = night.token
      _ = try await client.json(.post, "/visits", Arrival.body(), token: token)
      _ = try await client.json(.post, "/notes", #"{"text": "2号梯停用", "next_shift": true}"#, token: token)
      let begun = try await client.json(
        .post, "/handovers", #"{"reliefs": ["\#(night.coming)"]}"#, token: token)
      #expect(begun.status == 201)
      let path = "/handovers/\(begun.object["id"] as? String ?? "")"
      #expect(Set(begun.object.items.compactMap { $0["kind"] as? String }) == ["inside", "passes_out", "note"])
      let second = try await client.json(.post, "/handovers", "{}", token: token)
      #expect(second.status == 409)
      // Count first: the book is told afterwards.
      let line = try #require((begun.object["counts"] as? [[String: Any]])?.first)
      #expect(line["expected"] == nil)
      let counted = try await client.json(.post, path + "/counts", #"{"counts": {"passes": 28}}"#, token: token)
      #expect(counted.object.missing.contains("reasons"))
      let explained = try await client.json(
        .post, path + "/counts", #"{"counts": {"passes": 28}, "reasons": {"passes": "A-030掉在柜后"}}"#, token: token)
      #expect(!explained.object.missing.contains("reasons"))
      let tooEarly = try await client.json(
        .post, path + "/signatures", night.signature("relief", night.coming), token: token)
      #expect(tooEarly.status == 409)
      let note = try #require(begun.object.items.first { $0["kind"] as? String == "note" }?["item"] as? String)
      let asked = try await client.json(
        .post, path + "/questions", #"{"item": "\#(note)", "text": "几点修好"}"#, token: token)
      #expect(asked.status == 201 && asked.object.missing.contains("disputed"))
      _ = try await client.json(.post, path + "/answers", #"{"item": "\#(note)", "text": "早10点"}"#, token: token)
      for item in begun.object.items.compactMap({ $0["item"] as? String }) {
        let answer = try await client.json(.post, path + "/acknowledgements", #"{"item": "\#(item)"}"#, token: token)
        #expect(answer.status == 201)
      }
      let wrong = try await client.json(
        .post, path + "/signatures", night.signature("off_going", night.going, "wrong-password"), token: token)
      #expect(wrong.status == 422)
      let signed = try await client.json(
        .post, path + "/signatures", night.signature("off_going", night.going), token: token)
      #expect(signed.status == 201 && signed.object["state"] as? String == "open")
      let before = try await night.dutyHolders()
      #expect(before == [night.going])
      let accepted = try await client.json(
        .post, path + "/signatures", night.signature("relief", night.coming), token: token)
      #expect(accepted.object["state"] as? String == "accepted")
      let after = try await night.dutyHolders()
      #expect(after == [night.coming])
      let again = try await client.json(.post, path + "/questions", #"{"item": "\#(note)", "text": "?"}"#, token: token)
      #expect(again.status == 409)
      let kept = try await client.json(.get, path, token: token)
      #expect(kept.object.items.contains { $0["title"] as? String == "2号梯停用" })
    }
  }

  @Test func `What appears meanwhile joins, and whoever says all has seen all`() async throws {
    let night = try await HandoverNight.open()
    try await night.house.story { client async throws in
      let token = night.token
      for n in 1...6 {
        _ = try await client.json(.post, "/notes", #"{"text": "事\#(n)", "next_shift": true}"#, token: token)
      }
      let begun = try await client.json(.post, "/handovers", #"{"reliefs": ["\#(night.coming)"]}"#, token: token)
      let path = "/handovers/\(begun.object["id"] as? String ?? "")"
      let browser = try await night.house.signIn("连翘", as: .attendant)
      let html = try await client.page(path, as: browser).html
      let seen = try #require(html.firstMatch(of: /name="seen" value="([^"]+)"/)).1
      _ = try await client.json(.post, "/notes", #"{"text": "新来的事", "next_shift": true}"#, token: token)
      let body = #"{"kind": "note", "seen": "\#(seen)"}"#
      let stale = try await client.json(.post, path + "/acknowledgements", body, token: token)
      #expect(stale.status == 409)
      let now = try await client.json(.get, path, token: token)
      #expect(now.object.items.count == 7)
      let fresh = try #require(
        try await client.page(path, as: browser).html.firstMatch(of: /name="seen" value="([^"]+)"/)
      ).1
      let taken = try await client.json(
        .post, path + "/acknowledgements", #"{"kind": "note", "seen": "\#(fresh)"}"#, token: token)
      #expect(taken.status == 201 && !taken.object.missing.contains("unseen"))
    }
  }

  @Test func `A refused handover waits for the leader, who sends another, and nothing deadlocks`() async throws {
    let night = try await HandoverNight.open()
    try await night.house.story { client async throws in
      let token = night.token
      let begun = try await client.json(.post, "/handovers", #"{"reliefs": ["\#(night.coming)"]}"#, token: token)
      let path = "/handovers/\(begun.object["id"] as? String ?? "")"
      func signed(_ account: String, _ more: String) -> String {
        #"{"account": "\#(account)", "secret": "\#(HandoverNight.password)", "reason": "大堂没打扫", \#(more)}"#
      }
      let refused = try await client.json(
        .post, path + "/refusal",
        #"{"account": "\#(night.coming)", "secret": "\#(HandoverNight.password)", "reason": "大堂没打扫"}"#,
        token: token)
      #expect(refused.object["state"] as? String == "refused")
      let noLeader = try await client.json(
        .post, path + "/orders", signed(night.going, #""order": "accept""#), token: token)
      #expect(noLeader.status == 403)
      let replaced = try await client.json(
        .post, path + "/orders", signed(night.leader, #""order": "replace", "relief": "\#(night.other)""#), token: token
      )
      #expect(replaced.object["state"] as? String == "open")
      let ordered = try await client.json(
        .post, path + "/orders", signed(night.leader, #""order": "accept""#), token: token)
      #expect(ordered.object["state"] as? String == "ordered")
      let holders = try await night.dutyHolders()
      #expect(holders == [night.other])
      // Nobody comes: the leader releases him.
      let alone = try await client.json(.post, "/handovers", "{}", token: token)
      let second = "/handovers/\(alone.object["id"] as? String ?? "")"
      #expect(alone.object.missing.contains("relief"))
      _ = try await client.json(.post, second + "/orders", signed(night.leader, #""order": "go_on""#), token: token)
      let still = try await night.dutyHolders()
      #expect(still == [night.other])
      _ = try await client.json(.post, second + "/orders", signed(night.leader, #""order": "release""#), token: token)
      let nobody = try await night.dutyHolders()
      #expect(nobody.isEmpty)
    }
  }

  @Test func `Each page of a handover can be read, and its sheet printed`() async throws {
    let night = try await HandoverNight.open()
    let guardian = try await night.house.signIn("连翘", as: .attendant)
    try await night.house.story { client async throws in
      let token = night.token
      _ = try await client.json(.post, "/visits", Arrival.body(), token: token)
      #expect(try await client.page("/handovers/new", as: guardian).html.contains("石斛"))
      let answer = try await client.submit(
        "/handovers", ["reliefs": night.coming, "off_going": night.going], as: guardian)
      #expect(answer.status == 303 && answer.location.hasPrefix("/handovers/"))
      let page = try await client.page(answer.location, as: guardian)
      #expect(page.status == 200 && page.html.words.contains("楼内还有"))
      let empty = try await client.submit(answer.location + "/counts", ["counts.passes": "x"], as: guardian)
      #expect(empty.status == 422)
      let wrong = try await client.submit(
        answer.location + "/signatures", ["side": "off_going", "account": night.going, "secret": "nope-nope-nope"],
        as: guardian)
      #expect(wrong.status == 422 && wrong.html.contains("密码或PIN码不对"))
      #expect(try await client.page(answer.location + "/sheet", as: guardian).html.contains("交接班记录表"))
      let print = try await client.submit(answer.location + "/prints", [:], as: guardian)
      #expect(print.status == 303)
      #expect(try await client.page(print.location, as: guardian).html.words.contains("指纹"))
      #expect(try await client.page("/handovers", as: guardian).html.contains("白芷"))
      #expect(try await client.submit(answer.location + "?_method=delete", [:], as: guardian).status == 303)
      #expect(try await client.page("/handovers/\(night.going)", as: guardian).status == 404)
    }
  }
}
