/// What was uncovered on the page of a resident, for this once.
struct Shown: Sendable {
  enum What: String, CaseIterable, Sendable {
    case phones, card
  }

  var phones: [String]?
  var card: RecognitionCard?
}

/// The same for programs.
struct ShownResource: Encodable {
  struct Card: Encodable { let floor: String?, household: Int?, appearance, usualTimes: String? }

  let phones: [String]?
  let card: Card?

  init(_ shown: Shown) {
    phones = shown.phones
    card = shown.card.map {
      Card(floor: $0.floor, household: $0.household, appearance: $0.appearance, usualTimes: $0.usualTimes)
    }
  }
}
