import Foundation
import Pages

/// A recognition card as typed, with the consent without which it is not kept.
struct RecognitionCardForm {
  let form: Form
  let zone: EstateZone

  struct Draft: Sendable {
    let card: RecognitionCard
    let consentBy: RecognitionCard.Consenter
    let consentAt: Instant
  }

  func validated(at now: Instant) throws -> Draft {
    var reader = FieldReader(form)
    let card = RecognitionCard(
      floor: reader.text("card.floor", limit: 20), household: reader.int("card.household", in: 1...30),
      appearance: reader.text("card.appearance", limit: 200), usualTimes: reader.text("card.usual_times", limit: 200))
    let by = reader.choice(
      "consent.by", as: RecognitionCard.Consenter.self, required: true, clause: RecognitionCardForm.clause)
    let at = day(&reader, now)
    if !reader.flag("consent.given") { reader.errors.add("consent.given", "required", clause: Self.clause) }
    if card.isEmpty, reader.errors.isEmpty { reader.errors.add("card.appearance", "card_empty") }
    try reader.errors.check()
    return Draft(card: card, consentBy: by ?? .resident, consentAt: at ?? now)
  }

  private static let clause = "B-4.1.1"

  private func day(_ reader: inout FieldReader, _ now: Instant) -> Instant? {
    guard let text = reader.text("consent.day", limit: 20) else { return now }
    guard let day = zone.instant(writtenDay: text) else {
      reader.errors.add("consent.day", "day")
      return nil
    }
    if day > now { reader.errors.add("consent.day", "future") }
    return day
  }
}
