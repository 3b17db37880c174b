/// Looks at the numbers of identity documents: their structure, never their authenticity.
///
/// Any text may be given; nothing throws. What is longer than 512 bytes is no number, is cut before it is read,
/// and has the finding `length` only.
public enum DocumentNumber {
  /// One spelling for all ways to write a number: half-width capitals without blanks and separators.
  /// A machine-readable zone keeps its lines, joined by a line feed.
  public static func normalize(_ number: String, as type: DocumentType) -> String {
    type == .mrz ? MachineReadableZone.normalize(number) : Normalization.compact(number, as: type)
  }

  /// The findings and facts of a number on a given day. The day decides what lies in the future, what has
  /// expired, and the century of two-digit years.
  public static func examine(_ number: String, as type: DocumentType, today: CalendarDay) -> Examination {
    let normalized = normalize(number, as: type)
    let outcome =
      Normalization.isTooLong(number) ? Outcome(.length) : outcome(normalized, as: type, today: today)
    return Examination(type: type, normalized: normalized, findings: outcome.findings, facts: outcome.facts)
  }

  /// The number as lists, exports, logs and printouts show it. Takes any spelling, and masking twice changes
  /// nothing for the types whose length is fixed.
  public static func mask(_ number: String, as type: DocumentType) -> String {
    if type == .mrz { return MachineReadableZone.mask(number) }
    let normalized = normalize(number, as: type)
    return switch type {
    case .residentID, .residencePermit, .foreignPermanentResident, .drivingLicence: Masking.identity(normalized)
    case .hkid: Masking.hongKong(normalized)
    case .mainlandPermitHKMacao, .mainlandPermitTaiwan, .passport: Masking.passport(normalized)
    case .taiwanID, .mrz, .military, .other: Masking.tail(normalized)
    }
  }

  private static func outcome(_ normalized: String, as type: DocumentType, today: CalendarDay) -> Outcome {
    let symbols = Symbols(normalized)
    return switch type {
    case .residentID, .drivingLicence: ResidentID.examine(symbols, today: today)
    case .residencePermit: ResidencePermit.examine(symbols, today: today)
    case .foreignPermanentResident: ForeignPermanentResident.examine(symbols, today: today)
    case .hkid: HongKongID.examine(symbols, today: today)
    case .taiwanID: TaiwanID.examine(symbols, today: today)
    case .mainlandPermitHKMacao: TravelPermit.examineHongKongMacao(symbols, today: today)
    case .mainlandPermitTaiwan: TravelPermit.examineTaiwan(symbols, today: today)
    case .passport: Passport.examine(symbols, today: today)
    case .mrz: MachineReadableZone.examine(normalized, today: today)
    case .military, .other: FreeText.examine(normalized)
    }
  }
}
