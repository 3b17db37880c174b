import Foundation
import HTTPTypes
import Testing

@testable import Foyer

struct SignInStoryTests {
  @Test func `The right password opens a session, which signing out kills on the server`() async throws {
    let house = try await TestLobby.open()
    try await house.hire("白芷", as: .squadLeader)
    try await house.story { client in
      let session = try await client.signIn("白芷", goodPassword)
      #expect(session.status == 201)
      #expect(session.object["name"] as? String == "白芷" && session.object["role"] as? String == "squad_leader")
      #expect(try await client.ask(.get, "/visits", cookie: session.session).status == 200)
      #expect(try await client.ask(.delete, "/session", cookie: session.session).status == 403)
      let out = try await client.ask(.delete, "/session", cookie: session.session, formToken: session.formToken)
      #expect(out.headers[.init("Clear-Site-Data")!] == "\"cache\"")
      #expect(try await client.ask(.get, "/visits", cookie: session.session).status == 401)
    }
    #expect(try await house.kinds().suffix(2) == [.accountSignedIn, .accountSignedOut])
  }

  @Test func `A wrong password, an unknown name and a person not yet set up get the same answer`() async throws {
    let house = try await TestLobby.open()
    try await house.hire("白芷", as: .squadLeader)
    let manager = try await house.token(.propertyManager)
    try await house.story { client in
      _ = try await client.json(.post, "/staff", #"{"name": "连翘", "role": "attendant"}"#, token: manager)
      let answers = [
        try await client.signIn("白芷", otherPassword), try await client.signIn("无名", goodPassword),
        try await client.signIn("连翘", goodPassword),
      ]
      #expect(Set(answers.map { $0.object["detail"] as? String }).count == 1)
      #expect(answers.allSatisfy { $0.status == 422 && $0.codes == ["wrong"] })
    }
  }

  @Test func `Of two hundred wrong passwords few are looked at, also for a name that nobody has`() async throws {
    let house = try await TestLobby.open()
    try await house.hire("白芷", as: .squadLeader)
    try await house.story { client async throws in
      for name in ["白芷", "无名"] {
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
          for number in 0..<100 { group.addTask { try await client.signIn(name, "guess-\(number)-guess").status } }
          return try await group.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
        }
        #expect(statuses[422, default: 0] <= 5)
        #expect(statuses[429, default: 0] >= 95)
      }
      let right = try await client.signIn("白芷", goodPassword)
      #expect(right.status == 429 && right.headers[.retryAfter] != nil)
      house.clock.advance(minutes: 15)
      #expect(try await client.signIn("白芷", goodPassword).status == 201)
    }
    #expect(try await house.kinds().contains(.accountBlocked))
  }

