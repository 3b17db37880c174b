import Foundation
import Testing

@testable import Foyer

struct AnchorTests {
  @Test func `A head is noted at once, and then at most once a minute`() async throws {
    let record = try await SealedHouse.open()
    func noted() throws -> Int { try record.sealer.anchors.read().anchors[record.estate]?.count ?? 0 }
    try await record.write(2, sealingEvery: 1)
    try record.sealer.anchor()
    #expect(try noted() == 1)
    try await record.write(2, sealingEvery: 1)
    try record.sealer.anchor()
    #expect(try noted() == 1)
    record.house.clock.advance(minutes: 1)
    try record.sealer.anchor()
    #expect(try noted() == 2)
    try record.sealer.anchor(everything: true)
    #expect(try noted() == 2)
    #expect(try await record.verify(anchored: true).problems.isEmpty)
    let last = try #require(try await record.seals().last)
    #expect(try record.sealer.anchors.read().anchors[record.estate]?.last == Anchor(last))
  }

  @Test func `A line that a power cut left unfinished spoils no other`() async throws {
    let record = try await SealedHouse.open()
    try await record.write(2, sealingEvery: 1)
    let seals = try await record.seals()
    let file = record.sealer.anchors
    try file.append([Anchor(seals[0])])
    let handle = try FileHandle(forWritingTo: file.url)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("{\"estate\":\"half".utf8))
    try handle.close()
    // Nobody was told of it, and nothing is missing.
    let torn = try file.read()
    #expect(torn.anchors[record.estate]?.map(\.number) == [1] && torn.unreadable == 0)
    try file.append([Anchor(seals[1])])
    let found = try file.read()
    #expect(found.anchors[record.estate]?.map(\.number) == [1, 2] && found.unreadable == 0)
  }

  @Test func `A file that cannot be written keeps nothing from being sealed`() async throws {
    let record = try await SealedHouse.open()
    let sealer = Sealer(
      database: record.house.lobby.database, keys: record.sealer.keys,
      anchors: AnchorFile(url: URL(filePath: "/nowhere/anchors.jsonl")), clock: record.house.clock.lobbyClock)
    #expect(try await sealer.sealAll() == 1)
    #expect(throws: (any Error).self) { try sealer.anchor() }
    #expect(try await record.verify().unsealed == 0)
  }

  @Test func `Of old anchors beside the store the last of each day stays; those that were sent stay all`() async throws
  {
    let record = try await SealedHouse.open()
    for _ in 0..<9 {
      try await record.write(1, sealingEvery: 1)
      record.house.clock.advance(minutes: 360)
    }
    let (seals, file) = (try await record.seals(), record.sealer.anchors)
    try file.append(seals.map(Anchor.init))
    let handle = try FileHandle(forWritingTo: file.url)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("half\n".utf8))
    try handle.close()
    let later = record.house.clock.now.advanced(days: 31)
    #expect(try file.thin(at: later) == 0)
    let own = AnchorFile(url: file.url, isThinned: true)
    #expect(try own.thin(at: record.house.clock.now) == 0)
    let byDay = Dictionary(grouping: seals) { $0.sealedAt / 86_400_000 }
    #expect(try own.thin(at: later) == seals.count - byDay.count)
    let found = try own.read()
    #expect(found.anchors[record.estate]?.map(\.number) == byDay.values.compactMap { $0.last?.number }.sorted())
    #expect(found.unreadable == 1)
    try own.append(seals.prefix(1).map(Anchor.init))
    #expect(try own.read().anchors[record.estate]?.count == byDay.count + 1)
    #expect(try await record.verify(anchored: true).problems.isEmpty)
  }

  @Test func `Lines are read whole, however long the file is`() throws {
    let file = SealedHouse.folder().appendingPathComponent("lines")
    let lines = (0..<300).map { String(repeating: "x", count: $0 * 37) }
    for ending in ["\n", ""] {
      try Data((lines.joined(separator: "\n") + ending).utf8).write(to: file)
      #expect(try LineReader(file).map { String(decoding: $0, as: UTF8.self) } == lines)
    }
  }
}
