/// Takes a cell of a list apart into telephone numbers and what is written beside them.
enum PhoneCell {
  private static let separators: Set<Unicode.Scalar> = ["/", "、", ";", ",", "|", "或", "\n", "\r", "\u{2028}"]
  private static let fullWidth: ClosedRange<UInt32> = 0xFF01...0xFF5E

  /// Parts the cell at separators outside brackets. Notes may hold names, so nothing but full-width ASCII is
  /// made plain; NFKC would change rare characters.
  static func pieces(of cell: String) -> [String] {
    var pieces = [String.UnicodeScalarView()]
    var depth = 0
    for scalar in cell.unicodeScalars.prefix(Normalization.longest) {
      let scalar = plain(scalar)
      if scalar == "(" { depth += 1 }
      if scalar == ")" { depth = max(0, depth - 1) }
      if depth == 0, separators.contains(scalar) {
        pieces.append(String.UnicodeScalarView())
      } else {
        pieces[pieces.count - 1].append(scalar)
      }
    }
    return pieces.map { String($0) }
  }

  /// None, one, or the two that stand side by side in one piece.
  static func numbers(in piece: String) -> [PhoneNumber] {
    if let destroyed = destroyed(piece) { return [destroyed] }
    let parts = PhonePiece(piece)
    let digits = parts.digits
    guard !digits.isEmpty else { return [] }
    let halves = [digits.prefix(11), digits.dropFirst(11)]
    if halves.allSatisfy(PhoneNumbering.isMobile) {
      return halves.map { number(String($0), parts) }
    }
    return [numberWithExtension(parts) ?? number(digits, parts)]
  }

  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\u{3010}", "\u{3014}": return "("
    case "\u{3011}", "\u{3015}": return ")"
    default: break
    }
    guard fullWidth.contains(scalar.value) else { return scalar }
    return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
  }

  /// `1.39E+10`: most digits are gone, so it must not be taken for a number.
  private static func destroyed(_ piece: String) -> PhoneNumber? {
    let text = piece.filter { !$0.isWhitespace }.uppercased()
    let halves = text.split(separator: "E", omittingEmptySubsequences: false)
    guard halves.count == 2, let mantissa = halves[0].first, mantissa.isASCII, mantissa.isNumber,
      halves[0].allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }),
      !halves[1].isEmpty, halves[1].allSatisfy({ $0.isASCII && $0.isNumber || "+-".contains($0) })
    else { return nil }
    return PhoneNumber(
      normalized: text, kind: .unknown, extensionNumber: nil, note: nil, warnings: [.scientificNotation])
  }

  /// `0755-26001234-801`: the last group is an extension when the digits before it make a number and all do not.
  private static func numberWithExtension(_ parts: PhonePiece) -> PhoneNumber? {
    if parts.extensionNumber != nil { return nil }
    guard let last = parts.groups.last, parts.groups.count > 1, last.utf8.count <= 6,
      PhoneNumbering.read(parts.digits, isInternational: parts.isInternational).kind == .unknown
    else { return nil }
    // A spreadsheet's `13900001455.0` ends in a group too.
    var shorter = parts
    shorter.groups.removeLast()
    shorter.extensionNumber = last == "0" ? nil : last
    let candidate = number(shorter.digits, shorter)
    return candidate.kind == .unknown ? nil : candidate
  }

  private static func number(_ digits: String, _ parts: PhonePiece) -> PhoneNumber {
    let reading = PhoneNumbering.read(digits, isInternational: parts.isInternational)
    return PhoneNumber(
      normalized: reading.normalized, kind: reading.kind, extensionNumber: parts.extensionNumber,
      note: parts.note, warnings: reading.warnings)
  }
}
