import Foundation

/// A JPEG as a telephone takes it, without what it tells besides: where, when and with which telephone.
struct PhotoFile: Sendable {
  /// The most bytes that are taken; a browser with scripts sends far less.
  static let limit = 6 << 20

  let bytes: [UInt8]

  /// Nil when it is no JPEG, or one whose parts do not fit together. What follows its end is left out: some
  /// telephones hide a second picture there.
  init?(_ file: [UInt8]) {
    guard file.count > 4, file[0] == 0xFF, file[1] == 0xD8 else { return nil }
    var kept: [UInt8] = [0xFF, 0xD8]
    var (position, hasPicture) = (2, false)
    while position + 2 <= file.count {
      guard file[position] == 0xFF else { return nil }
      let marker = file[position + 1]
      if marker == 0xD9 {
        guard hasPicture else { return nil }
        bytes = kept + [0xFF, 0xD9]
        return
      }
      guard let end = Self.end(ofSegmentAt: position, in: file) else { return nil }
      if !Self.tells(marker) { kept += file[position..<end] }
      position = end
      guard marker == 0xDA else { continue }
      let next = Self.nextMarker(from: position, in: file)
      kept += file[position..<next]
      (position, hasPicture) = (next, true)
    }
    return nil
  }

  private static func end(ofSegmentAt position: Int, in file: [UInt8]) -> Int? {
    guard position + 4 <= file.count else { return nil }
    let end = position + 2 + (Int(file[position + 2]) << 8 | Int(file[position + 3]))
    return end >= position + 4 && end <= file.count ? end : nil
  }

  /// In the picture itself FF is followed by 00, or by a mark to start anew.
  private static func nextMarker(from start: Int, in file: [UInt8]) -> Int {
    var position = start
    while position + 1 < file.count {
      let next = file[position + 1]
      if file[position] == 0xFF, next != 0, next != 0xFF, !(0xD0...0xD7).contains(next) { return position }
      position += 1
    }
    return file.count
  }

  /// Notes of programs and telephones (APP1 to APP15, comments); APP14 says how the colours are written.
  private static func tells(_ marker: UInt8) -> Bool {
    marker == 0xFE || (0xE1...0xEF).contains(marker) && marker != 0xEE
  }
}
