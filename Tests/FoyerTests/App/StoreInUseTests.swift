import Foundation
import HTTPTypes
import Testing

@testable import Database
@testable import Foyer

/// One desk on one data folder, and what happens when its file is taken away.
struct StoreInUseTests {
  @Test func `A second desk on a data folder refuses to start, and commands beside it are guests`() throws {
    let folder = SealedHouse.folder()
    let desk = try Installation.open(folder: folder, clock: .fixed(TestLobby.evening), toServe: true)
    let refusal = #expect(throws: Installation.StoreInUse.self) {
      try Installation.open(folder: folder, clock: .fixed(TestLobby.evening), toServe: true)
    }
    #expect(refusal?.description.contains("process \(getpid())") == true)
    let command = try Installation.open(folder: folder, clock: .fixed(TestLobby.evening))
    try command.close()
    try desk.close()
    try Installation.open(folder: folder, clock: .fixed(TestLobby.evening), toServe: true).close()
  }

  @Test(.enabled(if: !TestEngine.isPostgreSQL))
  func `A desk whose file was removed says that it is not ready and takes nothing more`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    let file = try await house.lobby.read { try $0.rows("PRAGMA database_list").first?.text("file") }
    try await house.story { client in
      let before = try await client.json(.get, "/ready")
      #expect(before.status == 200)
      try FileManager.default.removeItem(atPath: try #require(file))
      let after = try await client.json(.get, "/ready")
      #expect(after.status == 503)
      let note = try await client.json(.post, "/notes", #"{"text": "后门已锁"}"#, token: token)
      #expect(note.status == 503)
      let alive = try await client.json(.get, "/health")
      #expect(alive.status == 200)
    }
  }
}
