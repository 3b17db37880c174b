import Foundation

/// A key beside the database: a file of 32 bytes in base64, readable by its owner alone.
enum KeyFile {
  /// A key file that others can read protects nothing; the program refuses to start with it.
  struct TooOpen: Error { let path: String }
  struct Unusable: Error { let path: String }

  /// Reads a key of a folder, or keeps what `make` gives when there is none.
  static func load(_ name: String, in folder: URL, make: () -> Data) throws -> Data {
    let file = folder.appendingPathComponent(name)
    if !FileManager.default.fileExists(atPath: file.path) {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try keep(make(), as: file)
    }
    return try read(file)
  }

  static func read(_ file: URL) throws -> Data {
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
    guard mode & 0o077 == 0 else { throw TooOpen(path: file.path) }
    guard let data = Data(base64Encoded: try Data(contentsOf: file)), data.count == 32 else {
      throw Unusable(path: file.path)
    }
    return data
  }

  /// On disk before it has its name, so that a power cut leaves no half a key; of two that start at once one's stays.
  private static func keep(_ key: Data, as file: URL) throws {
    let draft = file.appendingPathExtension(UUID().uuidString)
    let text = Data(key.base64EncodedString().utf8)
    guard
      FileManager.default.createFile(atPath: draft.path, contents: nil, attributes: [.posixPermissions: 0o600])
    else { throw Unusable(path: file.path) }
    defer { try? FileManager.default.removeItem(at: draft) }
    let handle = try FileHandle(forWritingTo: draft)
    try handle.write(contentsOf: text)
    try handle.synchronize()
    try handle.close()
    do {
      try FileManager.default.linkItem(at: draft, to: file)
    } catch {
      guard FileManager.default.fileExists(atPath: file.path) else { throw error }
    }
  }
}
