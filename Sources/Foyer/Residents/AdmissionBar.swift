import Foundation

/// A resident's wish that somebody be kept out (trap 9). No reason is kept; the desk learns only that the resident
/// asked for it. Name and number are stored as keyed hashes to compare with, and sealed for the resident's own review.
struct AdmissionBar: Sendable, Equatable {
  let id: String
  let resident: String
  var name: String?
  var phone: String?
  let since: Instant

  /// Compared without blanks, title and dots.
  static func nameHash(_ name: String, vault: Vault) -> String? {
    let plain = ResidentGram.plain(PersonName(name).name)
    return plain.isEmpty ? nil : vault.hash(plain, purpose: "admission bar name")
  }

  /// Compared by the last eleven digits: +86 138… is 138….
  static func phoneHash(_ phone: String, vault: Vault) -> String? {
    let digits = phone.filter { $0.isASCII && $0.isNumber }
    return digits.count < 5 ? nil : vault.hash(String(digits.suffix(11)), purpose: "admission bar phone")
  }
}
