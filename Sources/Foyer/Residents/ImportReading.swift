import Foundation
import Spreadsheets

/// Columns that the desk does not need and that are read only on request.
struct KeptColumns: OptionSet, Sendable {
  let rawValue: Int

  static let documents = KeptColumns(rawValue: 1 << 0)
  static let household = KeptColumns(rawValue: 1 << 1)
  static let fees = KeptColumns(rawValue: 1 << 2)
  static let area = KeptColumns(rawValue: 1 << 3)
  static let vehicles = KeptColumns(rawValue: 1 << 4)
  static let emergency = KeptColumns(rawValue: 1 << 5)
  static let sex = KeptColumns(rawValue: 1 << 6)
  static let status = KeptColumns(rawValue: 1 << 7)

  var fields: [ResidentField] {
    let all: [(KeptColumns, ResidentField)] = [
      (.documents, .document), (.household, .household), (.fees, .fees), (.area, .area), (.vehicles, .vehicle),
      (.emergency, .emergency), (.sex, .sex), (.status, .status),
    ]
    return all.filter { contains($0.0) }.map(\.1)
  }
}

/// What a person may decide before a file is read.
struct ImportOptions: Sendable {
  /// Chosen in the preview; nil to find it.
  var encoding: TextEncoding?
  /// For installations in traditional Chinese.
  var tryingBig5 = false
  var keeping: KeptColumns = []
  /// For estates with one building only: what rows without a building belong to.
  var onlyBuilding: String?
  /// The estate's name: in `青梧里1栋2单元1203` it is no part of the room.
  var site: String?
}

/// A whole file as read: nothing is in the register yet.
struct ImportReading: Sendable {
  struct Sheet: Sendable {
    let name: String
    /// As a spreadsheet program numbers it.
    let headerRow: Int
    let building: String?
    let columns: [(header: String, field: ResidentField)]
    /// Headers of columns that were left unread for the sake of data minimisation.
    let dropped: [String]
    /// Rows about residents: without titles, headers, totals and empty rows.
    var rowCount = 0
    var importedRowCount = 0
  }

  var encoding: TextEncoding?
  var mojibake: Mojibake?
  var sheets: [Sheet] = []
  /// Sheets without a header that is understood.
  var skippedSheets: [String] = []
  var drafts: [ResidentRow.Draft] = []
  var refused: [ImportFinding] = []
  var warned: [ImportFinding] = []

  var rowCount: Int { sheets.reduce(0) { $0 + $1.rowCount } }
  /// Rows, not people: joint owners are one row.
  var importedRowCount: Int { sheets.reduce(0) { $0 + $1.importedRowCount } }
  var droppedColumns: [String] { sheets.flatMap(\.dropped) }
}
