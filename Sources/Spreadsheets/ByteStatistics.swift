import Foundation

/// What the first bytes give away about an encoding that has no mark.
struct ByteStatistics {
  private let bytes: [UInt8]

  init(of data: Data) {
    bytes = Array(data.prefix(65_536))
  }

  /// UTF-16 puts a zero beside each ASCII character, always on the same side. Stray NUL bytes in damaged exports
  /// lie on both sides or are few.
  var unmarkedUTF16: TextEncoding? {
    var zeros = [0, 0]
    for (index, byte) in bytes.enumerated() where byte == 0 { zeros[index % 2] += 1 }
    let enough = bytes.count / 20
    if zeros[0] == 0, zeros[1] > enough { return .utf16LittleEndian }
    if zeros[1] == 0, zeros[0] > enough { return .utf16BigEndian }
    return nil
  }

  /// Big5 has a second byte below 0x80 in about two characters of five; in GB18030 such pairs are rare characters.
  var looksLikeBig5: Bool {
    var pairs = 0
    var low = 0
    var index = 0
    while index + 1 < bytes.count {
      guard bytes[index] >= 0x81 else {
        index += 1
        continue
      }
      pairs += 1
      if (0x40..<0x7F).contains(bytes[index + 1]) { low += 1 }
      index += 2
    }
    return low * 100 > pairs * 15
  }
}
