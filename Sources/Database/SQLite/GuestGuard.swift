import Foundation
import Synchronization

/// Keeps the keeper's checkpoints and other processes' work apart.
///
/// SQLite before 3.51.3 can damage a store when one connection brings the log into the file at the very instant at which
/// another one begins the log anew. Within the keeper one connection does both. Guests hold this lock, shared, as long as
/// they have the store open; the keeper takes it for each checkpoint, and leaves that for later while there is a guest.
final class GuestGuard: Sendable {
  private let descriptor: Mutex<Int32?>

  /// Nil where the lock's file cannot be opened: in a folder that only its owner reads.
  private init?(store path: String) {
    let opened = open(path + "-guests", O_RDONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard opened >= 0 else { return nil }
    descriptor = Mutex(opened)
  }

  deinit { release() }

  /// Waits for a checkpoint that is under way. It ends with the process, however that ends.
  static func ofGuest(store path: String) -> GuestGuard? {
    guard let guests = GuestGuard(store: path) else { return nil }
    return guests.take(LOCK_SH) ? guests : nil
  }

  static func ofKeeper(store path: String) -> GuestGuard? { GuestGuard(store: path) }

  /// False, and nothing done, while there is a guest.
  func alone(_ work: () -> Void) -> Bool {
    guard take(LOCK_EX | LOCK_NB) else { return false }
    defer { _ = take(LOCK_UN) }
    work()
    return true
  }

  func release() {
    descriptor.withLock { descriptor in
      if let open = descriptor { close(open) }
      descriptor = nil
    }
  }

  private func take(_ operation: Int32) -> Bool {
    descriptor.withLock { descriptor in descriptor.map { flock($0, operation) == 0 } ?? false }
  }
}
