extension MachineReadableZone {
  /// One check digit and whether it agrees with what it protects.
  public struct Check: Equatable, Sendable {
    public enum Subject: String, Sendable {
      case documentNumber = "document_number"
      case birthDate = "birth_date"
      case expiryDate = "expiry_date"
      case optionalData = "optional_data"
      case composite
    }

    public let subject: Subject
    public let isRight: Bool
  }

  /// Every check digit that the format has, ICAO 9303-3, 4.9.
  public var checks: [Check] {
    let number = numberAndCheck
    var checks = [
      check(.documentNumber, of: number.symbols, against: number.check),
      check(.birthDate, of: bytes(layout.birth), against: bytes(layout.birthCheck).first),
      check(.expiryDate, of: bytes(layout.expiry), against: bytes(layout.expiryCheck).first),
    ]
    if let optionalCheck = layout.optionalCheck {
      checks.append(check(.optionalData, of: bytes(layout.optional), against: bytes(optionalCheck).first))
    }
    if let composite = layout.composite {
      let protected = layout.compositeSpans.flatMap { bytes($0) }
      checks.append(check(.composite, of: protected, against: bytes(composite).first))
    }
    return checks
  }

  var layout: MachineReadableZoneLayout { .of(format) }

  func bytes(_ span: MachineReadableZoneLayout.Span) -> [UInt8] {
    Array(rows[span.row][span.places])
  }

  func text(_ span: MachineReadableZoneLayout.Span) -> String {
    String(decoding: bytes(span), as: UTF8.self)
  }

  /// The document number and its check digit. In TD1 and TD2, a filler in place of the check digit says that
  /// the number goes on in the optional field up to the next filler, the check digit coming last.
  var numberAndCheck: (symbols: [UInt8], check: UInt8?) {
    let number = bytes(layout.number)
    let check = bytes(layout.numberCheck).first
    guard layout.allowsLongNumber, check == Symbols.filler, number.last != Symbols.filler else {
      return (number, check)
    }
    let rest = bytes(layout.optional).prefix { $0 != Symbols.filler }
    return rest.isEmpty ? (number, check) : (number + rest.dropLast(), rest.last)
  }

  /// An empty field may have a filler for its check digit instead of 0.
  private func check(_ subject: Check.Subject, of symbols: [UInt8], against digit: UInt8?) -> Check {
    let isEmpty = symbols.allSatisfy { $0 == Symbols.filler }
    let isRight = digit == CheckDigits.icao(symbols) || (isEmpty && digit == Symbols.filler)
    return Check(subject: subject, isRight: digit != nil && isRight)
  }
}
