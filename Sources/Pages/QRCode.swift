import CQREncode

/// A QR code as an SVG path, drawn by libqrencode with error correction M.
public struct QRCode: Sendable {
  /// Modules a side, without the quiet zone.
  public let width: Int
  private let isDark: [Bool]

  /// Nil when the text is empty or longer than a QR code can hold.
  public init?(_ text: String) {
    guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
    defer { QRcode_free(code) }
    width = Int(code.pointee.width)
    let modules = UnsafeBufferPointer(start: code.pointee.data, count: width * width)
    isDark = modules.map { $0 & 1 == 1 }
  }

  /// `d` of an SVG path of unit squares, inside a quiet zone of four modules.
  public var path: String {
    var path = ""
    for row in 0..<width {
      for column in 0..<width where isDark[row * width + column] {
        path += "M\(column + 4) \(row + 4)h1v1h-1z"
      }
    }
    return path
  }

  /// The side of the picture in modules, quiet zone included.
  public var side: Int { width + 8 }
}
