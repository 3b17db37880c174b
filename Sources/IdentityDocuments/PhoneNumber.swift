/// A telephone number as residents' lists and visitors write it. Never refused: what is not understood is `unknown`.
public struct PhoneNumber: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case mobile, landline, service
    case hongKong = "hong_kong"
    case macao, taiwan, international, unknown
  }

  public enum Warning: String, Sendable, CaseIterable {
    /// A mobile number in a range that MIIT had not given out by March 2023.
    case unallocatedRange = "unallocated_range"
    /// A 13-digit number of a machine.
    case machineNumber = "machine_number"
    /// Seven or eight digits of some town.
    case areaCodeMissing = "area_code_missing"
    /// A spreadsheet has destroyed the number: `1.39E+10`.
    case scientificNotation = "scientific_notation"
  }

  /// Digits only: mainland numbers without country code, landlines with their area code, all others in
  /// E.164 with `+`. A destroyed number as it was found.
  public let normalized: String
  public let kind: Kind
  /// What is dialled after the number: `0755-26001234-801`.
  public let extensionNumber: String?
  /// What was written beside the number: `138…(儿子)`.
  public let note: String?
  public let warnings: [Warning]

  /// The numbers in one cell, in their order. They may be parted by `/ 、 ; , |`, 或 or a line break.
  /// Empty where there is no digit, as in `无` and `-`. Reads no more than the first 512 characters.
  public static func parse(_ cell: String) -> [PhoneNumber] {
    PhoneCell.pieces(of: cell).flatMap(PhoneCell.numbers)
  }

  /// The number as lists show it: `138****1234`, `0755****1234`, `6***5678`. Service numbers are nobody's secret.
  /// The extension and the note are left out.
  public var mask: String {
    let digits = Array(normalized)
    switch kind {
    case .mobile: return Masking.covered(digits, head: 3, tail: 4)
    case .service: return normalized
    case .landline where warnings.isEmpty:
      return Masking.covered(digits, head: PhoneNumbering.areaCodeLength(normalized), tail: 4)
    case .hongKong, .macao, .taiwan: return Masking.covered(Array(digits.dropFirst(4)), head: 1, tail: 4)
    case .landline, .international, .unknown: return Masking.tail(normalized)
    }
  }
}
