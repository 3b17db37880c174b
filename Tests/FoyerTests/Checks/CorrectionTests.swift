import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Foyer

/// What was written down wrongly at a stop is put right, and what stood there before stays.
struct CorrectionTests {
  private func walk(_ house: TestLobby) async throws -> String {
    let list = try await RoundStoryTests.use(.cleaning, in: house)
    return list
  }

  @Test func `A wrong answer is corrected with a reason; the original, its finding and its counts follow`() async throws
  {
    let house = try await TestLobby.open()
    let list = try await walk(house)
    let guardsman = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      let begun = try await client.submit("/rounds", ["checklist": list], as: guardsman)
      let path = "\(begun.location)/stops/s1"
      let kept = try await client.submit(
        path,
        [
          "items.i14": "0", "items.i1": "fail", "rest": "on", "findings.i1.handling": "told",
          "findings.i1.told": "青黛", "findings.i1.what": "有水渍",
        ], as: guardsman)
      #expect(kept.status == 303)
      let page = try await client.page(begun.location, as: guardsman).html
      #expect(page.contains("?correct=s1#now"))
      let form = try await client.page("\(begun.location)?correct=s1", as: guardsman).html
      #expect(form.contains("为什么更正") && form.contains(#"value="fail" required data-bad checked"#))
      // Its finding is known already: nothing is asked about it twice.
      #expect(!form.contains("findings.i1.handling") && form.contains("findings.i2.handling"))
      let bare = try await client.submit(
        "\(path)?_method=put", ["items.i1": "pass", "items.i14": "0", "rest": "on"], as: guardsman)
      #expect(bare.status == 422 && bare.html.contains("为什么更正"))
      let right = ["items.i1": "pass", "items.i14": "0", "rest": "on", "why": "那是反光，没有水"]
      #expect(try await client.submit("\(path)?_method=put", right, as: guardsman).status == 303)
      // Sent again it is the same correction, not a second one.
      #expect(try await client.submit("\(path)?_method=put", right, as: guardsman).status == 303)
      let after = try await client.page(begun.location, as: guardsman).html
      #expect(after.contains("那是反光，没有水") && after.contains("原来记的"))
    }
    try await house.lobby.read { snapshot in
      let round = try #require(try snapshot.rounds(of: house.estate.id, before: nil, limit: 1).first)
      let corrections = try snapshot.stopCorrections(of: round.id, estate: house.estate.id)
      let finding = try #require(try snapshot.findings(of: [round.id], estate: house.estate.id).first)
      #expect(round.failed == 0 && round.checked == 1)
      #expect(corrections.map(\.number) == [1] && corrections.first?.original.failed == 1)
      #expect(finding.state == .done && finding.doneNote == "那是反光，没有水")
    }
  }

  @Test func `What was seen as right and was not asks whom one told, and opens an item`() async throws {
    let house = try await TestLobby.open()
    let list = try await walk(house)
    let guardsman = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      let begun = try await client.submit("/rounds", ["checklist": list], as: guardsman)
      let path = "\(begun.location)/stops/s1"
      _ = try await client.submit(path, ["items.i14": "0", "rest": "on"], as: guardsman)
      let wrong = ["items.i1": "fail", "items.i14": "0", "rest": "on", "why": "回头看到水渍"]
      #expect(try await client.submit("\(path)?_method=put", wrong, as: guardsman).status == 422)
      let told = wrong.merging(["findings.i1.handling": "told", "findings.i1.told": "青黛"]) { $1 }
      #expect(try await client.submit("\(path)?_method=put", told, as: guardsman).status == 303)
    }
    let open = try await house.lobby.read { try $0.openItems(of: house.estate, at: house.clock.now) }.map(\.kind)
    #expect(open == ["finding"])
  }

  @Test func `Another's stop is corrected by a leader, one's own for twelve hours, and an unchecked one by nobody`()
    async throws
  {
    let house = try await TestLobby.open()
    let list = try await walk(house)
    let guardsman = try await house.signIn("白芷", as: .attendant)
    let other = try await house.signIn("半夏", as: .attendant)
    let leader = try await house.signIn("秦艽", as: .squadLeader)
    try await house.story { client in
      let begun = try await client.submit("/rounds", ["checklist": list], as: guardsman)
      let path = "\(begun.location)/stops/s1"
      func correction(_ choice: String) -> [String: String] {
        ["items.i14": choice, "rest": "on", "why": "看错了", "findings.i14.handling": "self"]
      }
      #expect(try await client.submit("\(path)?_method=put", correction("1"), as: guardsman).status == 409)
      _ = try await client.submit(path, ["items.i14": "0", "rest": "on"], as: guardsman)
      #expect(try await client.submit("\(path)?_method=put", correction("1"), as: other).status == 409)
      #expect(try await client.page(begun.location, as: other).html.contains("?correct=") == false)
      #expect(try await client.submit("\(path)?_method=put", correction("0"), as: guardsman).status == 409)
      house.clock.advance(minutes: 10)
      #expect(try await client.submit("\(path)?_method=put", correction("1"), as: guardsman).status == 303)
      #expect(try await client.submit("\(path)?_method=put", correction("0"), as: leader).status == 303)
    }
    try await house.lobby.read { snapshot in
      let round = try #require(try snapshot.rounds(of: house.estate.id, before: nil, limit: 1).first)
      let seen = try #require(try snapshot.roundStops(of: [round.id], estate: house.estate.id)[round.id]?.first)
      let later = seen.at.advanced(minutes: 12 * 60 + 1)
      #expect(seen.corrections == 2)
      #expect(!StopCorrection.mayCorrect(seen, seen.account, at: later, isLeader: false))
      #expect(StopCorrection.mayCorrect(seen, "another", at: later, isLeader: true))
    }
  }
}

