import Foundation
import Spreadsheets

/// The register of a period, read and put into words.
struct RegisterSheet: Sendable {
  let estate: Estate
  let posts: [Post]
  let period: RegisterPeriod
  let words: RegisterWords
  let visits: [Visit]
  let head: RecordHead
  let numberDays: Int
  let visitDays: Int

  /// As the paper writes them; the seal is taken over these.
  var rows: [[String]] { visits.map(words.cells) }

  var paper: PaperSheet { PaperSheet(columns: PaperSheet.visitorColumns, rows: rows) }
}

/// The register as a file for a spreadsheet program: the paper's columns, every time with its whole date.
struct RegisterFile {
  let sheet: RegisterSheet

  var data: Data {
    var document = CSVDocument()
    document.append(sheet.words.plainHeader)
    for (index, cells) in sheet.visits.map(sheet.words.withWholeDates.cells).enumerated() {
      document.append([String(index + 1)] + cells)
    }
    return document.data
  }
}

/// The register as a program reads it.
struct RegisterResource: Encodable {
  let from, to, fingerprint: String
  let columns: [String]
  let rows: [[String]]

  init(from: String, to: String, fingerprint: String, columns: [String], rows: [[String]]) {
    (self.from, self.to, self.fingerprint) = (from, to, fingerprint)
    (self.columns, self.rows) = (columns, rows)
  }

  init(_ sheet: RegisterSheet, fingerprint: String) {
    from = sheet.estate.zone.day(sheet.period.first)
    to = sheet.estate.zone.day(sheet.period.last)
    self.fingerprint = fingerprint
    columns = PaperSheet.visitorColumns.map(\.name)
    rows = sheet.visits.map(sheet.words.withWholeDates.cells)
  }
}

struct SheetPrintResource: Encodable {
  let id, fingerprint, printedAt, printedBy: String
  let copy, rows, pages: Int

  init(_ print: SheetPrint, of sheet: PrintedSheet) {
    id = print.id
    fingerprint = print.fingerprint
    printedAt = sheet.period.zone.iso(print.at)
    printedBy = print.by
    copy = print.copy
    rows = sheet.rows.count
    pages = sheet.pages
  }
}
