import Foundation
import Hummingbird
import IdentityDocuments
import Pages

/// Examines a number while it is typed. Nothing of it is kept, and it travels in the body, never in an address.
struct DocumentCheckController: Sendable {
  let lobby: Lobby

  struct Answer: Encodable {
    struct Entry: Encodable {
      let code, message: String
      /// Worth a look, but no reason to read the number again (an old region code).
      let isHint: Bool
    }
    let masked: String
    let findings: [Entry]
  }

  private static let hints: Set<Finding> = [.regionUnknown, .ageUnlikely, .expired, .legacy15Digit]

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let principal = try context.principal
    var reader = FieldReader(context.form)
    let type = reader.choice("type", as: DocumentType.self, required: true) ?? .other
    let number = reader.text("number", limit: 100) ?? ""
    try reader.errors.check()
    let estate = try await lobby.read { try $0.existingEstate(principal.estate) }
    guard let today = estate.zone.today(at: context.now) else { throw LobbyError.unavailable }
    let examination = DocumentNumber.examine(number, as: type, today: today)
    let entries = examination.findings.map { finding in
      Answer.Entry(
        code: finding.rawValue, message: lobby.text("document.finding.\(finding.rawValue)", context),
        isHint: Self.hints.contains(finding))
    }
    return try lobby.json(
      Answer(masked: DocumentNumber.mask(number, as: type), findings: number.isEmpty ? [] : entries), status: 200)
  }
}

extension EstateZone {
  func today(at instant: Instant) -> CalendarDay? {
    let parts = parts(instant)
    return CalendarDay(year: parts.year, month: parts.month, day: parts.day)
  }
}