/// Which shift a check belongs to.
struct CheckShiftTests {
  private let zone = EstateZone.shanghai
  private let early = ShiftKind(id: "e", code: "早", name: "早班", startsMinute: 420, endsMinute: 900)
  private let day = ShiftKind(id: "d", code: "白", name: "白班", startsMinute: 480, endsMinute: 1_200)
  private let night = ShiftKind(id: "n", code: "夜", name: "夜班", startsMinute: 1_380, endsMinute: 1_860)

  private func at(_ hour: Int, _ minute: Int = 0) throws -> Instant {
    try #require(zone.instant(clock: String(format: "%02d:%02d", hour, minute), onDayOf: TestLobby.evening))
  }

  private func entry(_ kind: String, account: String, post: String = "p", _ from: Instant, _ hours: Int) -> RosterEntry
  {
    RosterEntry(
      id: account + kind, post: post, account: account, kind: kind, startsAt: from,
      endsAt: from.advanced(minutes: hours * 60))
  }

  @Test func `The planned shift of whoever made it comes before that of his post, and hours come last`() throws {
    let shifts = CheckShifts(
      kinds: [early, day, night],
      entries: [entry("d", account: "a", try at(8), 12), entry("e", account: "b", try at(7), 8)], zone: zone)
    #expect(shifts.name(at: try at(9), account: "a", post: "p") == "白班")
    #expect(shifts.name(at: try at(9), account: "b", post: "p") == "早班")
    // Somebody who is not planned stands in at a post.
    #expect(shifts.name(at: try at(16), account: "c", post: "p") == "白班")
    #expect(shifts.name(at: try at(3), account: "a", post: "p") == "夜班")
    #expect(shifts.name(at: try at(21), account: "a", post: "p") == nil)
  }

  @Test func `A night that runs over is the night until it ends`() throws {
    let late = entry("n", account: "a", try at(23).advanced(days: -1), 10)
    let shifts = CheckShifts(kinds: [early, day, night], entries: [late], zone: zone)
    #expect(shifts.name(at: try at(8, 30), account: "a", post: "p") == "夜班")
    #expect(shifts.name(at: try at(9), account: "a", post: "p") == "白班")
  }
}
