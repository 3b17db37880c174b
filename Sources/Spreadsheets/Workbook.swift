import Foundation

/// An Excel workbook (`.xlsx`, ECMA-376): the values of its sheets, in the order of the tabs.
public struct Workbook: Sendable {
  public let tables: [Table]

  /// Bounds against archives that unpack to far more than they are. Sizes in bytes.
  public struct Limits: Sendable {
    public var unpackedSize: Int
    public var entries: Int
    public var cells: Int

    public init(unpackedSize: Int = 200 << 20, entries: Int = 5_000, cells: Int = 5_000_000) {
      self.unpackedSize = unpackedSize
      self.entries = entries
      self.cells = cells
    }
  }

  /// - Throws: `.encrypted`, `.legacyExcel`, `.notAWorkbook`, `.damaged`, `.tooLarge`.
  public init(xlsx data: Data, limits: Limits = Limits()) throws(SpreadsheetError) {
    guard data.starts(with: SpreadsheetFile.zipSignature) else {
      throw SpreadsheetFile.refusal(of: data) ?? .notAWorkbook
    }
    let archive = try ZipArchive(data, limits: limits)
    let main = try WorkbookPart(in: archive)
    let texts = try SharedTexts(in: archive, at: main.sharedTexts)
    let styles = try CellStyles(in: archive, at: main.styles)
    var remaining = limits.cells
    var tables: [Table] = []
    for sheet in main.sheets {
      let values = CellValues(texts: texts, styles: styles, startsIn1904: main.startsIn1904)
      let reader = SheetReader(values: values, cellLimit: remaining)
      try reader.read(archive.contents(of: sheet.path), named: sheet.path)
      remaining = reader.cellLimit
      tables.append(
        Table(name: sheet.name, rows: reader.rows, mergedRanges: reader.mergedRanges, isHidden: sheet.isHidden))
    }
    self.tables = tables
  }
}
