import Foundation
import Spreadsheets

/// The register of a period, read and put into words.
struct RegisterSheet: Sendable {
  let estate: Estate
  let posts: [Post]
  let period: RegisterPeriod
  let words: RegisterWords
  let rows: [[String]]
  let head: RecordHead
  let numberDays: Int
  let visitDays: Int

  var paper: PaperSheet { PaperSheet(columns: PaperSheet.visitorColumns, rows: rows) }
}

/// The register as a file for a spreadsheet program: the paper's columns, and the year with the day.
struct RegisterFile {
  let sheet: RegisterSheet
  let words: RegisterWords

  var data: Data {
    var document = CSVDocument()
    document.append(words.plainHeader)
    for (index, cells) in sheet.rows.enumerated() { document.append([String(index + 1)] + cells) }
    return document.data
  }
}

/// The register as a program reads it.
struct RegisterResource: Encodable {
  let from, to, fingerprint: String
  let columns: [String]
  let rows: [[String]]

  init(_ sheet: RegisterSheet, fingerprint: String) {
    from = sheet.estate.zone.day(sheet.period.first)
    to = sheet.estate.zone.day(sheet.period.last)
    self.fingerprint = fingerprint
    columns = PaperSheet.visitorColumns.map(\.name)
    rows = sheet.rows
  }
}

struct SheetPrintResource: Encodable {
  let id, fingerprint, printedAt, printedBy: String
  let copy, rows, pages: Int

  init(_ print: SheetPrint, rows: Int, pages: Int, zone: EstateZone) {
    id = print.id
    fingerprint = print.fingerprint
    printedAt = zone.iso(print.at)
    printedBy = print.by
    copy = print.copy
    self.rows = rows
    self.pages = pages
  }
}
