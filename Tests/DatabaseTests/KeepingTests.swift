import Foundation
import Testing

@testable import Database

/// One process keeps a store; files that were taken away under it are noticed.
struct KeepingTests {
  private func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("keeping-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test func `A store has one keeper at a time, and is free when that one lets go`() throws {
    let folder = try folder()
    let first = try #require(try StoreLock.take(in: folder))
    #expect(try StoreLock.take(in: folder) == nil)
    #expect(StoreLock.holder(in: folder) == Int(getpid()))
    first.release()
    #expect(try StoreLock.take(in: folder) != nil)
  }

  @Test func `Closing a store lets its lock go`() throws {
    let folder = try folder()
    let lock = try #require(try StoreLock.take(in: folder))
    let engine = try SQLiteEngine(path: folder.appendingPathComponent("store").path, lock: lock)
    #expect(try StoreLock.take(in: folder) == nil)
    try engine.close()
    #expect(try StoreLock.take(in: folder) != nil)
  }

  @Test func `A store that was closed is whole in its file alone`() async throws {
    let store = try Store.open()
    try await store.write("here")
    #expect(try await store.texts() == ["here"])
    try store.database.close()
    try FileManager.default.copyItem(atPath: store.place, toPath: store.place + ".copy")
    #expect(try await Store.open(at: store.place + ".copy").texts() == ["here"])
  }

  @Test func `A guest writes but leaves the log to the keeper`() async throws {
    let store = try Store.open()
    let guest = Database(engine: try SQLiteEngine(path: store.place, isGuest: true))
    func length() throws -> Int { try Data(contentsOf: URL(filePath: store.place + "-wal")).count }
    // Far more than a keeper leaves in the log.
    for number in 0..<8 {
      try await guest.write(in: nil) { tx in try tx.writeNote("\(number)" + String(repeating: "长", count: 400_000)) }
    }
    #expect(try length() > 8 * 1_200_000)
    try guest.close()
    #expect(try length() > 8 * 1_200_000)
    #expect(try await store.texts().count == 8)
  }

  @Test func `While a guest has the store open its keeper brings nothing from the log into the file`() async throws {
    let folder = try folder()
    let path = folder.appendingPathComponent("store").path
    let keeper = Database(engine: try SQLiteEngine(path: path, lock: try StoreLock.take(in: folder)))
    try keeper.migrate([Migration(version: 1, name: "notes", sql: "CREATE TABLE notes (text TEXT NOT NULL)")])
    func write() async throws {
      // More than the keeper leaves in the log, and a little that makes it look.
      for size in [6_000_000, 1] {
        try await keeper.write(in: nil) { tx in
          _ = try tx.run("INSERT INTO notes (text) VALUES (?)", String(repeating: "x", count: size))
        }
      }
    }
    func size() throws -> Int { try Data(contentsOf: URL(filePath: path)).count }
    let guest = Database(engine: try SQLiteEngine(path: path, isGuest: true))
    try await write()
    #expect(try size() < 6_000_000)
    try guest.close()
    try await write()
    for _ in 0..<100 where try size() < 6_000_000 { try await Task.sleep(for: .milliseconds(20)) }
    #expect(try size() >= 6_000_000)
    try keeper.close()
  }

  @Test(arguments: ["", "-wal"], [true, false])
  func `Nothing is acknowledged after the file was removed or replaced`(file: String, isReplaced: Bool) async throws {
    let store = try Store.open()
    try await store.write("before")
    try store.database.examine()
    let path = store.place + file
    if isReplaced {
      try FileManager.default.copyItem(atPath: path, toPath: path + ".new")
      #expect(rename(path + ".new", path) == 0)
    } else {
      try FileManager.default.removeItem(atPath: path)
    }
    for text in ["after", "long after"] {
      await #expect(throws: DatabaseError.unavailable(reason: "the store's file was removed or replaced")) {
        try await store.write(text)
      }
    }
    #expect(throws: DatabaseError.self) { try store.database.examine() }
  }

  @Test func `A file that is taken away during a commit is not acknowledged either`() async throws {
    let store = try Store.open()
    await #expect(throws: DatabaseError.self) {
      try await store.database.write(in: nil) { tx in
        try tx.writeNote("meanwhile")
        _ = unlink(store.place)
      }
    }
  }
}
