extension MachineReadableZone {
  /// A zone in which text recognition took one character for its twin (0/O, 1/I, 5/S, 8/B, 2/Z), put right.
  ///
  /// Offered only when one exchange alone makes exactly one field's check digit right, leaves no other
  /// wrong (the composite one follows its fields), and no second exchange would do as well. Nil otherwise, also
  /// when nothing is wrong. It is an offer: the attendant compares it with the document.
  public static func repaired(_ text: String) -> String? {
    guard let zone = MachineReadableZone(text), zone.wrongFields.count <= 1, !zone.isSound else { return nil }
    let repairs = zone.protectedPlaces.lazy.compactMap(zone.exchanging).filter(\.isSound).prefix(2)
    let candidates = Array(repairs)
    return candidates.count == 1 ? candidates[0].text : nil
  }

  private static let twins: [UInt8: UInt8] = {
    let pairs = ["0O", "1I", "5S", "8B", "2Z"].map { Array($0.utf8) }
    return Dictionary(uniqueKeysWithValues: pairs.flatMap { [($0[0], $0[1]), ($0[1], $0[0])] })
  }()

  private var isSound: Bool { isWritten && checks.allSatisfy(\.isRight) }

  private var wrongFields: [Check] {
    checks.filter { !$0.isRight && $0.subject != .composite }
  }

  /// The places that a check digit would notice, and the check digits themselves.
  private var protectedPlaces: [(row: Int, place: Int)] {
    let spans =
      [
        layout.number, layout.numberCheck, layout.birth, layout.birthCheck, layout.expiry, layout.expiryCheck,
        layout.optionalCheck, layout.composite,
      ].compactMap { $0 } + layout.compositeSpans
    let places = spans.flatMap { span in span.places.map { span.row * 100 + $0 } }
    return Set(places).sorted().map { ($0 / 100, $0 % 100) }
  }

  private func exchanging(row: Int, place: Int) -> MachineReadableZone? {
    guard let twin = Self.twins[rows[row][place]] else { return nil }
    var rows = rows
    rows[row].bytes[place] = twin
    return MachineReadableZone(format: format, rows: rows)
  }
}
