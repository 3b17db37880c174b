import Foundation
import Spreadsheets

/// An import as programs see it: what was found, what would be or was done.
struct ImportResource: Encodable {
  struct Sheet: Encodable {
    struct Column: Encodable { let header, field: String }
    let name: String
    let headerRow, rows: Int
    let columns: [Column]
    let dropped: [String]
  }

  struct Line: Encodable { let sheet: String?, row: Int, kind: String, field: String?, message: String }

  let id, state: String
  let encoding: String?
  let sheets: [Sheet]?
  let rows, imported, unchanged, roomsAdded: Int?
  let refused, warned: [Line]?

  init(id: String, state: PendingImport.State, reading: ImportReading?, outcome: ImportOutcome?, words: ImportWords) {
    self.id = id
    self.state = state.rawValue
    encoding = reading?.encoding?.rawValue
    sheets = reading?.sheets.map { sheet in
      Sheet(
        name: sheet.name, headerRow: sheet.headerRow, rows: sheet.rowCount,
        columns: sheet.columns.map { Sheet.Column(header: $0.header, field: $0.field.rawValue) }, dropped: sheet.dropped
      )
    }
    (rows, imported, unchanged) = (outcome?.rows, outcome?.imported, outcome?.unchanged)
    roomsAdded = outcome?.roomsAdded
    refused = outcome?.refused.map(words.resource)
    warned = outcome?.warned.map(words.resource)
  }
}

struct ImportStateResource: Encodable {
  let id, state: String

  init(_ pending: PendingImport) {
    id = pending.id
    state = pending.state.rawValue
  }
}

struct ImportListResource: Encodable { let items: [ImportStateResource] }
