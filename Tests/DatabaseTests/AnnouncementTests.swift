import Foundation
import Testing

@testable import Database

struct AnnouncementTests {
  private struct Undone: Error {}

  @Test(arguments: Store.kinds) func `An announcement is made after the commit and never without it`(_ kind: Store.Kind)
    async throws
  {
    let store = try Store.open(kind)
    var heard = store.database.announcements().makeAsyncIterator()
    try? await store.database.write(in: nil) { tx in
      tx.announce(Announcement(estate: "e", topic: "undone", ids: ["1"]))
      throw Undone()
    }
    try await store.database.write(in: nil) { tx in
      try tx.writeNote("kept")
      tx.announce(Announcement(estate: "e", topic: "kept", ids: ["2"]))
    }
    // The first thing heard is what was kept, and then it can be read.
    #expect(await heard.next() == Announcement(estate: "e", topic: "kept", ids: ["2"]))
    #expect(try await store.texts() == ["kept"])
  }

  @Test(arguments: Store.kinds) func `Every listener hears everything, and who has gone is forgotten`(
    _ kind: Store.Kind
  ) async throws {
    let store = try Store.open(kind)
    let first = store.database.announcements()
    do { _ = store.database.announcements() }
    let second = store.database.announcements()
    for number in 1...3 {
      try await store.database.write(in: nil) { tx in
        tx.announce(Announcement(estate: "e", topic: "notes", ids: [String(number)]))
      }
    }
    store.database.endAnnouncements()
    for stream in [first, second] {
      var heard: [String] = []
      for await announcement in stream { heard += announcement.ids }
      #expect(heard == ["1", "2", "3"])
    }
  }

  @Test(arguments: Store.kinds) func `A listener that does not listen keeps no writer waiting`(_ kind: Store.Kind)
    async throws
  {
    let store = try Store.open(kind)
    let asleep = store.database.announcements()
    for number in 1...600 {
      try await store.database.write(in: nil) { tx in
        tx.announce(Announcement(estate: "e", topic: "notes", ids: [String(number)]))
      }
    }
    store.database.endAnnouncements()
    var heard: [String] = []
    for await announcement in asleep { heard += announcement.ids }
    #expect(heard.last == "600" && heard.count == 256)
  }
}
