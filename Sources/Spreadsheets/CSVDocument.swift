import Foundation

/// A CSV file being written, for people who will open it in a spreadsheet program.
///
/// UTF-8 with byte order mark (without it Excel shows garbage), CRLF, quoted by RFC 4180. A cell that a spreadsheet
/// program would run as a formula gets a leading `'`; ``SpreadsheetFile`` leaves it in place, importers strip it.
public struct CSVDocument: Sendable {
  public private(set) var data = Data([0xEF, 0xBB, 0xBF])

  public init() {}

  public init(rows: some Sequence<[String]>) {
    for row in rows { append(row) }
  }

  public mutating func append(_ row: [String]) {
    data.append(contentsOf: row.map(Self.encoded).joined(separator: ",").utf8)
    data.append(contentsOf: "\r\n".utf8)
  }

  private static func encoded(_ cell: String) -> String {
    let harmless = startsAsFormula(cell) ? "'" + cell : cell
    guard harmless.utf8.contains(where: { "\",\t\r\n".utf8.contains($0) }) else { return harmless }
    return "\"" + harmless.replacing("\"", with: "\"\"") + "\""
  }

  private static func startsAsFormula(_ cell: String) -> Bool {
    guard let first = cell.utf8.first else { return false }
    return "=+-@\t\r".utf8.contains(first)
  }
}
