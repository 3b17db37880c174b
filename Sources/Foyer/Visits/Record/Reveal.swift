import Foundation

/// That somebody saw a document number in the clear, and why.
struct Reveal: Sendable, Equatable {
  /// The reasons a person chooses from; a program writes its own, which counts as `stated`.
  enum Reason: String, CaseIterable, Sendable, Codable {
    case police, mistake
    case ownRequest = "own_request"
    case incident, stated

    static let offered: [Reason] = [.police, .mistake, .ownRequest, .incident]
  }

  let reason: Reason
  /// A badge or incident number, or a program's own reason.
  let note: String?
  let accountName: String
  let at: Instant
}
