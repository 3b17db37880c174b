/// `B12`, counted from 0.
struct CellReference {
  let row: Int
  let column: Int

  init?(_ text: some StringProtocol) {
    var column = 0
    var row = 0
    for byte in text.utf8 where byte != UInt8(ascii: "$") {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0: column = column * 26 + Int(byte) - 64
      case UInt8(ascii: "0")...UInt8(ascii: "9"): row = row * 10 + Int(byte) - 48
      default: return nil
      }
      guard column <= 16_384, row <= 1_048_576 else { return nil }
    }
    guard column > 0, row > 0 else { return nil }
    self.row = row - 1
    self.column = column - 1
  }
}

extension CellRange {
  /// `A3:A102`.
  init?(reference: String) {
    let ends = reference.split(separator: ":").compactMap { CellReference($0) }
    guard let first = ends.first, let last = ends.last, first.row <= last.row, first.column <= last.column else {
      return nil
    }
    self.init(rows: first.row...last.row, columns: first.column...last.column)
  }
}
