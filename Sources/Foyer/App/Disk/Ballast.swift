import Foundation

/// A file of nothing in the data folder. When the disk fills it is removed, and the desk has room to go on reading: SQLite
/// cannot even read a store when there is none.
struct Ballast: Sendable {
  /// Below this nothing new is taken. A full log and a copy of its index fit in.
  static let lowWater = 16 << 20

  let file: URL
  /// In bytes; 0 for none.
  let size: Int

  init(in folder: URL, size: Int) {
    file = folder.appendingPathComponent("ballast")
    self.size = size
  }

  /// Before a store is opened, at a moment when nobody watches the disk yet.
  static func giveWay(in folder: URL) {
    if let free = DiskSpace(of: folder).free(), free < lowWater { Ballast(in: folder, size: 0).remove() }
  }

  var isThere: Bool { FileManager.default.fileExists(atPath: file.path) }

  func remove() { unlink(file.path) }

  /// Real blocks, not a hole. What is there is left; half of one is removed.
  func make() {
    guard size > 0, !isThere else { return }
    let descriptor = open(file.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    if posix_fallocate(descriptor, 0, off_t(size)) != 0 { remove() }
  }
}

/// How many bytes are free for us where a folder lies.
struct DiskSpace: Sendable {
  /// Nil when nobody knows.
  let free: @Sendable () -> Int?

  init(free: @escaping @Sendable () -> Int?) { self.free = free }

  init(of folder: URL) {
    self.init { [path = folder.path] in
      var about = statvfs()
      guard statvfs(path, &about) == 0 else { return nil }
      return Int(clamping: UInt64(about.f_bavail).multipliedReportingOverflow(by: UInt64(about.f_frsize)).partialValue)
    }
  }
}
