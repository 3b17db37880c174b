import Crypto
import Foundation

/// Seals personal data before it reaches the database, with keys that are kept outside of it.
///
/// AES-GCM-256; the associated data bind a sealed value to its row, so that it cannot be moved to another.
struct Vault: Sendable {
  private let sealing: SymmetricKey
  private let hashing: SymmetricKey

  /// A sealed value that cannot be opened: wrong key, wrong row, or changed bytes.
  struct Broken: Error {}

  init(key: SymmetricKey) {
    sealing = HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Data("foyer sealing 1".utf8), outputByteCount: 32)
    hashing = HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Data("foyer hashing 1".utf8), outputByteCount: 32)
  }

  func seal(_ text: String, for row: String) throws -> [UInt8] {
    let box = try AES.GCM.seal(Data(text.utf8), using: sealing, authenticating: Data(row.utf8))
    guard let combined = box.combined else { throw Broken() }
    return [UInt8](combined)
  }

  func open(_ bytes: [UInt8], for row: String) throws -> String {
    guard let box = try? AES.GCM.SealedBox(combined: bytes),
      let clear = try? AES.GCM.open(box, using: sealing, authenticating: Data(row.utf8)),
      let text = String(data: clear, encoding: .utf8)
    else { throw Broken() }
    return text
  }

  /// A keyed hash for "seen before" and for secrets that are only compared: 128 bits in hex.
  func hash(_ text: String, purpose: String) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: Data("\(purpose)|\(text)".utf8), using: hashing)
    return code.prefix(16).map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }
}
