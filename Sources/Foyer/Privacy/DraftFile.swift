import Foundation

/// A file that gets its name when it is whole and on disk. Readable by its owner alone.
struct DraftFile {
  let url: URL

  init(beside target: URL) throws {
    url = target.appendingPathExtension(UUID().uuidString.prefix(8) + ".partial")
    guard FileManager.default.createFile(atPath: url.path, contents: nil, attributes: [.posixPermissions: 0o600])
    else { throw CommandRefusal("file", target.path, "cannot be written") }
  }

  func publish(as target: URL) throws {
    let file = try FileHandle(forUpdating: url)
    try file.synchronize()
    try file.close()
    guard rename(url.path, target.path) == 0 else { throw CommandRefusal("file", target.path, "cannot be written") }
    Self.synchronize(folder: target.deletingLastPathComponent())
  }

  func remove() { for end in ["", "-wal", "-shm", "-journal"] { unlink(url.path + end) } }

  /// A name is on disk when its folder is.
  private static func synchronize(folder: URL) {
    let descriptor = open(folder.path, O_RDONLY)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
