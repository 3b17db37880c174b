import Foundation
import HTTPTypes
import Testing

@testable import Foyer

struct DeskBrowserStoryTests {
  @Test func `At an enrolled desk a face and six digits change the person, and the old session is dead`() async throws {
    let house = try await TestLobby.open()
    try await house.hire("白芷", as: .squadLeader)
    let next = try await house.hire("连翘", as: .attendant, pin: "271828")
    let desk = try await house.enrol()
    try await house.story { client in
      let first = try await client.signIn("白芷", goodPassword, cookie: desk)
      let cookie = [desk, first.session ?? ""].joined(separator: "; ")
      let second = try await client.ask(
        .post, "/session", ["account": next, "pin": "２７１８２８"], cookie: cookie, formToken: first.formToken)
      #expect(second.status == 201 && second.object["name"] as? String == "连翘")
      #expect(second.headers[.init("Clear-Site-Data")!] != nil)
      #expect(try await client.ask(.get, "/session", cookie: first.session).status == 401)
      #expect(try await client.page("/session/new", as: .init(cookie: desk, formToken: "")).html.contains("连翘"))
      #expect(try await !client.page("/session/new").html.contains("连翘"))
    }
  }

  @Test func `Six digits open nothing where the browser is not enrolled`() async throws {
    let house = try await TestLobby.open()
    let id = try await house.hire("连翘", as: .attendant, pin: "271828")
    try await house.story { client async throws in
      for cookie in [nil, "foyer_browser=\(Secret.make())"] {
        let answer = try await client.ask(.post, "/session", ["account": id, "pin": "271828"], cookie: cookie)
        #expect(answer.status == 422 && answer.codes == ["browser"])
      }
    }
  }

  @Test func `After five wrong PINs only the password opens, and then the PIN counts again`() async throws {
    let house = try await TestLobby.open()
    let id = try await house.hire("连翘", as: .attendant, pin: "271828")
    let desk = try await house.enrol()
    try await house.story { client in
      let codes = try await withThrowingTaskGroup(of: [String].self) { group in
        for _ in 0..<30 {
          group.addTask {
            try await client.ask(.post, "/session", ["account": id, "pin": "314159"], cookie: desk).codes
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(codes.filter { $0 == "wrong" }.count <= 4 && codes.count == 30)
      let right: [String: any Sendable] = ["account": id, "pin": "271828"]
      #expect(try await client.ask(.post, "/session", right, cookie: desk).codes == ["blocked"])
      house.clock.advance(minutes: 60 * 24 * 30)
      #expect(try await client.ask(.post, "/session", right, cookie: desk).codes == ["blocked"])
      #expect(try await client.signIn("连翘", goodPassword, cookie: desk).status == 201)
      #expect(try await client.ask(.post, "/session", right, cookie: desk).status == 201)
    }
    #expect(try await house.kinds().contains(.accountBlocked))
  }

  @Test func `A squad leader enrols the browser he sits at; an attendant may not`() async throws {
    let house = try await TestLobby.open()
    try await house.hire("白芷", as: .squadLeader)
    try await house.hire("连翘", as: .attendant)
    try await house.story { client in
      let attendant = try await client.signIn("连翘", goodPassword)
      let body: [String: any Sendable] = ["name": "大堂左边"]
      #expect(
        try await client.ask(.post, "/browsers", body, cookie: attendant.session, formToken: attendant.formToken).status
          == 403)
      let leader = try await client.signIn("白芷", goodPassword)
      let enrolled = try await client.ask(
        .post, "/browsers", body, cookie: leader.session, formToken: leader.formToken)
      #expect(enrolled.status == 201)
      let cookie = try #require(enrolled.headers[values: .setCookie].first { $0.hasPrefix("foyer_browser=") })
      #expect(cookie.contains("HttpOnly"))
      #expect(enrolled.text.contains("foyer_browser") == false)
    }
  }

  @Test func `Revoking a browser signs out whoever sits there and ends its PINs`() async throws {
    let house = try await TestLobby.open()
    let id = try await house.hire("连翘", as: .attendant, pin: "271828")
    let desk = try await house.enrol()
    let leader = try await house.token(.squadLeader)
    try await house.story { client in
      let session = try await client.ask(.post, "/session", ["account": id, "pin": "271828"], cookie: desk)
      let list = try await client.json(.get, "/browsers", token: leader)
      let browser = try #require((list.object["items"] as? [[String: Any]])?.first?["id"] as? String)
      #expect(try await client.json(.delete, "/browsers/\(browser)", token: leader).status == 200)
      #expect(try await client.json(.delete, "/browsers/\(browser)", token: leader).status == 409)
      #expect(try await client.ask(.get, "/session", cookie: session.session).status == 401)
      let again = try await client.ask(.post, "/session", ["account": id, "pin": "271828"], cookie: desk)
      #expect(again.codes == ["browser"])
    }
  }

  @Test func `What is wrong with the six digits stands at their form and not at the password's`() async throws {
    let house = try await TestLobby.open()
    try await house.hire("连翘", as: .attendant)
    try await house.story { client in
      let me = try await client.signIn("连翘", goodPassword)
      let browser = TestLobby.Browser(cookie: me.session ?? "", formToken: me.formToken)
      let digits = try await client.submit("/session/pin", ["new_pin": "271828", "current": "wrong"], as: browser)
      #expect(digits.html.contains("id=\"pin-current-note\"") && !digits.html.contains("id=\"current-note\""))
      let fields = ["current": "wrong", "password": otherPassword, "password_again": otherPassword]
      let password = try await client.submit("/session/password", fields, as: browser)
      #expect(password.html.contains("id=\"current-note\"") && !password.html.contains("id=\"pin-current-note\""))
    }
  }

  @Test func `A person sets the six digits himself, with his password, and may remove them`() async throws {
    let house = try await TestLobby.open()
    let id = try await house.hire("连翘", as: .attendant)
    try await house.story { client in
      let me = try await client.signIn("连翘", goodPassword)
      func set(_ pin: String, _ password: String) async throws -> CookieAnswer {
        try await client.ask(
          .post, "/session/pin", ["new_pin": pin, "current": password], cookie: me.session, formToken: me.formToken)
      }
      #expect(try await set("123456", goodPassword).codes == ["common_pin"])
      #expect(try await set("271828", otherPassword).codes == ["wrong"])
      #expect(try await set("271828", goodPassword).status == 200)
      #expect(try await house.lobby.read { try $0.account(id, of: house.estate.id)?.pin } != nil)
      let removed = try await client.ask(.delete, "/session/pin", cookie: me.session, formToken: me.formToken)
      #expect(removed.status == 200)
      #expect(try await house.lobby.read { try $0.account(id, of: house.estate.id)?.pin } == nil)
    }
  }
}
