import Foundation

/// Which cell styles show their number as a date. Only the format says so: to the file, a date is a number of days.
struct CellStyles {
  private var isDate: [Bool] = []

  init(in archive: ZipArchive, at path: String?) throws(SpreadsheetError) {
    guard let path, archive.has(path) else { return }
    let reader = StyleReader()
    try reader.read(archive.contents(of: path), named: path)
    isDate = reader.formatOfStyle.map { format in
      reader.codes[format].map(Self.isDateFormat) ?? Self.builtInDates.contains(format)
    }
  }

  func showsDate(_ style: Int) -> Bool {
    isDate.indices.contains(style) && isDate[style]
  }

  /// ECMA-376 part 1, 18.8.30, with the reserved numbers that Chinese, Japanese and Korean Excel use.
  /// Formats of the time alone (18–21, 45–47) are left out: they are no day.
  private static let builtInDates: Set<Int> = Set([14, 15, 16, 17, 22]).union(27...31).union([36]).union(50...54)
    .union(57...58)

  /// A format shows a date when a day, month or year letter stands outside quotes, brackets and escapes.
  static func isDateFormat(_ code: String) -> Bool {
    var bare = code.replacing(#/"[^"]*"|\[[^\]]*\]|[\\_*]./#, with: "").lowercased()
    // Behind hours or before seconds, `m` means minutes.
    bare = bare.replacing(#/h+:?m+|m+:s+/#, with: "")
    return bare.contains { "ymd".contains($0) } || bare.contains("aaa")
  }
}

private final class StyleReader: MarkupReader {
  var codes: [Int: String] = [:]
  var formatOfStyle: [Int] = []
  private var isInCellStyles = false

  override func opened(_ element: Substring, _ attributes: [String: String]) {
    switch element {
    case "numFmt":
      if let id = attributes["numFmtId"].flatMap({ Int($0) }) { codes[id] = attributes["formatCode"] ?? "" }
    case "cellXfs":
      isInCellStyles = true
    case "xf" where isInCellStyles:
      formatOfStyle.append(attributes["numFmtId"].flatMap { Int($0) } ?? 0)
    default:
      break
    }
  }

  override func closed(_ element: Substring) {
    if element == "cellXfs" { isInCellStyles = false }
  }
}
