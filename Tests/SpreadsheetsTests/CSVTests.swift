import Foundation
import Spreadsheets
import Testing

@Suite struct CSVTests {
  private func rows(_ text: String) throws -> [[String]] {
    try SpreadsheetFile(Data(text.utf8)).tables[0].rows.map { $0.map(\.text) }
  }

  @Test func `Quoted cells hold separators, quotation marks and line breaks`() throws {
    #expect(try rows("a,b\r\n\"x,\"\"y\"\"\r\nz\",2\r\n") == [["a", "b"], ["x,\"y\"\r\nz", "2"]])
  }

  @Test(arguments: ["a\tb\n1\t2", "a;b\n1;2", "sep=|\r\na|b\r\n1|2", "\u{FEFF}sep=;\na;b\n1;2", "a,b\r1,2"])
  func `The separator is found or declared`(text: String) throws {
    #expect(try rows(text) == [["a", "b"], ["1", "2"]])
  }

  @Test func `A quotation mark inside a cell is text, so one odd cell does not cost the file`() throws {
    #expect(try rows("=\"1101\",5\"栋\n\"5栋\"x,\ty\n") == [["=\"1101\"", "5\"栋"], ["5栋x", "\ty"]])
  }

  @Test func `A quotation mark that is never closed is refused with its row`() {
    #expect(throws: SpreadsheetError.unclosedQuote(row: 2)) { try SpreadsheetFile(Data("a\n\"b\nc\n".utf8)) }
  }

  @Test func `Ragged rows stay as they are and empty rows at the end are left out`() throws {
    #expect(try rows("a,b,c\n1\n\n2,3\n,,\n\n\n") == [["a", "b", "c"], ["1"], [""], ["2", "3"]])
  }

  @Test func `A record over several lines is one row, as in a spreadsheet program`() throws {
    let table = try SpreadsheetFile(Data("h\n\"x\ny\"\nz".utf8)).tables[0]
    #expect(table[row: 2, column: 0] == .text("z"))
    #expect(table[row: 9, column: 9] == .empty)
  }

  @Test func `Twenty thousand rows are read at once`() throws {
    let row = "序号,1栋,2单元,1203,欧阳达,业主,13900001234,110101199805218735,粤B·12345,\"备注,一\"\r\n"
    let data = Data(String(repeating: row, count: 20_000).utf8)
    let start = ContinuousClock.now
    #expect(try SpreadsheetFile(data).tables[0].rows.count == 20_000)
    let duration = ContinuousClock.now - start
    #expect(duration < .seconds(10), "of a debug build; release needs a fraction")
  }

  @Test func `What is written opens in Excel and is read back`() throws {
    var document = CSVDocument(rows: [["房号", "备注"]])
    document.append(["1203", "a,\"b\"\nc"])
    #expect(document.data.prefix(3) == Data([0xEF, 0xBB, 0xBF]))
    #expect(document.data.suffix(2) == Data("\r\n".utf8))
    let rows = try SpreadsheetFile(document.data).tables[0].rows.map { $0.map(\.text) }
    #expect(rows == [["房号", "备注"], ["1203", "a,\"b\"\nc"]])
  }

  @Test(arguments: ["=1+1", "+86", "-1层", "@x", "\tx", "\rx"])
  func `A cell that would run as a formula is written as text`(cell: String) throws {
    let rows = try SpreadsheetFile(CSVDocument(rows: [[cell]]).data).tables[0].rows
    #expect(rows == [[.text("'" + cell)]])
  }
}
