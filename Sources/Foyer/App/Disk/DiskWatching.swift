import Foundation
import Logging
import ServiceLifecycle

/// Looks at the disk once a second.
struct DiskWatching: Service {
  let disk: DiskWatch
  let logger: Logger

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      while true {
        if disk.look() {
          logger.warning(disk.isFull ? "the disk is full: nothing new is taken" : "there is room on the disk again")
        }
        try await Task.sleep(for: .seconds(1))
      }
    }
  }
}

extension Installation {
  /// - Parameter megabytes: of the ballast; nil where the store does not lie in the data folder.
  func diskWatch(ballast megabytes: Int?) -> DiskWatch {
    guard let megabytes else { return .unwatched }
    return DiskWatch(space: DiskSpace(of: folder), ballast: Ballast(in: folder, size: megabytes << 20))
  }
}
