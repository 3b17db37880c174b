import Foundation

/// What a resident lets the desk know to be recognised (B-4.1.1, C-1). Exists only with recorded consent, sealed,
/// for the staff of one post, and ends with the residence.
struct RecognitionCard: Sendable, Equatable, Codable {
  var floor: String?
  var household: Int?
  var appearance: String?
  var usualTimes: String?

  var isEmpty: Bool { floor == nil && household == nil && appearance == nil && usualTimes == nil }

  /// The version of the consent's text (`card.consent_text`); another wording needs another consent.
  static let consentVersion = "2026-11"

  enum Consenter: String, CaseIterable, Sendable, Codable {
    case resident
    /// For a child under fourteen, or somebody who cannot speak for himself.
    case guardian
  }

  /// Who consented to it, when, to which text, and who wrote it down for which post.
  struct Deed: Sendable, Equatable {
    let post: String
    let consentBy: Consenter
    let consentAt: Instant
    let consentVersion: String
    let keptAt: Instant
    let keptBy: String
  }
}
