import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Foyer

/// The visitor register on paper: packing, columns, seals, reprints.
struct RegisterSheetTests {
  private func row(note: String = "") -> [String] {
    PaperSheet.visitorColumns.map { $0.name == "note" ? note : "1" }
  }

  @Test func `The paper has the nineteen columns of the form on an A4 page laid across`() {
    #expect(PaperSheet.visitorColumns.count + 1 == 19)
    #expect(PaperSheet.visitorColumns.reduce(8) { $0 + $1.width } == 277)
  }

  @Test func `Twenty rows fit on a page; the last page is filled with blank rows, an empty day is one blank page`() {
    let sheet = PaperSheet(columns: PaperSheet.visitorColumns, rows: (0..<21).map { _ in row() })
    #expect(sheet.pages.map(\.count) == [20, 20])
    #expect(sheet.pages[1].first?.number == 21 && sheet.pages[1].last?.number == 40)
    #expect(sheet.pages[1][1].cells.joined().isEmpty)
    #expect(PaperSheet(columns: PaperSheet.visitorColumns, rows: []).pages.map(\.count) == [20])
  }

  @Test func `A row with a long note takes more room, and what is too long is cut`() {
    let long = String(repeating: "第一次来时请给住户打电话，", count: 8)
    let sheet = PaperSheet(columns: PaperSheet.visitorColumns, rows: (0..<20).map { _ in row(note: long) })
    #expect(sheet.pages.count > 1)
    #expect(sheet.pages.map(\.count).max() ?? 20 < 20)
    #expect(sheet.pages[0][0].cells.last?.count == 48 && sheet.pages[0][0].cells.last?.hasSuffix("…") == true)
  }

  @Test func `A seal differs with any row and any entry of the record`() {
    let head = RecordHead(seq: 7, id: "a")
    #expect(head.seal([["1", "2"]]) == head.seal([["1", "2"]]))
    let others = [
      head.seal([["12", ""]]), head.seal([["1"], ["2"]]), RecordHead(seq: 8, id: "b").seal([["1", "2"]]),
    ]
    #expect(!others.contains(head.seal([["1", "2"]])))
    #expect(head.seal([]).wholeMatch(of: /[0-9a-f]{4} [0-9a-f]{4} [0-9a-f]{4}/) != nil)
  }

