/// A machine-readable zone of ICAO 9303, parts 4 to 7: passports, cards and visas.
///
/// Reads what the lines say and checks their digits. Names and nationality have no check digit at all.
public struct MachineReadableZone: Equatable, Sendable {
  public enum Format: String, Sendable, CaseIterable {
    /// Three lines of 30: identity cards (9303-5).
    case td1
    /// Two lines of 36: larger cards (9303-6).
    case td2
    /// Two lines of 44: passports (9303-4).
    case td3
    /// Visas of two lines of 44 and of 36 (9303-7), without a composite check digit.
    case mrvA = "mrv_a"
    case mrvB = "mrv_b"
  }

  public let format: Format
  let rows: [Symbols]

  /// Nil when the lines have not the number and length of any format.
  ///
  /// Lines are joined by a line break or by the two characters `\n`. Scanners that send no break at all are
  /// understood too, and blanks and lower case are put right.
  public init?(_ text: String) {
    self.init(normalized: Self.normalize(text))
  }

  init?(normalized: String) {
    let rows = normalized.split(separator: "\n").map { Symbols(String($0)) }
    guard let format = Self.format(of: rows) else { return nil }
    self.init(format: format, rows: rows)
  }

  init(format: Format, rows: [Symbols]) {
    self.format = format
    self.rows = rows
  }

  /// The lines, joined by a line feed.
  public var text: String {
    rows.map { $0.text(0..<$0.count) }.joined(separator: "\n")
  }

  static func normalize(_ text: String) -> String {
    let broken = Normalization.compatible(text).split(separator: "\\n", omittingEmptySubsequences: false)
    let lines = broken.flatMap { $0.split(whereSeparator: \.isNewline) }.map(line).filter { !$0.isEmpty }
    guard lines.count == 1, let only = lines.first, let length = lineLengths[only.count] else {
      return lines.joined(separator: "\n")
    }
    let starts = stride(from: 0, to: only.count, by: length)
    return starts.map { String(Array(only)[$0..<$0 + length]) }.joined(separator: "\n")
  }

  /// The document number alone, masked as a passport's; nothing but asterisks when it cannot be read.
  static func mask(_ text: String) -> String {
    guard let number = MachineReadableZone(text)?.documentNumber, !number.isEmpty else {
      return String(repeating: "*", count: 9)
    }
    return Masking.passport(number)
  }

  /// How long the lines of a zone are that came without line breaks, by its whole length.
  private static let lineLengths = [90: 30, 72: 36, 88: 44]

  private static func line(_ text: Substring) -> String {
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !Normalization.isBlank(scalar) {
      switch scalar {
      case "«": line.append(contentsOf: "<<".unicodeScalars)  // what text recognition makes of two fillers
      case "‹", "\u{3008}": line.append("<")
      default: line.append(Normalization.uppercased(scalar))
      }
    }
    return String(line)
  }

  private static func format(of rows: [Symbols]) -> Format? {
    let isVisa = rows.first?.bytes.first == UInt8(ascii: "V")
    return switch rows.map(\.count) {
    case [30, 30, 30]: .td1
    case [36, 36]: isVisa ? .mrvB : .td2
    case [44, 44]: isVisa ? .mrvA : .td3
    default: nil
    }
  }
}
