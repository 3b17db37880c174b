import Foundation

/// What somebody may have meant by the text in the search box, the surest first.
enum SearchQuestion: Equatable, Sendable {
  case nothing
  /// A day pass was scanned.
  case visit(String)
  /// Looks like a day pass and was not made here.
  case forgedDayPass
  case pass(PassNumber)
  case room(String)
  case person(String)

  /// The order in which they are tried: `A17` may be a pass, and a flat 17 of building A when there is no such pass.
  static func readings(of text: String, estate: String, vault: Vault) -> [SearchQuestion] {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !text.isEmpty else { return [.nothing] }
    switch DayPass.read(text, estate: estate, vault: vault) {
    case .genuine(let pass): return [.visit(pass.visit)]
    case .forged: return [.forgedDayPass]
    case .somethingElse: break
    }
    var readings: [SearchQuestion] = []
    // Four digits alone are a flat sooner than a pass.
    if let number = PassNumber(text), !number.prefix.isEmpty || number.width <= 3 { readings.append(.pass(number)) }
    if RoomName.parse(text).kind != .unknown { readings.append(.room(text)) }
    return readings + [.person(text)]
  }
}
