import Foundation

/// A file of tables whose kind is found by its content; people rename `.csv` to `.xlsx` and the other way round.
public struct SpreadsheetFile: Sendable {
  public let tables: [Table]
  /// Nil for a workbook, which knows its own encoding.
  public let encoding: TextEncoding?
  public let mojibake: Mojibake?

  /// - Parameters:
  ///   - name: becomes the name of a CSV file's only table.
  ///   - encoding: forces the encoding of a CSV file, see ``TextEncoding/decode(_:as:tryingBig5:)``.
  /// - Throws: any ``SpreadsheetError``.
  public init(
    _ data: Data, name: String = "", encoding: TextEncoding? = nil, tryingBig5: Bool = false
  ) throws(SpreadsheetError) {
    if data.starts(with: Self.zipSignature) {
      tables = try Workbook(xlsx: data).tables
      (self.encoding, mojibake) = (nil, nil)
    } else {
      if let refusal = Self.refusal(of: data) { throw refusal }
      let decoded = try TextEncoding.decode(data, as: encoding, tryingBig5: tryingBig5)
      tables = [try Table(csv: decoded, name: name)]
      (self.encoding, mojibake) = (decoded.encoding, decoded.mojibake)
    }
  }

  static let zipSignature: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  private static let compoundFileSignature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]

  /// Excel wraps a protected `.xlsx` in the container of the old `.xls`; the name of a stream tells them apart.
  static func refusal(of data: Data) -> SpreadsheetError? {
    if data.starts(with: compoundFileSignature) {
      let stream = Data("EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
      return data.range(of: stream) == nil ? .legacyExcel : .encrypted
    }
    let opening = String(decoding: data.prefix(512), as: UTF8.self).lowercased()
    let isMarkup = opening.drop { $0.isWhitespace || $0 == "\u{FEFF}" }.hasPrefix("<")
    return isMarkup && ["<html", "<table", "<!doctype html", "<?xml"].contains(where: opening.contains) ? .webPage : nil
  }
}

extension Table {
  /// - Throws: `.empty`, `.unclosedQuote`.
  public init(csv decoded: DecodedText, name: String = "") throws(SpreadsheetError) {
    var reader = DelimitedText(decoded.text)
    self.init(name: name, rows: try reader.rows())
    if rows.isEmpty { throw .empty }
  }
}
