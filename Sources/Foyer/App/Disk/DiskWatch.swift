import Foundation
import Synchronization

/// Whether there is room for changes. Before the disk is really full, nothing new is taken, and the ballast makes way for
/// reading and signing in; when there is room again, both come back by themselves.
final class DiskWatch: Sendable {
  private struct State {
    var isFull = false
    var free: Int?
    /// The ballast went overboard, and must fit again before changes are taken.
    var gaveWay = false
  }

  /// For stores that do not lie in the data folder.
  static let unwatched = DiskWatch(space: DiskSpace { nil }, ballast: nil)

  private let space: DiskSpace
  private let ballast: Ballast?
  private let state = Mutex(State())

  init(space: DiskSpace, ballast: Ballast?) {
    self.space = space
    self.ballast = ballast
  }

  var isFull: Bool { state.withLock { $0.isFull } }
  var isWatched: Bool { ballast != nil }

  /// True when it has become full or has got room since the last look.
  @discardableResult
  func look() -> Bool {
    guard let ballast, let free = space.free() else { return false }
    return state.withLock { state in
      let was = state.isFull
      state.free = free
      if free < Ballast.lowWater {
        giveWay(ballast, &state)
      } else if free >= 2 * Ballast.lowWater + (state.gaveWay ? ballast.size : 0) {
        state = State(isFull: false, free: free, gaveWay: false)
        // Not where it would itself leave too little.
        if free >= 2 * Ballast.lowWater + ballast.size { ballast.make() }
      }
      return was != state.isFull
    }
  }

  /// The engine found no room, before anybody looked. With room after all, the next look takes it back.
  func ranOut() {
    guard let ballast else { return }
    state.withLock { giveWay(ballast, &$0) }
  }

  private func giveWay(_ ballast: Ballast, _ state: inout State) {
    if ballast.isThere {
      ballast.remove()
      state.gaveWay = true
    }
    state.isFull = true
  }

  /// For `/metrics`.
  var figures: String {
    guard isWatched else { return "" }
    let (isFull, free) = state.withLock { ($0.isFull, $0.free) }
    return "# TYPE foyer_disk_full gauge\nfoyer_disk_full \(isFull ? 1 : 0)\n"
      + (free.map { "# TYPE foyer_disk_free_bytes gauge\nfoyer_disk_free_bytes \($0)\n" } ?? "")
  }
}

extension Operation {
  /// Signing in and out goes on when the disk is full: who reads must be able to come in.
  var needsRoom: Bool {
    method != .get && !["createSession", "deleteSession", "moveSession", "setPreferences"].contains(id)
  }
}
