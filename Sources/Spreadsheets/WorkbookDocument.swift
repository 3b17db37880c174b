import CZip
import Foundation

/// A workbook of one sheet being written, for people who will open it in a spreadsheet program.
///
/// Every text is an inline string, which no program runs as a formula; one that looks like a formula is marked as
/// quoted besides, so that it stays text when somebody edits it. Columns of figures hold numbers.
public struct WorkbookDocument: Sendable {
  private let name: String
  private let rows: [[String]]
  private let widths: [Int]
  private let figures: Set<Int>

  /// - Parameters:
  ///   - widths: of the columns, in characters.
  ///   - figures: columns, counted from 0, whose cells are written as numbers where they are numbers.
  public init(name: String, rows: [[String]], widths: [Int] = [], figures: Set<Int> = []) {
    self.name = name
    self.rows = rows
    self.widths = widths
    self.figures = figures
  }

  /// - Throws: `.damaged` when libzip cannot make the file.
  public func data() throws(SpreadsheetError) -> Data {
    try ZipFile.packed([
      ("[Content_Types].xml", Self.types), ("_rels/.rels", Self.relations), ("xl/workbook.xml", workbook),
      ("xl/_rels/workbook.xml.rels", Self.parts), ("xl/styles.xml", Self.styles),
      ("xl/worksheets/sheet1.xml", sheet),
    ])
  }

  private static let head = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"
  private static let content = "application/vnd.openxmlformats-officedocument.spreadsheetml"

  private static let types =
    head + #"<Types xmlns="\#(package)/content-types">"#
    + #"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#
    + #"<Override PartName="/xl/workbook.xml" ContentType="\#(content).sheet.main+xml"/>"#
    + #"<Override PartName="/xl/worksheets/sheet1.xml" ContentType="\#(content).worksheet+xml"/>"#
    + #"<Override PartName="/xl/styles.xml" ContentType="\#(content).styles+xml"/></Types>"#
  private static let relations =
    head + #"<Relationships xmlns="\#(package)/relationships">"#
    + #"<Relationship Id="rId1" Type="\#(office)/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
  private static let parts =
    head + #"<Relationships xmlns="\#(package)/relationships">"#
    + #"<Relationship Id="rId1" Type="\#(office)/worksheet" Target="worksheets/sheet1.xml"/>"#
    + #"<Relationship Id="rId2" Type="\#(office)/styles" Target="styles.xml"/></Relationships>"#
  /// Style 1 is text that must not be taken for a formula.
  private static let styles =
    head + #"<styleSheet xmlns="\#(main)"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>"#
    + #"<fills count="1"><fill><patternFill patternType="none"/></fill></fills>"#
    + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    + #"<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"#
    + #"<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>"#
    + #"<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs></styleSheet>"#

  private var workbook: String {
    Self.head + #"<workbook xmlns="\#(Self.main)" xmlns:r="\#(Self.office)"><sheets>"#
      + #"<sheet name="\#(Self.escaped(String(name.prefix(31))))" sheetId="1" r:id="rId1"/></sheets></workbook>"#
  }

  private var sheet: String {
    let columns = widths.enumerated().map { index, width in
      #"<col min="\#(index + 1)" max="\#(index + 1)" width="\#(width)" customWidth="1"/>"#
    }
    let body = rows.enumerated().map { number, cells in
      let row = cells.enumerated().map { cell($1, row: number, column: $0) }.joined()
      return #"<row r="\#(number + 1)">\#(row)</row>"#
    }
    return Self.head + #"<worksheet xmlns="\#(Self.main)">"#
      + (columns.isEmpty ? "" : "<cols>\(columns.joined())</cols>")
      + "<sheetData>\(body.joined())</sheetData>"
      + #"<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>"#
  }

  private func cell(_ text: String, row: Int, column: Int) -> String {
    guard !text.isEmpty else { return "" }
    let place = Self.letters(column) + String(row + 1)
    if figures.contains(column), let number = Double(text), number.isFinite {
      return #"<c r="\#(place)"><v>\#(text)</v></c>"#
    }
    let style = text.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false ? #" s="1""# : ""
    return #"<c r="\#(place)"\#(style) t="inlineStr"><is><t xml:space="preserve">\#(Self.escaped(text))</t></is></c>"#
  }

  /// `A`, `Z`, `AA`.
  static func letters(_ column: Int) -> String {
    var (letters, rest) = ("", column)
    repeat {
      letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return letters
  }

  /// What XML does not know at all is left out.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\t", "\n", "\r": escaped.unicodeScalars.append(scalar)
      default: if scalar.value >= 0x20, scalar.value & 0xFFFE != 0xFFFE { escaped.unicodeScalars.append(scalar) }
      }
    }
    return escaped
  }
}

/// A zip archive made in memory through libzip.
private enum ZipFile {
  static func packed(_ parts: [(name: String, text: String)]) throws(SpreadsheetError) -> Data {
    guard let source = zip_source_buffer_create(nil, 0, 0, nil) else { throw .damaged(part: "zip") }
    guard let archive = zip_open_from_source(source, ZIP_TRUNCATE, nil) else {
      zip_source_free(source)
      throw .damaged(part: "zip")
    }
    // The archive would free the source when it is closed, and what was written is read from it after that.
    zip_source_keep(source)
    defer { zip_source_free(source) }
    for part in parts where !add(part, to: archive) {
      zip_discard(archive)
      throw .damaged(part: part.name)
    }
    guard zip_close(archive) == 0 else {
      zip_discard(archive)
      throw .damaged(part: "zip")
    }
    return try contents(of: source)
  }

  /// libzip frees the copy of the text, also where it refuses it.
  private static func add(_ part: (name: String, text: String), to archive: OpaquePointer) -> Bool {
    let bytes = Array(part.text.utf8)
    guard let copy = malloc(max(1, bytes.count)) else { return false }
    bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(start: copy, count: bytes.count).copyMemory(from: $0) }
    guard let source = zip_source_buffer(archive, copy, zip_uint64_t(bytes.count), 1) else {
      free(copy)
      return false
    }
    if zip_file_add(archive, part.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8)) >= 0 { return true }
    zip_source_free(source)
    return false
  }

  private static func contents(of source: OpaquePointer) throws(SpreadsheetError) -> Data {
    var entry = zip_stat_t()
    guard zip_source_stat(source, &entry) == 0, zip_source_open(source) == 0 else { throw .damaged(part: "zip") }
    defer { zip_source_close(source) }
    var data = Data(count: Int(entry.size))
    let read = data.withUnsafeMutableBytes { zip_source_read(source, $0.baseAddress, zip_uint64_t($0.count)) }
    guard read == zip_int64_t(entry.size) else { throw .damaged(part: "zip") }
    return data
  }
}
