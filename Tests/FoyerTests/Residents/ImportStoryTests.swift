import Database
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Foyer

/// Lists from elsewhere, through the page and the interface: looked at first, confirmed once, never twice.
struct ImportStoryTests {
  static let list = """
    楼栋,单元,房号,姓名,与业主关系,联系电话,身份证号码
    1,1,101,陆英,业主,13900000001,110101199003070011
    1,1,101,沙参,家属,,
    1,1,102,甘草,租户,13900000002/13900000003,
    1,1,2003年5月1日,当归,业主,13900000004,
    1,1,104,,业主,13900000005,

    """

  private static func body(_ text: String, _ more: String = "") -> String {
    "{\"content\": \"\(Data(text.utf8).base64EncodedString())\"\(more)}"
  }

  @Test func `A list is shown, confirmed, and the second time changes nothing`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.serviceCentre)
    try await house.story { client in
      for round in 1...2 {
        let shown = try await client.json(.post, "/residents/imports", Self.body(Self.list), token: token)
        #expect(shown.status == 201)
        #expect(shown.object["state"] as? String == "waiting")
        #expect(shown.object["imported"] as? Int == (round == 1 ? 3 : 0))
        let id = try #require(shown.object["id"] as? String)
        let done = try await client.json(.post, "/residents/imports/\(id)/confirmation", "{}", token: token)
        #expect(done.status == 201)
        #expect(done.object["imported"] as? Int == (round == 1 ? 3 : 0))
        #expect(done.object["unchanged"] as? Int == (round == 1 ? 0 : 3))
        let refused = try #require(done.object["refused"] as? [[String: Any]])
        #expect(refused.map { $0["row"] as? Int } == [5, 6])
        #expect(refused.map { $0["kind"] as? String } == ["room_is_a_date", "name_missing"])
        #expect(try await client.json(.post, "/residents/imports/\(id)/confirmation", "{}", token: token).status == 409)
      }
      let found = try await client.json(.get, "/residents?q=gc", token: token)
      #expect((found.object["items"] as? [Any])?.count == 1)
    }
    let kept = try await house.lobby.read {
      try $0.rows("SELECT file FROM resident_imports WHERE estate = ? AND file IS NOT NULL", house.estate.id).count
    }
    #expect(kept == 0)
  }

  @Test func `The same file again leaves every table and the journal as they are, people of one name included`()
    async throws
  {
    let house = try await TestLobby.open()
    let token = try await house.token(.serviceCentre)
    let list = """
      楼栋,单元,房号,姓名,性别,住户类型,联系电话,租期起止
      1,1,101,王先生,,业主,13900000001,
      1,1,101,王女士,,家属,13900000001,
      1,1,102,李娜,女,业主,13900000002,
      1,1,102,李娜,男,家属,13900000002/13900000003,
      1,1,103,张伟,男,租户,,2026.1.1-2027.12.31
      1,1,103,张伟,女,租户,,2026.2.1-2027.12.31
      2,1,103,张伟,,业主,,
      """
    @Sendable func counts() async throws -> [Int] {
      try await house.lobby.read { snapshot in
        try ["rooms", "residents", "residencies", "resident_grams", "room_grams", "journal"].map {
          try snapshot.count("SELECT COUNT(*) FROM \($0)")
        }
      }
    }
    try await house.story { client in
      var first: [Int] = []
      for round in 1...2 {
        let shown = try await client.json(.post, "/residents/imports", Self.body(list), token: token)
        #expect(shown.object["imported"] as? Int == (round == 1 ? 7 : 0))
        let id = try #require(shown.object["id"] as? String)
        let done = try await client.json(.post, "/residents/imports/\(id)/confirmation", "{}", token: token)
        #expect(done.object["imported"] as? Int == (round == 1 ? 7 : 0))
        #expect(done.object["unchanged"] as? Int == (round == 1 ? 0 : 7))
        if round == 1 { first = try await counts() }
      }
      let second = try await counts()
      #expect(first == second)
      #expect(first[..<3] == [4, 7, 7])
    }
  }

  @Test func `Identity numbers are kept only when asked for, and then sealed`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.serviceCentre)
    try await house.story { client in
      for (more, count) in [("", 0), (#", "keep": ["document"]"#, 1)] {
        let shown = try await client.json(.post, "/residents/imports", Self.body(Self.list, more), token: token)
        let id = try #require(shown.object["id"] as? String)
        let done = try await client.json(.post, "/residents/imports/\(id)/confirmation", "{}", token: token)
        #expect(done.status == 201)
        let rows = try await house.lobby.read {
          try $0.rows("SELECT extras FROM residents WHERE estate = ? AND extras IS NOT NULL", house.estate.id)
        }
        #expect(rows.count == count)
        for row in rows {
          #expect(!String(decoding: row.optionalBytes("extras") ?? [], as: UTF8.self).contains("1990"))
        }
      }
    }
  }

  @Test func `The waiting file is sealed and gone after an hour`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.serviceCentre)
    try await house.story { client in
      let shown = try await client.json(.post, "/residents/imports", Self.body(Self.list), token: token)
      let id = try #require(shown.object["id"] as? String)
      let sealed = try await house.lobby.read {
        try $0.row("SELECT file FROM resident_imports WHERE estate = ?", house.estate.id)?.optionalBytes("file")
      }
      let text = String(decoding: try #require(sealed), as: UTF8.self)
      #expect(!text.contains("13900000001") && !text.contains(Data("13900000001".utf8).base64EncodedString()))
      house.clock.advance(minutes: 60)
      #expect(try await client.json(.get, "/residents/imports/\(id)", token: token).status == 404)
      try await house.lobby.database.sweepResidents(at: house.clock.now)
      let left = try await house.lobby.read { try $0.count("SELECT COUNT(*) FROM resident_imports") }
      #expect(left == 0)
    }
  }

  @Test func `A list does not bring back who has moved out since`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.serviceCentre)
    try await house.story { client in
      func taken() async throws -> [String: Any] {
        let shown = try await client.json(.post, "/residents/imports", Self.body(Self.list), token: token)
        let id = try #require(shown.object["id"] as? String)
        return try await client.json(.post, "/residents/imports/\(id)/confirmation", "{}", token: token).object
      }
      _ = try await taken()
      _ = try await house.lobby.write(in: house.estate.id) { tx in
        try tx.run("UPDATE residencies SET ends_at = ? WHERE estate = ?", house.clock.now.milliseconds, house.estate.id)
      }
      house.clock.advance(minutes: 1)
      let again = try await taken()
      #expect(again["imported"] as? Int == 0)
      let kinds = (again["warned"] as? [[String: Any]])?.compactMap { $0["kind"] as? String } ?? []
      #expect(kinds.count { $0 == "moved_out_since" } == 3)
    }
  }

  @Test func `A browser sends a file, reads it in another encoding and watches the import`() async throws {
    let house = try await TestLobby.open()
    let manager = try await house.signIn("白芷", as: .propertyManager)
    try await house.story { client in
      let sent = try await client.upload("/residents/imports", file: Data(Self.list.utf8), as: manager)
      #expect(sent.status == 303)
      let preview = try await client.page(sent.location, as: manager)
      #expect(preview.status == 200 && preview.html.contains("陆英") && !preview.html.contains("13900000001"))
      #expect(try await client.page(sent.location + "?encoding=gb18030", as: manager).status != 500)
      let confirmed = try await client.submit(sent.location + "/confirmation", ["encoding": "auto"], as: manager)
      #expect(confirmed.status == 303)
      var html = ""
      for _ in 0..<100 where !html.contains("/residents/imports\"") || html.contains("class=\"meter") {
        try await Task.sleep(for: .milliseconds(30))
        html = try await client.page(sent.location + "?part=progress", as: manager).html
      }
      #expect(html.contains("<b>3</b>"))
    }
  }

  @Test(arguments: ["", "hello", "<html><table></table></html>", "PK\u{3}\u{4}nonsense"])
  func `What is no list is refused with how to mend it`(text: String) async throws {
    let house = try await TestLobby.open()
    let manager = try await house.signIn("白芷", as: .propertyManager)
    try await house.story { client in
      let answer = try await client.upload("/residents/imports", file: Data(text.utf8), as: manager)
      #expect(answer.status == 422)
      #expect(answer.html.contains("id=\"file-error\""))
    }
  }
}

extension TestClientProtocol {
  /// Sends a file as a browser's form does.
  fileprivate func upload(_ path: String, file: Data, as browser: TestLobby.Browser) async throws -> (
    status: Int, location: String, html: String
  ) {
    var body = Data(
      "--line\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n\(browser.formToken)\r\n".utf8)
    body += Data("--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\n\r\n".utf8)
    body += file + Data("\r\n--line--\r\n".utf8)
    let answer = try await executeRequest(
      uri: path, method: .post,
      headers: [
        .accept: "text/html", .cookie: browser.cookie, .contentType: "multipart/form-data; boundary=line",
      ], body: ByteBuffer(bytes: body))
    return (answer.status.code, answer.headers[.location] ?? "", String(buffer: answer.body))
  }
}
