/// The provinces of GB/T 2260, by the first two digits of an address code.
///
/// Only these two are looked at. Six-digit codes come and go: 412723 and 321119 are abolished yet have
/// living holders, and libraries that refuse them get bug reports.
enum Province {
  /// 83 is no province, but marks the residence permits of Taiwan residents.
  static let codes: Set<Int> = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46,
    50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
  ]

  static func exists(_ code: Int?) -> Bool {
    code.map(codes.contains) ?? false
  }
}
