/// Numbers without a rule: 军官证, 士兵证, 警官证 (军字第1234567号), 学生证, 工作证 and the like.
enum FreeText {
  static let longest = 64

  static func examine(_ normalized: String) -> Outcome {
    let scalars = normalized.unicodeScalars
    var outcome = Outcome()
    if scalars.isEmpty || scalars.count > longest { outcome.note(.length) }
    // Control characters come from a torn file or a scanner, never from a card.
    if scalars.contains(where: { $0.properties.generalCategory == .control }) { outcome.note(.charset) }
    return outcome
  }
}
