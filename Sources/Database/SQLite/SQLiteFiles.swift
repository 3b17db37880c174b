import Foundation
import Synchronization

/// Whether a store's files are still those that were opened.
///
/// SQLite goes on writing into a file that was removed or replaced, and all of it is gone when the process ends.
final class SQLiteFiles: Sendable {
  private struct Identity: Equatable {
    let device: UInt
    let number: UInt

    /// Nil when there is no file of that name.
    init?(_ path: String) {
      var about = stat()
      guard stat(path, &about) == 0, about.st_nlink > 0 else { return nil }
      (device, number) = (UInt(about.st_dev), UInt(about.st_ino))
    }
  }

  private struct State {
    var known: [String: Identity]
    var isGone = false
  }

  private let paths: [String]
  private let state: Mutex<State>

  init(store path: String) {
    paths = [path, path + "-wal"]
    state = Mutex(State(known: paths.reduce(into: [:]) { $0[$1] = Identity($1) }))
  }

  /// Throws from the moment on at which one of them was missed, for good: nobody knows what happened to it meanwhile.
  func check() throws {
    try state.withLock { state in
      for path in paths where !state.isGone {
        let found = Identity(path)
        if let known = state.known[path] { state.isGone = found != known } else { state.known[path] = found }
      }
      if state.isGone { throw DatabaseError.unavailable(reason: "the store's file was removed or replaced") }
    }
  }
}
