import Foundation

/// The encodings in which lists of residents arrive.
public enum TextEncoding: String, CaseIterable, Hashable, Sendable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  /// What Chinese Windows writes as plain "CSV". GB18030 contains GBK and GB2312 and, unlike them, knows 䶮 and 𠮷.
  case gb18030
  case big5
}

/// A file's bytes as text, and how they were understood.
public struct DecodedText: Hashable, Sendable {
  /// Without byte order mark and NUL characters.
  public let text: String
  public let encoding: TextEncoding
  public let hadByteOrderMark: Bool
  /// Set when the text looks as if an earlier program had decoded it wrongly.
  public let mojibake: Mojibake?
}

extension TextEncoding {
  /// Decodes strictly: a byte that the encoding does not know is an error, never a replacement character.
  ///
  /// Order: byte order mark, UTF-8, UTF-16 without a mark, GB18030, and Big5 if asked for.
  /// - Parameters:
  ///   - forced: what a person chose in the preview; nothing else is tried.
  ///   - tryingBig5: for installations in traditional Chinese. Big5 bytes are nearly always valid GB18030 too,
  ///     so the bytes' statistics decide between the two.
  /// - Throws: `.empty`, `.undecodable`.
  public static func decode(
    _ data: Data, as forced: TextEncoding? = nil, tryingBig5: Bool = false
  ) throws(SpreadsheetError) -> DecodedText {
    guard !data.isEmpty else { throw .empty }
    let marked = byteOrderMark(of: data)
    if let forced {
      let length = marked?.encoding == forced ? marked?.length ?? 0 : 0
      return try decoded(data.dropFirst(length), forced, marked: length > 0)
    }
    if let marked { return try decoded(data.dropFirst(marked.length), marked.encoding, marked: true) }
    for encoding in candidates(for: data, tryingBig5: tryingBig5) {
      if let text = try? decoded(data, encoding, marked: false) { return text }
    }
    throw .undecodable(nil)
  }

  /// The text, or nil when a byte does not fit.
  public func strictText(of data: Data) -> String? {
    switch self {
    case .utf8: String(validating: data, as: UTF8.self)
    case .utf16LittleEndian: Iconv.text(of: data, from: "UTF-16LE")
    case .utf16BigEndian: Iconv.text(of: data, from: "UTF-16BE")
    case .gb18030: Iconv.text(of: data, from: "GB18030")
    // Windows' own Big5 first; Hong Kong's supplement for what that does not know.
    case .big5: Iconv.text(of: data, from: "CP950") ?? Iconv.text(of: data, from: "BIG5-HKSCS")
    }
  }

  private static func decoded(
    _ data: Data, _ encoding: TextEncoding, marked: Bool
  ) throws(SpreadsheetError) -> DecodedText {
    guard var text = encoding.strictText(of: data) else { throw .undecodable(encoding) }
    if text.utf8.contains(0) { text.unicodeScalars.removeAll { $0.value == 0 } }
    while text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    return DecodedText(
      text: text, encoding: encoding, hadByteOrderMark: marked, mojibake: Mojibake(in: text))
  }

  private static func byteOrderMark(of data: Data) -> (encoding: TextEncoding, length: Int)? {
    if data.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if data.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if data.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return nil
  }

  private static func candidates(for data: Data, tryingBig5: Bool) -> [TextEncoding] {
    let chinese: [TextEncoding] =
      switch (tryingBig5, ByteStatistics(of: data).looksLikeBig5) {
      case (false, _): [.gb18030]
      case (true, false): [.gb18030, .big5]
      case (true, true): [.big5, .gb18030]
      }
    // Text with half its bytes zero is valid UTF-8, so UTF-16 has to be asked first.
    return [ByteStatistics(of: data).unmarkedUTF16].compactMap(\.self) + [.utf8] + chinese
  }
}

extension String {
  fileprivate init?(validating data: Data, as encoding: UTF8.Type) {
    guard let text = data.withUnsafeBytes({ String(validating: $0, as: encoding) }) else { return nil }
    self = text
  }
}
