import Database
import Foundation
import Testing

@testable import Foyer

struct PassStoreTests {
  private func plan(_ sql: String, in house: TestLobby) async throws -> String {
    try await house.lobby.read { snapshot in
      try snapshot.rows("EXPLAIN QUERY PLAN " + sql).map { $0.text("detail") }.joined(separator: " · ")
    }
  }

  @Test(.enabled(if: !TestEngine.isPostgreSQL))
  func `At a hundred thousand passes the next one and the count come from the index alone`() async throws {
    let house = try await TestLobby.open()
    let (estate, post, now) = (house.estate.id, house.post.id, house.clock.now)
    try await house.lobby.write(in: house.estate.id) { tx in
      try tx.insertPasses(
        numbers: PassRange(prefix: "B", from: 1, to: 99_999).numbers, of: post, estate: estate, at: now)
    }
    let condition = "FROM passes WHERE estate = 'e' AND post = 'p' AND state = 'available'"
    let next = try await plan("SELECT id, post, number \(condition) ORDER BY number LIMIT 1", in: house)
    #expect(next == "SEARCH passes USING COVERING INDEX passes_on_rack (estate=? AND post=?)")
    let count = try await plan("SELECT COUNT(*) \(condition)", in: house)
    #expect(count == "SEARCH passes USING COVERING INDEX passes_on_rack (estate=? AND post=?)")
    let (number, onRack) = try await house.lobby.read { snapshot in
      (try snapshot.nextPass(of: post, estate: estate)?.number, try snapshot.passesOnRack(of: post, estate: estate))
    }
    #expect(number == "A-001")
    #expect(onRack == 99_999 + 100)
  }

  @Test func `The schema gives a pass one holder and a visit one pass`() async throws {
    let house = try await TestLobby.open()
    let (estate, now) = (house.estate.id, house.clock.now)
    let second = try await house.lobby.write(in: house.estate.id) { tx in
      let first = try #require(try tx.pass(numbered: "A-001", of: estate))
      let second = try #require(try tx.pass(numbered: "A-002", of: estate))
      #expect(try tx.issue(first, to: "visit-1", of: estate, at: now))
      #expect(try !tx.issue(first, to: "visit-2", of: estate, at: now))
      return second
    }
    await #expect(throws: DatabaseError.self) {
      try await house.lobby.write(in: house.estate.id) { try $0.issue(second, to: "visit-1", of: estate, at: now) }
    }
    await #expect(throws: DatabaseError.self) {
      try await house.lobby.write(in: house.estate.id) {
        try $0.run("UPDATE passes SET visit = 'x' WHERE number = 'A-003'")
      }
    }
  }

  @Test func `A number in use cannot be added again, and then none of the others is`() async throws {
    let house = try await TestLobby.open()
    let author = house.author
    await #expect(throws: LobbyError.conflict(code: "pass_number_taken", clause: "C-3")) {
      try await house.lobby.write(in: house.estate.id) { tx in
        try tx.add(["A-101", "A-100"], to: author.post, by: author)
      }
    }
    let added = try await house.lobby.read { try $0.pass(numbered: "A-101", of: author.estate) }
    #expect(added == nil)
  }

  @Test func `A void number may be made anew and keeps what the old one saw`() async throws {
    let house = try await TestLobby.open()
    let author = house.author
    try await house.lobby.write(in: house.estate.id) { tx in
      _ = try PassChange(act: .voiding, reason: .damaged, author: author).make(of: "A-007", in: tx)
      try tx.add(["A-007"], to: author.post, by: author)
      _ = try PassChange(act: .loss, author: author).make(of: "a7", in: tx)
    }
    let (pass, history) = try await house.lobby.read { snapshot in
      (
        try snapshot.existingPass("A7", of: author.estate),
        try snapshot.journal(of: author.estate, pass: "A-007", limit: 10)
      )
    }
    #expect(pass.state == .lost)
    #expect(history.map(\.event.kind) == [.passLost, .passVoided])
  }
}

extension TestLobby {
  var author: JournalAuthor {
    JournalAuthor(estate: estate.id, post: post.id, account: "白芷", name: "白芷", at: clock.now)
  }
}
