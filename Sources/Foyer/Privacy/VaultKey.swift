import Crypto
import Foundation

/// The installation's key: a file beside the database, readable by its owner alone.
enum VaultKey {
  /// A key file that others can read protects nothing; the program refuses to start with it.
  struct TooOpen: Error { let path: String }
  struct Unusable: Error { let path: String }

  /// Reads the key of a folder, or makes it when there is none.
  static func load(in folder: URL) throws -> SymmetricKey {
    let file = folder.appendingPathComponent("vault.key")
    if FileManager.default.fileExists(atPath: file.path) { return try read(file) }
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let key = SymmetricKey(size: .bits256)
    let text = key.withUnsafeBytes { Data($0).base64EncodedString() }
    guard
      FileManager.default.createFile(
        atPath: file.path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    else { throw Unusable(path: file.path) }
    return key
  }

  private static func read(_ file: URL) throws -> SymmetricKey {
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
    guard mode & 0o077 == 0 else { throw TooOpen(path: file.path) }
    guard let data = Data(base64Encoded: try Data(contentsOf: file)), data.count == 32 else {
      throw Unusable(path: file.path)
    }
    return SymmetricKey(data: data)
  }
}
