import Foundation
import Spreadsheets
import Testing

@Suite struct WorkbookTests {
  private func table(_ rows: String, sharedTexts: String? = nil, styles: String? = nil, properties: String = "") throws
    -> Table
  {
    let builder = WorkbookBuilder(
      sheets: [("一", rows)], sharedTexts: sharedTexts, styles: styles, properties: properties)
    return try #require(try Workbook(xlsx: builder.data()).tables.first)
  }

  @Test func `Shared texts with rich runs are joined and phonetic guides left out`() throws {
    let table = try table(
      "<sheetData><row r='1'><c r='A1' t='s'><v>1</v></c></row></sheetData>",
      sharedTexts:
        "<si><t>x</t></si><si><r><t>欧</t></r><r><t xml:space='preserve'>阳 </t></r><rPh sb='0' eb='1'><t>ou</t></rPh></si>"
    )
    #expect(table.rows == [[.text("欧阳 ")]])
  }

  @Test func `Inline texts, numbers, booleans, errors and formulas become cells`() throws {
    let table = try table(
      """
      <sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>甲</t></is></c><c r='B1'><v>1.3900001455E10</v></c>\
      <c r='C1' t='b'><v>1</v></c><c r='D1' t='e'><v>#N/A</v></c><c r='E1' t='str'><f>A1</f><v>乙</v></c>\
      <c r='F1'><f>A1&amp;B1</f></c></row></sheetData>
      """)
    #expect(table.rows[0][0] == .text("甲"))
    #expect(table.rows[0][1] == .number(13_900_001_455, written: "1.3900001455E10"))
    #expect(table.rows[0][1].text == "13900001455")
    #expect(table.rows[0][2...] == [.boolean(true), .error("#N/A"), .text("乙"), .text("=A1&B1")])
  }

  @Test(arguments: ["14", "31", "58", "200", "201"])
  func `A number whose format shows a date is a date`(format: String) throws {
    let styles = """
      <numFmts><numFmt numFmtId='200' formatCode='[$-804]yyyy"年"m"月"d"日"'/><numFmt numFmtId='201' formatCode='mmm-yy'/></numFmts>\
      <cellXfs><xf numFmtId='0'/><xf numFmtId='\(format)'/></cellXfs>
      """
    let table = try table("<sheetData><row r='1'><c r='A1' s='1'><v>37742</v></c></row></sheetData>", styles: styles)
    #expect(table.rows[0][0] == .date(try #require(CalendarDate(year: 2003, month: 5, day: 1)), written: "37742"))
  }

  @Test(arguments: ["0", "2", "11", "20", "200", "201"])
  func `A number whose format shows none stays a number`(format: String) throws {
    let styles = """
      <numFmts><numFmt numFmtId='200' formatCode='[Red]0.00"day"'/><numFmt numFmtId='201' formatCode='[h]:mm:ss'/></numFmts>\
      <cellXfs><xf numFmtId='0'/><xf numFmtId='\(format)'/></cellXfs>
      """
    let table = try table("<sheetData><row r='1'><c r='A1' s='1'><v>37742</v></c></row></sheetData>", styles: styles)
    #expect(table.rows[0][0] == .number(37_742, written: "37742"))
  }

  @Test func `Old Macs count from 1904`() throws {
    let table = try table(
      "<sheetData><row r='1'><c r='A1' s='0'><v>36280</v></c></row></sheetData>",
      styles: "<cellXfs><xf numFmtId='14'/></cellXfs>", properties: "<workbookPr date1904='1'/>")
    #expect(table.rows[0][0].text == "2003-05-01")
  }

  @Test func `Serial numbers are days of the 1900 system with its false leap day`() {
    #expect(CalendarDate(serial: 1)?.description == "1900-01-01")
    #expect(CalendarDate(serial: 59)?.description == "1900-02-28")
    #expect(CalendarDate(serial: 60) == nil)
    #expect(CalendarDate(serial: 61)?.description == "1900-03-01")
    #expect(CalendarDate(serial: 45_047.75)?.description == "2023-05-01")
    #expect(CalendarDate(serial: 0.5) == nil)
    #expect(CalendarDate(serial: 0, startsIn1904: true)?.description == "1904-01-01")
  }

