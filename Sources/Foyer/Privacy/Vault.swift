import Crypto
import Foundation

/// Seals personal data before it reaches the database, with keys that are kept outside of it.
///
/// AES-GCM-256; the associated data bind a sealed value to its row, so that it cannot be moved to another.
struct Vault: Sendable {
  private let sealing: SymmetricKey
  /// Keyed once: to key it for each hash costs more than the hash.
  private let hashing: HMAC<SHA256>

  /// A sealed value that cannot be opened: wrong key, wrong row, or changed bytes.
  struct Broken: Error {}

  init(key: SymmetricKey) {
    sealing = HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Data("foyer sealing 1".utf8), outputByteCount: 32)
    hashing = HMAC(
      key: HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Data("foyer hashing 1".utf8), outputByteCount: 32))
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
    var code = hashing
    code.update(data: Array("\(purpose)|\(text)".utf8))
    return Hexadecimal.text(code.finalize().prefix(16))
  }
}
