/// Where the fields of a machine-readable zone lie. Rows and places count from zero.
struct MachineReadableZoneLayout {
  struct Span {
    let row: Int
    let places: Range<Int>
  }

  let issuer: Span
  let names: Span
  let number: Span
  let numberCheck: Span
  let nationality: Span
  let birth: Span
  let birthCheck: Span
  let sex: Span
  let expiry: Span
  let expiryCheck: Span
  let optional: Span
  /// Only in TD3.
  var optionalCheck: Span?
  /// Not on visas.
  var composite: Span?
  var compositeSpans: [Span] = []
  /// Whether a long document number may go on in the optional field (9303-5, 4.2.2; 9303-6, 4.2.2).
  var allowsLongNumber = false

  static func of(_ format: MachineReadableZone.Format) -> MachineReadableZoneLayout {
    switch format {
    case .td1: td1
    case .td2: td2
    case .td3: td3
    case .mrvA: mrvA
    case .mrvB: mrvB
    }
  }

  private static let td1 = MachineReadableZoneLayout(
    issuer: Span(row: 0, places: 2..<5), names: Span(row: 2, places: 0..<30),
    number: Span(row: 0, places: 5..<14), numberCheck: Span(row: 0, places: 14..<15),
    nationality: Span(row: 1, places: 15..<18),
    birth: Span(row: 1, places: 0..<6), birthCheck: Span(row: 1, places: 6..<7),
    sex: Span(row: 1, places: 7..<8),
    expiry: Span(row: 1, places: 8..<14), expiryCheck: Span(row: 1, places: 14..<15),
    optional: Span(row: 0, places: 15..<30),
    composite: Span(row: 1, places: 29..<30),
    compositeSpans: [
      Span(row: 0, places: 5..<30), Span(row: 1, places: 0..<7), Span(row: 1, places: 8..<15),
      Span(row: 1, places: 18..<29),
    ],
    allowsLongNumber: true)

  private static let td2: MachineReadableZoneLayout = {
    var layout = twoRows(width: 36, optional: 28..<35)
    layout.composite = Span(row: 1, places: 35..<36)
    layout.compositeSpans = secondRow(0..<10, 13..<20, 21..<35)
    layout.allowsLongNumber = true
    return layout
  }()

  private static let td3: MachineReadableZoneLayout = {
    var layout = twoRows(width: 44, optional: 28..<42)
    layout.optionalCheck = Span(row: 1, places: 42..<43)
    layout.composite = Span(row: 1, places: 43..<44)
    layout.compositeSpans = secondRow(0..<10, 13..<20, 21..<43)
    return layout
  }()

  private static let mrvA = twoRows(width: 44, optional: 28..<44)
  private static let mrvB = twoRows(width: 36, optional: 28..<36)

  private static func twoRows(width: Int, optional: Range<Int>) -> MachineReadableZoneLayout {
    MachineReadableZoneLayout(
      issuer: Span(row: 0, places: 2..<5), names: Span(row: 0, places: 5..<width),
      number: Span(row: 1, places: 0..<9), numberCheck: Span(row: 1, places: 9..<10),
      nationality: Span(row: 1, places: 10..<13),
      birth: Span(row: 1, places: 13..<19), birthCheck: Span(row: 1, places: 19..<20),
      sex: Span(row: 1, places: 20..<21),
      expiry: Span(row: 1, places: 21..<27), expiryCheck: Span(row: 1, places: 27..<28),
      optional: Span(row: 1, places: optional))
  }

  private static func secondRow(_ places: Range<Int>...) -> [Span] {
    places.map { Span(row: 1, places: $0) }
  }
}
