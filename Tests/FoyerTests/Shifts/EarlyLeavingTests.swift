import Foundation
import HTTPTypes
import Testing

@testable import Foyer

/// Who goes before the end of his shift, who was missed while the program was down, and open things that are alike.
struct EarlyLeavingTests {
  @Test(arguments: [(465, nil), (464, 16), (480, nil), (500, nil), (60, 420)])
  func `Leaving is early beyond the grace before the planned end`(ended: Int, early: Int?) {
    let start = TestLobby.evening
    var duty = Duty(
      id: "d", post: "p", account: "a", name: "白芷",
      plan: .init(entry: "e", shift: nil, from: start, until: start.advanced(minutes: 480)), arrivedAt: start,
      arrivalBy: "a")
    #expect(duty.earliness(endingAt: start.advanced(minutes: ended), grace: 15) == nil)
    duty.startedAt = start
    #expect(duty.earliness(endingAt: start.advanced(minutes: ended), grace: 15) == early)
  }

  private func onDuty(_ house: TestLobby, _ name: String, from: Int, until: Int) async throws -> Duty {
    let account = try await house.account(name)
    let entry = try await house.plan(account, from: from, until: until)
    let (now, post, estate) = (house.clock.now, house.post.id, house.estate)
    let author = JournalAuthor(estate: estate.id, post: post, account: account, name: name, at: now)
    return try await house.lobby.write(in: estate.id) { tx in
      let plan = Duty.Plan(
        entry: entry, shift: "中班", from: now.advanced(minutes: from), until: now.advanced(minutes: until))
      let duty = Duty(
        id: Identifier.make(at: now), post: post, account: account, name: name, plan: plan, arrivedAt: now,
        arrivalBy: account)
      try tx.insert(duty, by: author)
      try tx.begin(duty, by: author)
      return try tx.existingDuty(duty.id, of: estate.id)
    }
  }

  @Test func `Who hands over early is raised until a leader says whether it was agreed`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.squadLeader, scopes: Set(Permission.allCases))
    let guardian = try await house.signIn("白芷", as: .attendant)
    let leader = try await house.signIn("秦艽", as: .squadLeader)
    let duty = try await onDuty(house, "白芷", from: -400, until: 80)
    let (now, estate) = (house.clock.now, house.estate.id)
    try await house.lobby.write(in: estate) { tx in
      let author = JournalAuthor(estate: estate, post: duty.post, account: duty.account, name: duty.name, at: now)
      try tx.end(duty, as: .handover, relievedBy: nil, by: author)
    }
    let path = "/duties/\(duty.id)"
    try await house.story { client async throws in
      func open() async throws -> [String] {
        let items = try await client.json(.get, "/open-items", token: token).object["items"] as? [[String: Any]]
        return (items ?? []).compactMap { $0["kind"] as? String }
      }
      #expect(try await open().contains("left_early"))
      #expect(try await client.page("/open-items", as: guardian).html.contains("早退80分钟"))
      #expect(try await client.json(.get, path, token: token).object["early_minutes"] as? Int == 80)
      let figures = try await client.json(.get, "/punctuality", token: token).object
      #expect(figures["left_early"] as? Int == 1)
      #expect(
        try await client.submit("\(path)/early-leaving", ["outcome": "agreed", "reason": "我同意"], as: guardian).status
          == 403)
      #expect(try await client.submit("\(path)/early-leaving", ["outcome": "agreed"], as: leader).status == 422)
      #expect(try await client.page(path, as: leader).html.contains("early-leaving"))
      let settled = try await client.submit(
        "\(path)/early-leaving", ["outcome": "agreed", "reason": "孩子发烧，请示过"], as: leader)
      #expect(settled.status == 303)
      #expect(try await !open().contains("left_early"))
      #expect(
        try await client.submit("\(path)/early-leaving", ["outcome": "agreed", "reason": "再来"], as: leader).status
          == 409)
      #expect(try await client.json(.get, "/punctuality", token: token).object["left_early"] as? Int == 0)
      let record = try await client.page("/journal", as: leader).html
      #expect(record.contains("早退80分钟"))
    }
  }

  @Test func `What the leader orders is not raised to him again`() async throws {
    let house = try await TestLobby.open()
    _ = try await house.signIn("白芷", as: .attendant)
    let leader = try await house.signIn("秦艽", as: .squadLeader)
    let duty = try await onDuty(house, "白芷", from: 0, until: 480)
    try await house.story { client async throws in
      #expect(try await client.submit("/duties/\(duty.id)/release", ["reason": "家中有事"], as: leader).status == 303)
    }
    let estate = house.estate.id
    let ended = try await house.lobby.read { try $0.existingDuty(duty.id, of: estate) }
    #expect(ended.earlyMinutes == 480 && ended.earlySettlement?.isAgreed == true)
    #expect(try await house.lobby.read { try $0.dutiesLeftEarly(of: estate, limit: 9) }.isEmpty)
  }

  @Test func `Who did not come while the program was down is written down when it is up again, once`() async throws {
    let house = try await TestLobby.open()
    _ = try await house.signIn("白芷", as: .attendant)
    let account = try await house.account("白芷")
    let estate = house.estate
    // The clock looked; then two shifts went by, three days long nobody looked.
    await house.lobby.noteAbsences()
    let first = try await house.plan(account, from: 60, until: 540)
    let second = try await house.plan(account, from: 1_500, until: 1_980)
    house.clock.advance(minutes: 3 * 1_440 + 600)
    await house.lobby.noteAbsences()
    let noted = try await house.lobby.read { try $0.openAbsences(of: estate.id).map(\.entry) }
    #expect(noted == [first, second])
    await house.lobby.noteAbsences()
    let lines = try await house.lobby.read { try $0.journal(of: estate.id, after: 0, limit: 500) }
    #expect(lines.count { $0.event.kind == .absenceNoted } == 2)
  }

  @Test func `A roster that was there before anybody looked raises no history`() async throws {
    let house = try await TestLobby.open()
    _ = try await house.signIn("白芷", as: .attendant)
    try await house.plan(try await house.account("白芷"), from: 60, until: 540)
    house.clock.advance(minutes: 5 * 1_440)
    await house.lobby.noteAbsences()
    let estate = house.estate.id
    #expect(try await house.lobby.read { try $0.openAbsences(of: estate) }.isEmpty)
  }

  @Test func `Two who are late for the same hour are two open things, at a handover too`() async throws {
    let house = try await TestLobby.open()
    for name in ["白芷", "连翘"] { _ = try await house.signIn(name, as: .attendant) }
    for name in ["白芷", "连翘"] { try await house.plan(try await house.account(name), from: 10, until: 490) }
    house.clock.advance(minutes: 20)
    let (estate, now) = (house.estate, house.clock.now)
    let keys = try await house.lobby.read { try $0.openItems(of: estate, at: now).map(\.key) }
    #expect(keys.count { $0.hasPrefix("late_relief") } == 2 && Set(keys).count == keys.count)
  }
}

struct LiveTopicTests {
  @Test(arguments: [("visit", "visits"), ("pass", "passes"), ("duty", "duties"), ("courtesy", "courtesies")])
  func `An event is named as the address of what changed`(topic: String, name: String) {
    #expect(LiveController.plural(topic) == name)
  }
}