  @Test func `The count of wrong tries outlives a restart`() async throws {
    let house = try await TestLobby.open()
    let id = try await house.hire("白芷", as: .squadLeader)
    try await house.story { client async throws in
      for _ in 0..<5 { _ = try await client.signIn("白芷", otherPassword) }
    }
    let subject = TrySubject.account(id, estate: house.estate.id)
    #expect(try await house.lobby.read { try $0.wait(for: [subject], at: house.clock.now) } == 30)
    try await house.story { client async throws in #expect(try await client.signIn("白芷", goodPassword).status == 429) }
  }

  @Test func `Guesses from elsewhere do not lock the enrolled desk out`() async throws {
    let house = try await TestLobby.open()
    try await house.hire("白芷", as: .squadLeader)
    let desk = try await house.enrol()
    try await house.story { client async throws in
      for _ in 0..<60 { _ = try await client.signIn("白芷", otherPassword) }
      #expect(try await client.signIn("白芷", goodPassword).status == 429)
      #expect(try await client.signIn("白芷", goodPassword, cookie: desk).status == 201)
      for _ in 0..<5 { _ = try await client.signIn("白芷", otherPassword, cookie: desk) }
      #expect(try await client.signIn("白芷", goodPassword, cookie: desk).status == 429)
    }
  }

  @Test func `Each signing in gives a new session and ends the one before`() async throws {
    let house = try await TestLobby.open()
    try await house.hire("白芷", as: .squadLeader)
    try await house.story { client in
      let first = try await client.signIn("白芷", goodPassword)
      let second = try await client.signIn("白芷", goodPassword, cookie: first.session, formToken: first.formToken)
      #expect(second.session != nil && second.session != first.session)
      #expect(try await client.ask(.get, "/session", cookie: first.session).status == 401)
      #expect(try await client.ask(.get, "/session", cookie: second.session).status == 200)
    }
  }

  @Test func `A session ends after idling, an administrator's sooner, and at the end of a long shift`() async throws {
    let house = try await TestLobby.open()
    try await house.hire("白芷", as: .squadLeader)
    try await house.hire("苍术", as: .administrator)
    try await house.story { client in
      let leader = try await client.signIn("白芷", goodPassword)
      let keeper = try await client.signIn("苍术", goodPassword)
      house.clock.advance(minutes: 16)
      #expect(try await client.ask(.get, "/session", cookie: keeper.session).status == 401)
      for _ in 0..<(14 * 60 / 50) {
        #expect(try await client.ask(.get, "/session", cookie: leader.session).status == 200)
        house.clock.advance(minutes: 50)
      }
      house.clock.advance(minutes: 30)
      #expect(try await client.ask(.get, "/session", cookie: leader.session).status == 401)
      let idle = try await client.signIn("白芷", goodPassword)
      house.clock.advance(minutes: 61)
      #expect(try await client.ask(.get, "/session", cookie: idle.session).status == 401)
    }
  }

  @Test func `Changing the password asks for the old one and ends every other session`() async throws {
    let house = try await TestLobby.open()
    try await house.hire("白芷", as: .squadLeader)
    try await house.story { client in
      let home = try await client.signIn("白芷", goodPassword)
      let desk = try await client.signIn("白芷", goodPassword)
      let body = ["current": "not-the-password", "password": otherPassword]
      let wrong = try await client.ask(
        .post, "/session/password", body, cookie: desk.session, formToken: desk.formToken)
      #expect(wrong.status == 422 && wrong.codes == ["wrong"])
      let right = try await client.ask(
        .post, "/session/password", ["current": goodPassword, "password": otherPassword], cookie: desk.session,
        formToken: desk.formToken)
      #expect(right.status == 201)
      #expect(try await client.ask(.get, "/session", cookie: home.session).status == 401)
      #expect(try await client.ask(.get, "/session", cookie: right.session).status == 200)
    }
  }

  @Test func `A password that was hashed with old parameters is hashed anew when it is used`() async throws {
    let house = try await TestLobby.open()
    let id = try await house.hire("白芷", as: .squadLeader)
    let old = try await PasswordHasher(cost: 3).hash(goodPassword)
    try await house.lobby.write(in: house.estate.id) { try $0.keepPassword(old, for: id, of: house.estate.id) }
    try await house.story { client async throws in #expect(try await client.signIn("白芷", goodPassword).status == 201) }
    let kept = try await house.lobby.read { try $0.account(id, of: house.estate.id)?.password }
    #expect(kept?.hasPrefix("scrypt$4$") == true)
  }

  @Test func `With several posts the person says at which one he stands`() async throws {
    let house = try await TestLobby.open()
    try await house.hire("白芷", as: .squadLeader)
    let gate = Post(id: Identifier.make(at: house.clock.now), name: "东门岗")
    try await house.lobby.write(in: house.estate.id) { try $0.insert(gate, of: house.estate.id, position: 2) }
    try await house.story { client in
      let page = try await client.page("/session/new")
      #expect(page.html.contains("东门岗"))
      let body: [String: any Sendable] = ["name": "白芷", "password": goodPassword, "post": gate.id]
      let session = try await client.ask(.post, "/session", body)
      #expect(session.object["post"] as? String == gate.id)
      let moved = try await client.ask(
        .post, "/session/post", ["post": house.post.id], cookie: session.session, formToken: session.formToken)
      #expect(moved.status == 200)
      let now = try await client.ask(.get, "/session", cookie: session.session)
      #expect(now.object["post"] as? String == house.post.id)
    }
  }

  @Test(arguments: [
    #"{"name": 7, "password": []}"#, #"{"name": "白芷", "password": "\u0000"}"#, #"{"account": "x", "pin": "1"}"#,
    #"{"name": "白芷", "password": "x", "estate": "🦊"}"#, "{}",
  ])
  func `Nonsense at the door is refused, not a fault`(_ body: String) async throws {
    let house = try await TestLobby.open()
    try await house.hire("白芷", as: .squadLeader)
    try await house.story { client async throws in
      #expect(try await client.json(.post, "/session", body).status == 422)
    }
  }
}
