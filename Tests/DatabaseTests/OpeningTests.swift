import CSQLite
import Foundation
import Synchronization
import Testing

@testable import Database

/// The calls with which SQLite opens a store's files fail while it is opened, after a kill.
struct OpeningTests {
  @Test(arguments: 1...7, 1...4)
  func `What was acknowledged before a kill outlives a start in which files cannot be opened`(
    nth: Int, count: Int
  ) async throws {
    let place = try await killedStore()
    var expected = ["acknowledged"]
    FailingOpens.begin(of: place, nth: nth, count: count)
    if let engine = try? SQLiteEngine(path: place) {
      let database = Database(engine: engine)
      // Whoever opens it may write, or is told that he could not.
      try await database.write(in: nil) { tx in try tx.writeNote("meanwhile") }
      expected.append("meanwhile")
      try database.close()
    }
    let failed = FailingOpens.end(of: place)
    #expect(nth > 3 || failed > 0)
    #expect(try await Store.open(at: place).texts() == expected)
  }

  @Test func `A store that can be opened for reading only is not served`() async throws {
    let place = try await killedStore()
    FailingOpens.begin(of: place, nth: 1, count: 1)
    #expect(throws: DatabaseError.unavailable(reason: "the store could be opened for reading only")) {
      try SQLiteEngine(path: place)
    }
    #expect(FailingOpens.end(of: place) == 1)
  }

  /// A copy of a store's three files, as a kill leaves them.
  private func killedStore() async throws -> String {
    let store = try Store.open()
    try await store.write("acknowledged")
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("killed-\(UUID()).sqlite").path
    for end in ["", "-wal", "-shm"] {
      try FileManager.default.copyItem(atPath: store.place + end, toPath: place + end)
    }
    return place
  }
}

/// SQLite lets a program put its own function in the place of `open`.
private enum FailingOpens {
  private struct Order {
    let range: Range<Int>
    var seen = 0
    var failed = 0
  }

  private static let orders = Mutex<[String: Order]>([:])

  static func begin(of place: String, nth: Int, count: Int) {
    _ = isInstalled
    orders.withLock { $0[place] = Order(range: nth..<nth + count) }
  }

  /// How many calls failed.
  static func end(of place: String) -> Int {
    orders.withLock { $0.removeValue(forKey: place)?.failed ?? 0 }
  }

  private static func fails(_ path: String) -> Bool {
    orders.withLock { orders in
      guard let place = orders.keys.first(where: { path.hasPrefix($0) }) else { return false }
      guard var order = orders[place] else { return false }
      order.seen += 1
      let fails = order.range.contains(order.seen)
      order.failed += fails ? 1 : 0
      orders[place] = order
      return fails
    }
  }

  private static let isInstalled: Bool = {
    let opening: @convention(c) (UnsafePointer<CChar>?, Int32, Int32) -> Int32 = { path, flags, mode in
      guard let path else { return -1 }
      if fails(String(cString: path)) {
        errno = EIO
        return -1
      }
      return open(path, flags, mode_t(bitPattern: mode))
    }
    guard let system = sqlite3_vfs_find(nil) else { return false }
    return system.pointee.xSetSystemCall(system, "open", unsafeBitCast(opening, to: sqlite3_syscall_ptr.self))
      == SQLITE_OK
  }()
}
