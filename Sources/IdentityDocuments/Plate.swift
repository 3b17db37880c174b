/// A vehicle's number plate, classified by GA 36. Never refused: what has no class of its own is `other`.
public struct Plate: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable, Codable {
    case ordinary
    case newEnergySmall = "new_energy_small"
    case newEnergyLarge = "new_energy_large"
    /// Trailers, learners, police, armed police, military, embassies, emergency, Hong Kong and Macao.
    case special
    /// Too short, foreign, temporary, or misread.
    case other
  }

  /// Capitals and half-width, without dots, dashes and blanks: `粤B12345`.
  public let normalized: String
  public let kind: Kind

  /// Reads no more than the first 512 characters.
  public static func classify(_ text: String) -> Plate {
    let normalized = normalize(text)
    return Plate(normalized: normalized, kind: kind(of: normalized))
  }

  /// `粤B·***45`: province, authority and the last two characters.
  public var mask: String {
    guard kind != .other, let first = normalized.first, Self.provinces.contains(first) else {
      return Masking.tail(normalized)
    }
    let serial = Array(normalized.dropFirst(2))
    return normalized.prefix(2) + "·" + Masking.covered(serial, head: 0, tail: 2)
  }

  private static let provinces = Set("京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新")
  private static let specialEndings = ["应急", "学", "挂", "警", "港", "澳", "领", "使"]
  private static let separators: Set<Unicode.Scalar> = ["·", "•", ".", "\u{30FB}", "\u{2027}", "\u{22C5}"]

  private static func normalize(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in Normalization.compatible(text).unicodeScalars
    where !Normalization.isBlank(scalar) && !Normalization.isDash(scalar) && !separators.contains(scalar) {
      plain.append(Normalization.uppercased(scalar))
    }
    return String(plain)
  }

  private static func kind(of plate: String) -> Kind {
    if isMilitary(plate) { return .special }
    guard let first = plate.first, provinces.contains(first) else {
      return isEmbassy(plate) ? .special : .other
    }
    let rest = Symbols(String(plate.dropFirst()))
    guard let authority = rest.bytes.first, Symbols.isLetter(authority), authority != UInt8(ascii: "I") else {
      return .other
    }
    if isOrdinary(rest) { return .ordinary }
    if isNewEnergySmall(rest) { return .newEnergySmall }
    if isNewEnergyLarge(rest) { return .newEnergyLarge }
    return isSpecial(plate.dropFirst(2)) ? .special : .other
  }

  /// Five letters and digits without I and O, at most two of them letters.
  private static func isOrdinary(_ rest: Symbols) -> Bool {
    rest.count == 6 && rest.bytes.allSatisfy(isPlain) && Symbols.isPlainLetter(rest[0])
      && rest[1..<6].count(where: Symbols.isLetter) <= 2
  }

  /// The letter of the drive comes first on small vehicles and last on large ones. D and F were the first,
  /// A to C, E and G, H, J, K followed.
  private static func isNewEnergySmall(_ rest: Symbols) -> Bool {
    rest.count == 7 && isDrive(rest[1]) && isPlain(rest[2]) && rest.areDigits(3..<7)
  }

  private static func isNewEnergyLarge(_ rest: Symbols) -> Bool {
    rest.count == 7 && rest.areDigits(1..<6) && isDrive(rest[6])
  }

  private static func isSpecial(_ serial: Substring) -> Bool {
    guard let ending = specialEndings.first(where: serial.hasSuffix) else { return false }
    let body = Symbols(String(serial.dropLast(ending.count)))
    return (4...5).contains(body.count) && body.bytes.allSatisfy(isPlain)
  }

  /// Armed police `WJ…`, with or without a province, and the forces' two letters and five digits.
  private static func isMilitary(_ plate: String) -> Bool {
    let symbols = Symbols(plate)
    if plate.hasPrefix("WJ"), (7...9).contains(symbols.count) { return true }
    return symbols.matches("??#####")
  }

  /// Embassies and consulates in the older form, `使014578` and `224001使`.
  private static func isEmbassy(_ plate: String) -> Bool {
    guard plate.hasPrefix("使") || plate.hasSuffix("使") || plate.hasSuffix("领") else { return false }
    let digits = Symbols(plate.filter { !"使领".contains($0) })
    return digits.count == 6 && digits.areDigits(0..<6)
  }

  private static func isDrive(_ symbol: UInt8) -> Bool {
    Symbols.isPlainLetter(symbol) && symbol <= UInt8(ascii: "K")
  }

  private static func isPlain(_ symbol: UInt8) -> Bool {
    Symbols.isPlainLetter(symbol) || Symbols.isDigit(symbol)
  }
}
