/// Why a file cannot be read as a table. Each case asks for a different remedy.
public enum SpreadsheetError: Error, Hashable, Sendable {
  /// No bytes, or nothing but blanks.
  case empty
  /// The bytes are no text in the encoding asked for, or in any that was tried (nil).
  case undecodable(TextEncoding?)
  /// A quotation mark opened in this row (first row 1) is never closed.
  case unclosedQuote(row: Int)
  /// Protected by a password.
  case encrypted
  /// Excel 97–2003 (`.xls`): to be saved as `.xlsx` first.
  case legacyExcel
  /// A web page saved with a spreadsheet's name, as some systems export it.
  case webPage
  /// A zip archive, but no workbook inside (a `.docx`, an `.ods`, a plain archive).
  case notAWorkbook
  /// A part of the workbook is missing or broken.
  case damaged(part: String)
  /// Unpacked, the file passes a limit of ``Workbook/Limits``.
  case tooLarge
}
