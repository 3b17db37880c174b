import Crypto
import Foundation

/// A file that only the holder of a private key can open: HPKE (RFC 9180, base mode, X25519, HKDF-SHA-256,
/// ChaCha20-Poly1305).
///
/// After the mark and the 32 bytes of the encapsulated key come pieces: a byte (1 for the last, else 0), the length in
/// four bytes, the sealed piece with that byte as associated data. So a file that was cut off is noticed.
enum BackupEnvelope {
  /// Not opened: another key, changed bytes, or not whole.
  struct Broken: Error, CustomStringConvertible {
    let description = "the backup cannot be opened: it is for another key, or it was changed or cut off"
  }

  private static let mark = Data("foyer sealed backup 1\n".utf8)
  private static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly
  private static let piece = 1 << 20
  private static let keyLength = 32

  static func isSealed(_ file: URL) throws -> Bool {
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }
    return try handle.read(upToCount: mark.count) == mark
  }

  static func seal(_ source: URL, into target: URL, for key: Curve25519.KeyAgreement.PublicKey) throws {
    let (input, output) = (try FileHandle(forReadingFrom: source), try FileHandle(forWritingTo: target))
    defer { try? input.close() }
    var sender = try HPKE.Sender(recipientKey: key, ciphersuite: suite, info: mark)
    try output.write(contentsOf: mark + sender.encapsulatedKey)
    var next = try input.read(upToCount: piece) ?? Data()
    while true {
      let now = next
      next = try input.read(upToCount: piece) ?? Data()
      let flag = Data([next.isEmpty ? 1 : 0])
      let sealed = try sender.seal(now, authenticating: flag)
      let length = withUnsafeBytes(of: UInt32(sealed.count).bigEndian) { Data($0) }
      try output.write(contentsOf: flag + length + sealed)
      if next.isEmpty { break }
    }
    try output.synchronize()
    try output.close()
  }

  static func open(_ source: URL, into target: URL, with key: Curve25519.KeyAgreement.PrivateKey) throws {
    let (input, output) = (try FileHandle(forReadingFrom: source), try FileHandle(forWritingTo: target))
    defer { try? input.close() }
    guard try bytes(mark.count, of: input) == mark else { throw Broken() }
    do {
      var recipient = try HPKE.Recipient(
        privateKey: key, ciphersuite: suite, info: mark, encapsulatedKey: try bytes(keyLength, of: input))
      var isLast = false
      while !isLast {
        let (flag, length) = (try bytes(1, of: input), try bytes(4, of: input).reduce(0) { $0 << 8 | Int($1) })
        guard length <= piece + 64 else { throw Broken() }
        try output.write(contentsOf: recipient.open(try bytes(length, of: input), authenticating: flag))
        isLast = flag == Data([1])
      }
      guard try input.read(upToCount: 1)?.isEmpty ?? true else { throw Broken() }
    } catch is HPKE.Errors {
      throw Broken()
    } catch is CryptoKitError {
      throw Broken()
    }
    try output.synchronize()
    try output.close()
  }

  private static func bytes(_ count: Int, of file: FileHandle) throws -> Data {
    let data = try file.read(upToCount: count) ?? Data()
    guard data.count == count else { throw Broken() }
    return data
  }
}

/// The pair of keys for sealed backups. The private half is kept where no desk runs.
public enum BackupKey {
  /// Makes a pair, keeps the private half in a new file and answers the public one in hexadecimal digits.
  public static func make(in path: String) throws -> String {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw CommandRefusal("file", path, "is there already; a key is not overwritten")
    }
    let file = URL(filePath: path)
    let key = Curve25519.KeyAgreement.PrivateKey()
    _ = try KeyFile.load(file.lastPathComponent, in: file.deletingLastPathComponent()) { key.rawRepresentation }
    return Hexadecimal.text(key.publicKey.rawRepresentation)
  }

  /// Nil when the text is none.
  static func publicKey(_ text: String) -> Curve25519.KeyAgreement.PublicKey? {
    Hexadecimal.bytes(text.lowercased()).flatMap {
      try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: $0)
    }
  }

  public static func isPublicKey(_ text: String) -> Bool { publicKey(text) != nil }

  static func privateKey(in path: String) throws -> Curve25519.KeyAgreement.PrivateKey {
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw CommandRefusal("key", path, "cannot be read")
    }
    return try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: KeyFile.read(URL(filePath: path)))
  }
}
