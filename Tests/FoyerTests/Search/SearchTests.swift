import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Foyer

struct SearchTests {
  private func search(_ text: String, _ client: any TestClientProtocol, _ browser: TestLobby.Browser) async throws
    -> (status: Int, location: String)
  {
    let query = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    let headers: HTTPFields = [.accept: "text/html", .cookie: browser.cookie]
    let answer = try await client.executeRequest(uri: "/search?q=\(query)", method: .get, headers: headers, body: nil)
    return (answer.status.code, answer.headers[.location] ?? "")
  }

  @Test func `A scanned day pass opens its visit, in whatever way the keyboard turned its signs`() async throws {
    let house = try await TestLobby.open()
    let guardian = try await house.signIn("白芷", as: .attendant)
    let token = try await house.token(.attendant, scopes: Set(Permission.allCases))
    try await house.story { client async throws in
      let id = try #require(
        try await client.json(.post, "/visits", Arrival.body(), token: token).object["id"] as? String)
      let text = DayPass(visit: id).text(estate: house.estate.id, vault: house.lobby.vault)
      for typed in [
        text, text.lowercased(), text.replacing(":", with: "："), "  \(text)\r".trimmingCharacters(in: .newlines),
      ] {
        #expect(try await search(typed, client, guardian).location == "/visits/\(id)")
      }
      let page = try await client.page("/visits/\(id)/pass", as: guardian)
      #expect(page.status == 200 && page.html.contains("A-001"))
      #expect(!page.html.contains("陆英") && !page.html.contains("1203"))
    }
  }

  @Test func `A forged day pass is noticed`() async throws {
    let house = try await TestLobby.open()
    let guardian = try await house.signIn("白芷", as: .attendant)
    let id = Identifier.make(at: house.clock.now)
    let genuine = DayPass(visit: id).text(estate: house.estate.id, vault: house.lobby.vault)
    let other = DayPass(visit: id).text(estate: "another estate", vault: house.lobby.vault)
    try await house.story { client async throws in
      for forged in [
        other, String(genuine.dropLast()), "FOYER:", "FOYER:x:y", genuine.replacing("FOYER:0", with: "FOYER:1"),
      ] {
        #expect(try await search(forged, client, guardian).status == 422, "\(forged)")
      }
      #expect(try await search(genuine, client, guardian).status == 404)
    }
  }

  @Test func `The box leads to the holder of a pass, the pass, the room or the residents`() async throws {
    let house = try await TestLobby.open()
    let guardian = try await house.signIn("白芷", as: .attendant)
    let token = try await house.token(.attendant, scopes: Set(Permission.allCases))
    try await house.story { client async throws in
      let id = try #require(
        try await client.json(.post, "/visits", Arrival.body(), token: token).object["id"] as? String)
      #expect(try await search("a1", client, guardian).location == "/visits/\(id)")
      #expect(try await search("A-017", client, guardian).location == "/passes/A-017")
      #expect(try await search("2栋1203", client, guardian).location.hasPrefix("/residents?q=2"))
      #expect(try await search("zhang", client, guardian).location == "/residents?q=zhang")
      #expect(try await search("", client, guardian).location == "/")
      #expect(try await search(String(repeating: "长", count: 101), client, guardian).status == 422)
      #expect(try await search("\0", client, guardian).status == 422)
    }
  }
}
