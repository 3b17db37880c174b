/// Text that some earlier program decoded wrongly and saved. It cannot be mended here, but the person can be told
/// which step went wrong.
public enum Mojibake: String, Hashable, Sendable {
  /// `来访` became `鏉ヨ…`: UTF-8 opened as GBK.
  case utf8ReadAsGBK
  /// `来访` became `À´·Ã`: GBK opened as Latin-1.
  case gbkReadAsLatin1
  /// `���`: GBK opened as UTF-8; what was there is lost.
  case gbkReadAsUTF8

  init?(in text: String) {
    let beginning = text.unicodeScalars.prefix(4096)
    if beginning.contains("\u{FFFD}") || text.prefix(4096).contains("锟斤拷") {
      self = .gbkReadAsUTF8
    } else if Self.share(of: Self.latin1Letters, in: beginning) > 0.3 {
      self = .gbkReadAsLatin1
    } else if Self.share(of: Self.gbkOfUTF8, in: beginning) > 0.15 {
      self = .utf8ReadAsGBK
    } else {
      return nil
    }
  }

  private static let latin1Letters = Set((0xA1...0xFF).compactMap { UnicodeScalar($0 as Int) })

  /// The characters that the lead bytes E4…E9 of UTF-8 make in GBK with their most frequent second bytes.
  private static let gbkOfUTF8 = Set(
    "鍙鍏鍚鍦鍒鍗鍔鍥涓浜浠浣浼鎴鎵鎿鎬鏉鏄鏃鏈鏍鐢鐨鐩鐪绔绁绫缁缃缂璁璇璐瑕閫閮閲闂闃闇鎷鎺姹娴娉杩杞濮濂瀛瀹灞宸寮幢妤锛銆"
      .unicodeScalars)

  /// Of the characters beyond ASCII, how many are suspects.
  private static func share(of suspects: Set<UnicodeScalar>, in text: some Sequence<UnicodeScalar>) -> Double {
    var all = 0
    var found = 0
    for scalar in text where scalar.value >= 0x80 {
      all += 1
      if suspects.contains(scalar) { found += 1 }
    }
    return all < 4 ? 0 : Double(found) / Double(all)
  }
}
