import Crypto

/// States the head of an estate's chain at a moment. Who has not the keys can make none; each covers the one before it.
struct Seal: Sendable, Equatable {
  let estate: String
  /// 1 for an estate's first.
  let number: Int
  /// The last entry that it covers.
  let seq: Int
  let head: [UInt8]
  /// The link of the seal before it.
  let previous: [UInt8]
  let sealedAt: Int
  let mac: [UInt8]
  let signature: [UInt8]

  /// What stands where the first seal would name the one before.
  static let none = [UInt8](repeating: 0, count: 32)

  /// What is authenticated: seven lines.
  static func body(
    estate: String, number: Int, seq: Int, head: [UInt8], previous: [UInt8], sealedAt: Int
  ) -> [UInt8] {
    let lines = [
      "foyer seal 1", estate, String(number), String(seq), Hexadecimal.text(head), Hexadecimal.text(previous),
      String(sealedAt),
    ]
    return Array(lines.joined(separator: "\n").utf8)
  }

  var body: [UInt8] {
    Self.body(estate: estate, number: number, seq: seq, head: head, previous: previous, sealedAt: sealedAt)
  }

  /// What is signed: the body, and the authentication code as an eighth line.
  static func signed(body: [UInt8], mac: [UInt8]) -> [UInt8] { body + Array("\n\(Hexadecimal.text(mac))".utf8) }

  var signed: [UInt8] { Self.signed(body: body, mac: mac) }

  /// SHA-256 over everything that stands in it; the next seal names it.
  var link: [UInt8] { Array(SHA256.hash(data: signed + Array("\n\(Hexadecimal.text(signature))".utf8))) }

  var fingerprint: String { RecordChain.fingerprint(of: head) }
}

/// With what a seal is judged. Without the secret key its signature is what counts, with it the quicker code does.
struct SealJudge: Sendable {
  let publicKey: Curve25519.Signing.PublicKey
  let authenticating: SymmetricKey?

  /// In hexadecimal digits, as it is handed out.
  var publicDigits: String { Hexadecimal.text(publicKey.rawRepresentation) }

  func hasFittingCode(_ seal: Seal) -> Bool? {
    authenticating.map {
      HMAC<SHA256>.isValidAuthenticationCode(seal.mac, authenticating: seal.body, using: $0)
    }
  }

  func hasFittingSignature(_ seal: Seal) -> Bool { isSigned(seal.signed, seal.signature) }

  func isSigned(_ bytes: [UInt8], _ signature: [UInt8]) -> Bool {
    publicKey.isValidSignature(signature, for: bytes)
  }
}
