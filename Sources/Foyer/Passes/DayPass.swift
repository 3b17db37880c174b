import Foundation

/// What a printed day pass carries in its QR code: which visit, and a code that only this installation can make.
/// No personal data; whoever finds the slip learns nothing, whoever draws one is noticed.
struct DayPass: Sendable, Equatable {
  private static let mark = "FOYER"
  /// 60 bits in hex: guessing needs the desk itself, and it would show.
  private static let codeLength = 15

  let visit: String

  /// `FOYER:0193A…:9F3B…`, capitals and digits, so that any scanner and any keyboard layout types it whole.
  func text(estate: String, vault: Vault) -> String {
    "\(Self.mark):\(visit.filter { $0 != "-" }):\(code(estate: estate, vault: vault))".uppercased()
  }

  enum Reading: Equatable {
    case genuine(DayPass)
    /// It looks like one of ours and is not.
    case forged
    case somethingElse
  }

  /// Reads what a scanner typed. A Chinese input method may have turned the colons into their full-width form.
  static func read(_ text: String, estate: String, vault: Vault) -> Reading {
    let plain = text.precomposedStringWithCompatibilityMapping.uppercased().filter { !$0.isWhitespace }
    guard plain.hasPrefix(mark) else { return .somethingElse }
    let parts = plain.split { ":;：".contains($0) }
    guard parts.count == 3, parts[0] == mark, let id = identifier(parts[1]) else { return .forged }
    let pass = DayPass(visit: id)
    return Secret.matches(String(parts[2]), pass.code(estate: estate, vault: vault)) ? .genuine(pass) : .forged
  }

  private func code(estate: String, vault: Vault) -> String {
    String(vault.hash("\(estate)/\(visit)", purpose: "day pass").prefix(Self.codeLength)).uppercased()
  }

  /// 32 hex digits as the id that they are.
  private static func identifier(_ digits: Substring) -> String? {
    guard digits.count == 32 else { return nil }
    var text = ""
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { text += "-" }
      text.append(digit)
    }
    return Identifier.parse(text)
  }
}
