import Crypto
import Foundation

/// With what the record is sealed: a secret key for authentication codes, and a key pair whose public half everyone may
/// have. Both lie outside the database, so that who can write there can still not seal.
struct SealKeys: Sendable {
  static let names = ["seal.key", "signing.key"]

  private let authenticating: SymmetricKey
  private let signing: Curve25519.Signing.PrivateKey

  /// Reads the keys of a folder, or makes them when there are none.
  static func load(in folder: URL) throws -> SealKeys {
    try SealKeys(
      authenticating: SymmetricKey(
        data: KeyFile.load(names[0], in: folder) { SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) } }),
      signing: Curve25519.Signing.PrivateKey(
        rawRepresentation: KeyFile.load(names[1], in: folder) { Curve25519.Signing.PrivateKey().rawRepresentation }))
  }

  /// Reads keys that are there, and makes none.
  static func read(in folder: URL) throws -> SealKeys {
    let data = try names.map { try KeyFile.read(folder.appendingPathComponent($0)) }
    return SealKeys(
      authenticating: SymmetricKey(data: data[0]),
      signing: try Curve25519.Signing.PrivateKey(rawRepresentation: data[1]))
  }

  var judge: SealJudge { SealJudge(publicKey: signing.publicKey, authenticating: authenticating) }

  /// In hexadecimal digits, as it is handed out.
  var publicKey: String { judge.publicDigits }

  /// The seal that follows `last`, on an estate's head after the entry `seq`.
  func seal(_ estate: String, after last: Seal?, seq: Int, head: [UInt8], at now: Instant) throws -> Seal {
    let (number, previous) = ((last?.number ?? 0) &+ 1, last?.link ?? Seal.none)
    let body = Seal.body(
      estate: estate, number: number, seq: seq, head: head, previous: previous, sealedAt: now.milliseconds)
    let mac = Array(HMAC<SHA256>.authenticationCode(for: body, using: authenticating))
    return Seal(
      estate: estate, number: number, seq: seq, head: head, previous: previous, sealedAt: now.milliseconds, mac: mac,
      signature: try sign(Seal.signed(body: body, mac: mac)))
  }

  func sign(_ bytes: [UInt8]) throws -> [UInt8] { Array(try signing.signature(for: bytes)) }
}
