import Testing

@testable import Foyer

@Suite struct SentAgainStoryTests {
  @Test func `what no page shows again comes back with its field, its rule and all that was typed`() async throws {
    let house = try await TestLobby.open()
    let leader = try await house.signIn("白芷", as: .squadLeader)
    try await house.story { client in
      let note = try await client.submit("/notes", ["text": "2号楼送水", "purpose": "other"], as: leader)
      #expect(note.status == 303)
      let page = try await client.page("/journal", as: leader).html
      let path = try #require(page.firstMatch(of: /action="(\/notes\/[0-9a-f-]+\/correction)"/)?.1)
      let again = try await client.submit(String(path), ["text": "3号楼\u{7}送水", "back": "/journal"], as: leader)
      #expect(again.status == 422)
      #expect(again.html.contains(##"<a class="at" href="#text">内容</a> 有不能用的控制字符"##))
      #expect(again.html.contains(#"action="\#(path)""#) && again.html.contains("3号楼\u{7}送水"))
      #expect(again.html.contains(#"<input type="hidden" name="back" value="/journal">"#))
    }
  }

  @Test func `a secret is asked for again and stands in no page`() async throws {
    let house = try await TestLobby.open()
    try await house.story { client in
      let leader = try await house.signIn("白芷", as: .squadLeader)
      let answer = try await client.submit(
        "/session/password", ["current": "wrong-one-here", "password": "x"], as: leader)
      #expect(answer.status == 422 && !answer.html.contains("wrong-one-here"))
    }
  }
}