  @Test func `Looking changes nothing, printing is recorded, and printing again says so on the sheet`() async throws {
    let house = try await TestLobby.open()
    _ = try await VisitRecordTests.register(house)
    let guardsman = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      let preview = try await client.page("/register", as: guardsman).html
      #expect(
        preview.contains("预览") && preview.contains("110***********002X") && !preview.contains("11010519491231002X"))
      #expect(preview.contains("沙参") && preview.contains("陆*") && preview.contains("第1页，共1页"))
      for (copy, mark) in [(1, nil), (2, "重印（第2次）")] as [(Int, String?)] {
        let printed = try await client.submit(
          "/register/prints", ["from": "2026-05-14", "to": "2026-05-14", "post": ""], as: guardsman)
        #expect(printed.status == 303)
        let sheet = try await client.page(printed.location, as: guardsman).html
        #expect(!sheet.contains("预览") && sheet.contains("LF-20260514-\(copy)"))
        #expect(sheet.contains("重印") == (mark != nil) && (mark == nil || sheet.contains("重印（第2次）")))
      }
    }
    let entries = try await house.lobby.read { try $0.journal(of: house.estate.id, after: 0, limit: 50) }
    let printed = entries.filter { $0.event.kind == .registerPrinted }
    #expect(printed.allSatisfy { $0.event.payload["from"] == "2026-05-14" })
    #expect(printed.map { $0.event.payload["copy"] } == ["1", "2"])
    #expect(printed.first?.event.payload["rows"] == "1")
  }

  @Test func `In a file every time has its year, also the departure and what was entered late`() async throws {
    let house = try await TestLobby.open()
    let id = try await VisitRecordTests.register(house) {
      $0.replacing(#""pass": "auto""#, with: #""pass": "auto", "occurred_at": "2026-05-14T21:30:00+08:00""#)
    }
    house.clock.advance(minutes: 200)
    let token = try await house.token(.attendant)
    try await house.story { client in
      _ = try await client.json(.post, "/visits/\(id)/departure", "{}", token: token)
      let answer = try await client.executeRequest(
        uri: "/register/exports", method: .post,
        headers: [.authorization: "Bearer \(token)", .contentType: "application/json"],
        body: .init(string: #"{"from": "2026-05-14", "to": "2026-05-14"}"#))
      let text = String(buffer: answer.body)
      for time in ["2026-05-14 21:30", "2026-05-15 01:02", "2026-05-14 21:42补录"] {
        #expect(text.contains(time), "\(text)")
      }
      let rows = try await client.json(.get, "/register?from=2026-05-14", token: token).object["rows"] as? [[String]]
      #expect(rows?.first?.first == "2026-05-14" && rows?.first?.contains("2026-05-15 01:02") == true)
      let paper = try await client.page(
        "/register?from=2026-05-14", as: try await house.signIn("白芷", as: .attendant)
      ).html
      #expect(paper.contains(">5-14<") && paper.contains(">21:30<") && !paper.contains("2026-05-14 21:30"))
    }
  }

  @Test func `The address of an old print brings a preview: what goes to paper again is written down again`()
    async throws
  {
    let house = try await TestLobby.open()
    let guardsman = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      let printed = try await client.submit("/register/prints", [:], as: guardsman)
      #expect(try await client.page(printed.location, as: guardsman).html.contains("打印已记入值班记录"))
      house.clock.advance(minutes: 11)
      let later = try await client.page(printed.location, as: guardsman).html
      #expect(later.contains("预览") && !later.contains("打印之后记录有变"))
    }
  }

  @Test func `A sheet that is opened again after the record changed is a preview once more`() async throws {
    let house = try await TestLobby.open()
    let id = try await VisitRecordTests.register(house)
    let guardsman = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      let printed = try await client.submit("/register/prints", [:], as: guardsman)
      #expect(try await client.page(printed.location, as: guardsman).html.contains("打印已记入值班记录"))
      _ = try await client.submit("/visits/\(id)/departure", ["pass_returned": "true"], as: guardsman)
      let after = try await client.page(printed.location, as: guardsman).html
      #expect(after.contains("打印之后记录有变") && after.contains("预览"))
    }
  }

  @Test func `The file masks names too, neutralises formulas and is recorded`() async throws {
    let house = try await TestLobby.open()
    _ = try await VisitRecordTests.register(house) {
      $0.replacing(#""pass": "auto""#, with: #""pass": "auto", "belongings": "=cmd()|'x'", "note": "a\"b""#)
    }
    let token = try await house.token(.attendant)
    try await house.story { client in
      let answer = try await client.executeRequest(
        uri: "/register/exports", method: .post,
        headers: [.authorization: "Bearer \(token)", .contentType: "application/json"],
        body: .init(string: #"{"from": "2026-05-14", "to": "2026-05-14"}"#))
      let text = String(buffer: answer.body)
      #expect(answer.headers[.contentDisposition] == #"attachment; filename="register-2026-05-14-2026-05-14.csv""#)
      #expect(text.hasPrefix("\u{FEFF}序号,日期,来访人姓名,性别"))
      #expect(text.contains("沙*") && !text.contains("沙参") && text.contains(",'=cmd()"))
      #expect(text.contains("1,2026-05-14,沙*") && text.contains(",2026-05-14 21:42,"))
    }
    let entries = try await house.lobby.read { try $0.journal(of: house.estate.id, after: 0, limit: 50) }
    #expect(entries.last?.event.kind == .registerExported)
  }

  @Test func `A period that runs backwards or names no day is refused, in words at its field`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    let guardsman = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      for query in ["from=2026-05-14&to=2026-05-13", "from=2026-02-30", "from=x", "to=2099-01-01", "post=1"] {
        let answer = try await client.json(.get, "/register?\(query)", token: token)
        #expect(answer.status == 422, "\(query)")
        let page = try await client.page("/register?\(query)", as: guardsman)
        #expect(page.status == 422 && page.html.contains("finding late") || query == "post=1")
      }
    }
  }

  @Test func `A kind of document that was only preselected, or asked for and not shown, is not written as seen`()
    async throws
  {
    let house = try await TestLobby.open()
    _ = try await VisitRecordTests.register(house) {
      $0.replacing(
        #""type": "resident_id", "number": "11010519491231002X", "check": "match""#,
        with: #""type": "resident_id", "check": "declined", "alternative": "escort""#)
    }
    house.clock.advance(minutes: 1)
    let waiting = try await VisitRecordTests.register(house) {
      $0.replacing(
        #""type": "resident_id", "number": "11010519491231002X", "check": "match""#, with: #""type": "resident_id""#
      ).replacing(#""result": "confirmed""#, with: #""result": "no_answer""#).replacing(
        "{\"visitor\"", with: #"{"wait": true, "visitor""#)
    }
    let token = try await house.token(.attendant)
    try await house.story { client in
      let register = try await client.json(.get, "/register?from=2026-05-14", token: token)
      let rows = register.object["rows"] as? [[String]] ?? []
      #expect(rows.map { $0[4] } == ["不出示", "—"], "\(rows)")
      let visit = try await client.json(.get, "/visits/\(waiting)", token: token)
      #expect((visit.object["document"] as? [String: Any])?["type"] == nil)
    }
  }
}
