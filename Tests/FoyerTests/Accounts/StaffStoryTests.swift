import Foundation
import HTTPTypes
import Testing

@testable import Foyer

struct StaffStoryTests {
  @Test func `Disabling a person ends his sessions, PIN, set-up link and tokens at once, and enabling brings him back`()
    async throws
  {
    let house = try await TestLobby.open()
    let id = try await house.hire("决明", as: .propertyManager, pin: "271828")
    let manager = try await house.token(.propertyManager)
    let desk = try await house.enrol()
    try await house.story { client in
      let session = try await client.signIn("决明", goodPassword)
      let made = try await client.ask(
        .post, "/tokens", ["name": "门禁", "role": "program", "scopes": ["visits.read"]], cookie: session.session,
        formToken: session.formToken)
      let token = try #require(made.object["token"] as? String)
      #expect(try await client.json(.get, "/visits", token: token).status == 200)
      let off = try await client.json(.post, "/staff/\(id)/suspension", token: manager)
      #expect(off.status == 201 && off.object["state"] as? String == "disabled")
      #expect(off.object["disabled_by"] != nil && off.object["disabled_at"] != nil)
      #expect(try await client.ask(.get, "/session", cookie: session.session).status == 401)
      #expect(try await client.ask(.post, "/session", ["account": id, "pin": "271828"], cookie: desk).status == 422)
      #expect(try await client.signIn("决明", goodPassword).status == 422)
      #expect(try await client.json(.get, "/visits", token: token).status == 401)
      #expect(try await client.json(.post, "/staff/\(id)/suspension", token: manager).status == 409)
      #expect(try await client.json(.delete, "/staff/\(id)/suspension", token: manager).status == 200)
      #expect(try await client.signIn("决明", goodPassword).status == 201)
    }
    let kinds = try await house.kinds()
    #expect(kinds.contains(.accountDisabled) && kinds.contains(.accountEnabled))
  }

  @Test func `Nobody disables himself or takes his own role, so that somebody can always keep accounts`() async throws {
    let house = try await TestLobby.open()
    let id = try await house.hire("决明", as: .propertyManager)
    try await house.story { client in
      let me = try await client.signIn("决明", goodPassword)
      let off = try await client.ask(.post, "/staff/\(id)/suspension", cookie: me.session, formToken: me.formToken)
      #expect(off.status == 409)
      let demoted = try await client.ask(
        .post, "/staff/\(id)", ["name": "决明", "role": "attendant"], cookie: me.session, formToken: me.formToken)
      #expect(demoted.status == 409)
      let renamed = try await client.ask(
        .post, "/staff/\(id)", ["name": "决明子", "role": "property_manager"], cookie: me.session,
        formToken: me.formToken)
      #expect(renamed.status == 200)
    }
  }

  @Test func `A changed role counts from the next request on`() async throws {
    let house = try await TestLobby.open()
    let id = try await house.hire("连翘", as: .squadLeader)
    let manager = try await house.token(.propertyManager)
    try await house.story { client in
      let session = try await client.signIn("连翘", goodPassword)
      #expect(try await client.ask(.get, "/staff", cookie: session.session).status == 200)
      _ = try await client.json(.post, "/staff/\(id)", #"{"name": "连翘", "role": "attendant"}"#, token: manager)
      #expect(try await client.ask(.get, "/staff", cookie: session.session).status == 403)
    }
  }

  @Test func `Names of those who serve are different; a program is no person; another estate's person is not found`()
    async throws
  {
    let house = try await TestLobby.open()
    try await house.hire("连翘", as: .attendant)
    let manager = try await house.token(.propertyManager)
    try await house.story { client in
      let same = try await client.json(.post, "/staff", #"{"name": "连翘", "role": "butler"}"#, token: manager)
      #expect(same.status == 422)
      let program = try await client.json(.post, "/staff", #"{"name": "门禁", "role": "program"}"#, token: manager)
      #expect(program.status == 422)
      let stranger = Identifier.make(at: house.clock.now)
      #expect(try await client.json(.get, "/staff/\(stranger)", token: manager).status == 404)
      #expect(
        try await client.json(.post, "/staff/x", #"{"name": "a", "role": "butler"}"#, token: manager).status == 404)
    }
  }

  @Test func `The link is on the page that made it and on no other, and not in the record`() async throws {
    let house = try await TestLobby.open()
    let manager = try await house.signIn("决明", as: .propertyManager)
    try await house.story { client in
      let made = try await client.submit("/staff", ["name": "连翘", "role": "attendant"], as: manager)
      #expect(made.status == 201)
      let code = try #require(made.html.firstMatch(of: #/\/setup\/([A-Za-z0-9_-]{32})/#)?.1)
      #expect(try await !client.page("/staff", as: manager).html.contains(code))
      let entries = try await house.lobby.read { try $0.journal(of: house.estate.id, after: 0, limit: 100) }
      #expect(entries.allSatisfy { !$0.event.payload.values.contains { $0.contains(code) || $0.contains("连翘") } })
    }
  }

  @Test func `Pages of staff, browsers, tokens and settings open for those who may, and forms keep what was typed`()
    async throws
  {
    let house = try await TestLobby.open()
    let manager = try await house.signIn("决明", as: .propertyManager)
    let attendant = try await house.signIn("连翘", as: .attendant)
    try await house.story { client async throws in
      for path in ["/staff", "/browsers", "/tokens", "/settings", "/session"] {
        let page = try await client.page(path, as: manager)
        #expect(page.status == 200, "\(path)")
        #expect(!page.html.contains("setting."), "an untranslated name on \(path)")
        #expect(try await client.page(path, as: attendant).status == (path == "/session" ? 200 : 403), "\(path)")
      }
      let again = try await client.submit("/staff", ["name": "半夏<script>", "role": "cook"], as: manager)
      #expect(again.status == 422)
      #expect(again.html.contains("半夏&lt;script&gt;"))
    }
  }
}
