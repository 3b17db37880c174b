import Crypto
import Foundation

/// The installation's key for what is sealed in the database.
enum VaultKey {
  /// Reads the key of a folder, or makes it when there is none.
  static func load(in folder: URL) throws -> SymmetricKey {
    let bytes = try KeyFile.load("vault.key", in: folder) {
      SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
    }
    return SymmetricKey(data: bytes)
  }
}
