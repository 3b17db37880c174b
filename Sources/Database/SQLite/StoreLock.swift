import Foundation
import Synchronization

/// Who of several processes keeps the store in a data folder: the one that may bring its log into the file, and the
/// only one that may serve it. The lock ends with the process, however that ends.
public final class StoreLock: Sendable {
  private static let name = "serve.lock"

  private let descriptor: Mutex<Int32?>

  private init(_ descriptor: Int32) { self.descriptor = Mutex(descriptor) }

  deinit { release() }

  /// Nil while another holds it.
  ///
  /// - Parameter patience: for how many seconds it is tried.
  public static func take(in folder: URL, patience: Double = 0) throws -> StoreLock? {
    let path = folder.appendingPathComponent(name).path
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw DatabaseError.unavailable(reason: "\(path) cannot be opened") }
    for attempt in 0... {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { break }
      guard Double(attempt) / 10 < patience else {
        close(descriptor)
        return nil
      }
      Thread.sleep(forTimeInterval: 0.1)
    }
    let process = Array("\(getpid())\n".utf8)
    _ = ftruncate(descriptor, 0)
    _ = pwrite(descriptor, process, process.count, 0)
    return StoreLock(descriptor)
  }

  /// The process that took it last, for messages.
  public static func holder(in folder: URL) -> Int? {
    let text = try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    return text.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
  }

  public func release() {
    descriptor.withLock { descriptor in
      if let open = descriptor { close(open) }
      descriptor = nil
    }
  }
}
