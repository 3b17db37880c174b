import Foundation
import Spreadsheets

/// A file of residents, CSV or XLSX, from its bytes to drafts, refusals and warnings. Writes nothing.
enum ResidentSheet {
  /// - Throws: `SpreadsheetError` when the file cannot be read, `ImportProblem` when it is no list of residents.
  static func read(_ data: Data, options: ImportOptions = ImportOptions()) throws -> ImportReading {
    let file = try SpreadsheetFile(data, encoding: options.encoding, tryingBig5: options.tryingBig5)
    do {
      return try read(file, options: options)
    } catch ImportProblem.headerMissing where options.encoding == nil && file.encoding == .gb18030 {
      // Bytes of Big5 are valid GB18030 too; only a header that somebody understands tells them apart.
      if let big5 = try? read(SpreadsheetFile(data, encoding: .big5), options: options) { return big5 }
      throw ImportProblem.headerMissing
    }
  }

  static func read(_ file: SpreadsheetFile, options: ImportOptions = ImportOptions()) throws -> ImportReading {
    var reading = ImportReading(encoding: file.encoding, mojibake: file.mojibake)
    var problem = ImportProblem.headerMissing
    for table in file.tables where !table.isHidden && !table.rows.isEmpty {
      do {
        let columns = try columns(in: table)
        var reader = ResidentTable(table, columns: columns, options: options)
        reader.read(into: &reading)
        reading.sheets.append(reader.sheet)
      } catch {
        problem = error
        reading.skippedSheets.append(table.name)
      }
    }
    if reading.sheets.isEmpty, problem == .headerMissing, let mojibake = file.mojibake {
      throw ImportProblem.garbled(mojibake)
    }
    if reading.sheets.isEmpty { throw problem }
    return reading
  }

  private static func columns(in table: Table) throws(ImportProblem) -> ResidentColumns {
    guard let columns = ResidentColumns(in: table) else { throw .headerMissing }
    guard columns.hasPlace else { throw .roomColumnMissing }
    guard columns.hasPerson else { throw .nameColumnMissing }
    return columns
  }
}
