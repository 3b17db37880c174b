import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Pages
import Synchronization
import Testing

@testable import Database
@testable import Foyer

/// A disk that fills and gets room again, as a desk sees it.
private final class SmallDisk: Sendable {
  private final class Free: Sendable { let bytes = Mutex<Int?>(nil) }

  private let free = Free()
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("disk-\(UUID())")
  let ballast: Ballast
  let watch: DiskWatch

  init(ballast megabytes: Int = 1) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    ballast = Ballast(in: folder, size: megabytes << 20)
    watch = DiskWatch(space: DiskSpace { [free] in free.bytes.withLock { $0 } }, ballast: ballast)
  }

  /// Megabytes from now on, and a look at them.
  func has(_ megabytes: Int?) {
    free.bytes.withLock { $0 = megabytes.map { $0 << 20 } }
    watch.look()
  }
}

struct DiskTests {
  @Test func `The ballast is real, is made when there is room, and makes way before the disk is full`() throws {
    let disk = try SmallDisk()
    #expect(!disk.ballast.isThere)
    disk.has(1000)
    #expect(disk.ballast.isThere && !disk.watch.isFull)
    var about = stat()
    #expect(stat(disk.ballast.file.path, &about) == 0 && about.st_blocks * 512 >= 1 << 20)
    disk.has(16)
    #expect(disk.ballast.isThere && !disk.watch.isFull)
    disk.has(15)
    #expect(!disk.ballast.isThere && disk.watch.isFull)
  }

  @Test func `What the ballast left is no room for changes: it must fit again first`() throws {
    let disk = try SmallDisk(ballast: 4)
    disk.has(1000)
    disk.has(2)
    for megabytes in [6, 20, 35] {
      disk.has(megabytes)
      #expect(disk.watch.isFull && !disk.ballast.isThere)
    }
    disk.has(36)
    #expect(!disk.watch.isFull && disk.ballast.isThere)
  }

  @Test func `Where nobody knows what is free, or no ballast is wished, changes are taken`() throws {
    let disk = try SmallDisk(ballast: 0)
    disk.has(nil)
    #expect(!disk.watch.isFull)
    disk.has(1000)
    #expect(!disk.watch.isFull && !disk.ballast.isThere)
    disk.has(3)
    #expect(disk.watch.isFull)
    disk.has(32)
    #expect(!disk.watch.isFull)
    DiskWatch.unwatched.ranOut()
    #expect(!DiskWatch.unwatched.isFull)
  }

  @Test func `An engine that finds no room is believed at once, until the next look`() throws {
    let disk = try SmallDisk()
    disk.has(1000)
    disk.watch.ranOut()
    #expect(disk.watch.isFull && !disk.ballast.isThere)
    disk.has(1000)
    #expect(!disk.watch.isFull && disk.ballast.isThere)
  }
}

struct DiskStoryTests {
  private func house(on disk: SmallDisk) async throws -> TestLobby {
    let house = try await TestLobby.open()
    let lobby = try await Lobby(
      database: house.lobby.database, clock: house.lobby.clock, vault: house.lobby.vault,
      passwords: house.lobby.passwords, home: try ProductHome.find(), logger: house.lobby.logger, disk: disk.watch)
    return TestLobby(lobby: lobby, estate: house.estate, post: house.post, clock: house.clock)
  }

  @Test func `On a full disk a program is told what to do, in its language, and reads on`() async throws {
    let disk = try SmallDisk()
    let house = try await house(on: disk)
    let token = try await house.token(.attendant)
    try await house.story { client in
      disk.has(3)
      for (language, words) in [("zh-Hans", "腾出空间"), ("zh-Hant", "騰出空間"), ("en", "free some space")] {
        let answer = try await client.executeRequest(
          uri: "/notes", method: .post,
          headers: [
            .accept: "application/json", .acceptLanguage: language, .contentType: "application/json",
            .authorization: "Bearer \(token)",
          ], body: ByteBuffer(string: #"{"text": "后门已锁"}"#))
        let text = String(buffer: answer.body)
        #expect(answer.status == .serviceUnavailable && answer.headers[.retryAfter] == "30")
        #expect(text.contains("disk_full") && text.contains(words), "\(text)")
      }
      let journal = try await client.json(.get, "/journal", token: token)
      #expect(journal.status == 200)
      let ready = try await client.json(.get, "/ready")
      #expect(ready.status == 200 && ready.object["status"] as? String == "disk_full")
      disk.has(1000)
      let note = try await client.json(.post, "/notes", #"{"text": "后门已锁"}"#, token: token)
      #expect(note.status == 201)
      let readyAgain = try await client.json(.get, "/ready")
      #expect(readyAgain.object["status"] as? String == "ok")
    }
  }

  @Test func `On a full disk every page of the staff says so, and a person still signs out`() async throws {
    let disk = try SmallDisk()
    let house = try await house(on: disk)
    let person = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      let before = try await client.page("/", as: person)
      #expect(!before.html.contains("no-room"))
      disk.has(3)
      for path in ["/", "/visits", "/passes", "/journal", "/session"] {
        let page = try await client.page(path, as: person)
        #expect(page.status == 200 && page.html.contains("no-room") && page.html.contains("磁盘快满了"), "\(path)")
      }
      let stranger = try await client.page("/session/new")
      #expect(stranger.status == 200 && !stranger.html.contains("no-room"))
      let refused = try await client.submit("/notes", ["text": "后门已锁"], as: person)
      #expect(refused.status == 503 && refused.html.contains("磁盘满了，存不了"))
      let out = try await client.submit("/session?_method=delete", [:], as: person)
      #expect(out.status == 303)
    }
  }

  @Test func `Pages are shown though nobody can note that the person was there`() async throws {
    let house = try await TestLobby.open()
    let engine = FullEngine(inner: house.lobby.database)
    let lobby = try await Lobby(
      database: Database(engine: engine), clock: house.lobby.clock, vault: house.lobby.vault,
      passwords: house.lobby.passwords, home: try ProductHome.find(), logger: house.lobby.logger,
      disk: try SmallDisk().watch)
    let person = try await house.signIn("白芷", as: .attendant)
    let full = TestLobby(lobby: lobby, estate: house.estate, post: house.post, clock: house.clock)
    house.clock.advance(minutes: 3)
    try await full.story { client in
      let page = try await client.page("/", as: person)
      #expect(page.status == 200 && !page.html.contains("no-room"))
      let refused = try await client.submit("/notes", ["text": "后门已锁"], as: person)
      #expect(refused.status == 503 && refused.html.contains("磁盘满了，存不了"))
      let after = try await client.page("/", as: person)
      #expect(after.status == 200)
    }
  }
}

/// An engine that reads and has no room for anything new.
private final class FullEngine: EngineStandIn {
  let inner: Database

  init(inner: Database) { self.inner = inner }

  func write<T: Sendable>(
    in lane: String?, _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    throw DatabaseError.full
  }
}
