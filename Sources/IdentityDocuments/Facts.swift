/// The sex that a document states. Odd sequence numbers are male, even ones female.
public enum Sex: String, Sendable, Codable {
  case male, female
  /// ICAO 9303-3: `<` in the machine-readable zone.
  case unspecified
}

/// What a number says about its holder, as far as it could be read. Absent is what it does not say.
///
/// Facts are read off even when there are findings, so that the attendant can compare them with the card.
public struct Facts: Equatable, Sendable {
  public var birthDate: CalendarDay?
  public var sex: Sex?
  /// GB/T 2260: six digits of a resident number, four of an old foreign permanent resident's,
  /// two where a number only tells the province.
  public var regionCode: String?
  /// As the document writes it: three ICAO or ISO 3166-1 letters, but the three-digit numeric code
  /// in the foreign permanent resident's number of 2023.
  public var nationality: String?
  /// The issuing state or organisation, one to three letters (`D` is Germany's).
  public var issuer: String?
  public var expiryDate: CalendarDay?
  /// The number inside a machine-readable zone, put together where it was too long for its field.
  public var documentNumber: String?
  public var surname: String?
  public var givenNames: String?
  /// The 18-digit form of a 15-digit resident number.
  public var upgradedNumber: String?

  public init() {}
}

extension Facts: Encodable {
  private enum CodingKeys: String, CodingKey {
    case birthDate = "birth_date"
    case sex
    case regionCode = "region_code"
    case nationality
    case issuer
    case expiryDate = "expiry_date"
    case documentNumber = "document_number"
    case surname
    case givenNames = "given_names"
    case upgradedNumber = "upgraded_number"
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(birthDate?.iso, forKey: .birthDate)
    try container.encodeIfPresent(sex, forKey: .sex)
    try container.encodeIfPresent(regionCode, forKey: .regionCode)
    try container.encodeIfPresent(nationality, forKey: .nationality)
    try container.encodeIfPresent(issuer, forKey: .issuer)
    try container.encodeIfPresent(expiryDate?.iso, forKey: .expiryDate)
    try container.encodeIfPresent(documentNumber, forKey: .documentNumber)
    try container.encodeIfPresent(surname, forKey: .surname)
    try container.encodeIfPresent(givenNames, forKey: .givenNames)
    try container.encodeIfPresent(upgradedNumber, forKey: .upgradedNumber)
  }
}
