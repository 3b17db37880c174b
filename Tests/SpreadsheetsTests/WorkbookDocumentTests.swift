import Foundation
import Testing

@testable import Spreadsheets

struct WorkbookDocumentTests {
  @Test func `What is written is read again, figures as numbers and whatever looks like a formula as text`() throws {
    let rows = [["姓名", "1", "合计"], ["=HYPERLINK(\"x\")", "早 & <夜>", "168.5"], ["", "+86", "@sum"]]
    let data = try WorkbookDocument(name: "2026-11", rows: rows, widths: [12, 4], figures: [2]).data()
    let table = try #require(try SpreadsheetFile(data).tables.first)
    #expect(table.name == "2026-11")
    #expect(table[row: 1, column: 0] == .text("=HYPERLINK(\"x\")"))
    #expect(table[row: 1, column: 1] == .text("早 & <夜>"))
    #expect(table[row: 1, column: 2] == .number(168.5, written: "168.5"))
    #expect(table[row: 2, column: 0] == .empty && table[row: 2, column: 2] == .text("@sum"))
    #expect(!String(decoding: data, as: UTF8.self).contains("<f>"))
  }

  @Test func `Columns have the letters of a spreadsheet`() {
    #expect([0, 25, 26, 51, 52, 701, 702].map(WorkbookDocument.letters) == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"])
  }
}