  @Test func `Rows and columns keep their places, sheets their names and merged cells`() throws {
    var builder = WorkbookBuilder()
    builder.sheets = [
      (
        "1栋",
        "<sheetData><row r='3'><c r='B3'><v>5</v></c></row></sheetData><mergeCells><mergeCell ref='A3:B9'/></mergeCells>"
      ),
      ("2栋", "<sheetData/>"),
    ]
    let tables = try Workbook(xlsx: builder.data()).tables
    #expect(tables.map(\.name) == ["1栋", "2栋"])
    #expect(tables[0].rows == [[], [], [.empty, .number(5, written: "5")]])
    #expect(tables[0].mergedRanges == [CellRange(rows: 2...8, columns: 0...1)])
    #expect(tables[1].rows.isEmpty)
  }

  @Test func `Prefixed elements and missing cell references are understood`() throws {
    let table = try table(
      "<x:sheetData xmlns:x='m'><x:row><x:c><x:v>7</x:v></x:c><x:c><x:v>8</x:v></x:c></x:row></x:sheetData>")
    #expect(table.rows.first?.map(\.text) == ["7", "8"])
  }

  @Test func `A part of more than 10 MB is read`() throws {
    let rows = (1...60_000).map {
      "<row r='\($0)'><c r='A\($0)' t='inlineStr'><is><t>\(String(repeating: "房", count: 50))</t></is></c></row>"
    }
    let table = try table("<sheetData>\(rows.joined())</sheetData>")
    #expect(table.rows.count == 60_000)
  }

  @Test func `What is no workbook is refused with its reason`() throws {
    func refusal(_ data: Data) -> SpreadsheetError? {
      do { _ = try SpreadsheetFile(data) } catch { return error }
      return nil
    }
    let good = WorkbookBuilder(sheets: [("一", "<sheetData/>")]).data()
    #expect(refusal(good) == nil)
    #expect(refusal(good.prefix(good.count / 2)) == .damaged(part: "zip"))
    #expect(refusal(WorkbookBuilder.zip([("word/document.xml", Data("<a/>".utf8))])) == .notAWorkbook)
    #expect(refusal(WorkbookBuilder.zip([("_rels/.rels", Data("<a/>".utf8))], encrypted: true)) == .encrypted)
    #expect(refusal(Data([0xD0, 0xCF, 0x11, 0xE0]) + Data(count: 600)) == .legacyExcel)
    let stream = Data("EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    #expect(refusal(Data([0xD0, 0xCF, 0x11, 0xE0]) + stream) == .encrypted)
    #expect(refusal(Data("<html><table></table></html>".utf8)) == .webPage)
    #expect(
      refusal(WorkbookBuilder(sheets: [("一", "<sheetData><row>")]).data()) == .damaged(part: "xl/worksheets/sheet0.xml")
    )
  }

  @Test func `Archives that unpack to too much are refused`() throws {
    let data = WorkbookBuilder(sheets: [("一", "<sheetData>" + String(repeating: " ", count: 10_000) + "</sheetData>")])
      .data()
    #expect(throws: SpreadsheetError.tooLarge) { try Workbook(xlsx: data, limits: .init(unpackedSize: 5_000)) }
    #expect(throws: SpreadsheetError.tooLarge) { try Workbook(xlsx: data, limits: .init(entries: 2)) }
    let wide = WorkbookBuilder(sheets: [("一", "<sheetData><row r='1'><c r='XFD1'><v>1</v></c></row></sheetData>")])
      .data()
    #expect(throws: SpreadsheetError.tooLarge) { try Workbook(xlsx: wide, limits: .init(cells: 16_000)) }
  }

  @Test func `Entities, which only serve to blow a file up, are refused`() {
    let bomb = WorkbookBuilder.zip([("_rels/.rels", Data("<!DOCTYPE a [<!ENTITY x 'xxxxxxxx'>]><a>&x;</a>".utf8))])
    #expect(throws: SpreadsheetError.damaged(part: "_rels/.rels")) { try Workbook(xlsx: bomb) }
  }
}
