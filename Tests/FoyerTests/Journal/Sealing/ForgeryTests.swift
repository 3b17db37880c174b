import Crypto
import Database
import Foundation
import Testing

@testable import Foyer

/// Forgers who know the format: what the keys stop, and what only an anchor shows.
struct ForgeryTests {
  /// Entries and seals after one changed entry, computed anew with the keys that the forger has.
  private func rewrite(_ record: SealedHouse, with keys: SealKeys) async throws {
    try await record.unlock()
    let estate = record.estate
    try await record.house.lobby.write(in: record.house.estate.id) { tx in
      try tx.run("UPDATE journal SET payload = '{}' WHERE seq = 5")
      let entries = try tx.recorded(of: estate, after: 0, limit: 1_000)
      let seals = try tx.seals(of: estate, after: 0, limit: 1_000)
      try tx.run("DELETE FROM seals")
      var (chain, last) = (RecordChain(estate: estate), Seal?.none)
      for seal in seals {
        for entry in entries where entry.seq > last?.seq ?? 0 && entry.seq <= seal.seq { chain.append(entry) }
        let forged = try keys.seal(
          estate, after: last, seq: seal.seq, head: chain.head, at: Instant(milliseconds: seal.sealedAt))
        _ = try tx.insert(forged)
        last = forged
      }
    }
  }

  @Test func `Who rewrites everything without the keys is found`() async throws {
    let record = try await SealedHouse.open()
    try await record.write(10)
    try record.sealer.anchor(everything: true)
    try await rewrite(record, with: try .load(in: SealedHouse.folder()))
    let kinds = Set(try await record.verify().problems.map(\.kind))
    #expect(kinds == [.seal])
    #expect(try await !record.recent().problems.isEmpty)
    #expect(try await !record.verify(anchored: true).problems.isEmpty)
  }

  @Test func `Who rewrites everything with the keys is found by an anchor alone`() async throws {
    let record = try await SealedHouse.open()
    try await record.write(10)
    try record.sealer.anchor(everything: true)
    try await rewrite(record, with: record.sealer.keys)
    #expect(try await record.verify().problems.isEmpty)
    #expect(try await record.verify(anchored: true).problems.map(\.kind) == [.anchor])
  }

  @Test func `An end that was cut off with its seals is found up to the last anchor`() async throws {
    let record = try await SealedHouse.open()
    try await record.write(12)
    let seals = try await record.seals()
    try record.sealer.anchors.append([Anchor(seals[1])])
    try await record.unlock()
    for (kept, isFound) in [(1, false), (0, true)] {
      let last = seals[kept]
      try await record.house.lobby.write(in: record.house.estate.id) { tx in
        try tx.run("DELETE FROM journal WHERE seq > \(last.seq)")
        try tx.run("DELETE FROM seals WHERE number > \(last.number)")
      }
      #expect(try await record.verify().problems.isEmpty)
      #expect(try await record.verify(anchored: true).problems.map(\.kind) == (isFound ? [.cut] : []))
    }
  }

  @Test func `Seals that were wiped and made anew do not fit the anchors`() async throws {
    let record = try await SealedHouse.open()
    try await record.write(10)
    try record.sealer.anchor(everything: true)
    try await record.unlock()
    try await record.house.lobby.write(in: record.house.estate.id) { tx in
      try tx.run("DELETE FROM seals")
      try tx.run("UPDATE journal SET payload = '{}' WHERE seq = 6")
    }
    try await record.sealer.sealAll()
    #expect(try await record.verify().problems.isEmpty)
    #expect(try await !record.verify(anchored: true).problems.isEmpty)
  }

  @Test(arguments: [
    "head = previous", "previous = head", "sealed_at = sealed_at + 1", "mac = head", "signature = signature || head",
    "seq = seq + 1", "seq = 9223372036854775807", "number = number + 9000", "seq = -5", "head = NULL",
  ])
  func `A seal that was changed is found, whatever of it`(change: String) async throws {
    let record = try await SealedHouse.open()
    try await record.write(12)
    try await record.unlock()
    let last = try await record.seals().count
    for number in [1, 2, last] {
      // A column that may not be empty refuses; that is as good.
      let changed: Void? = try? await record.house.lobby.write(in: record.house.estate.id) { tx in
        try tx.run("UPDATE seals SET \(change) WHERE number = \(number)")
      }
      guard changed != nil else { continue }
      #expect(try await !record.verify().problems.isEmpty, "\(number)")
      try await record.restore()
    }
  }

  @Test func `An entry of an estate that nobody knows is found`() async throws {
    let record = try await SealedHouse.open()
    try await record.write(4)
    try await record.unlock()
    try await record.house.lobby.write(in: record.house.estate.id) {
      _ = try $0.run("UPDATE journal SET estate = 'elsewhere' WHERE seq = 3")
    }
    #expect(try await !record.verify().problems.isEmpty)
  }
}

/// Words that had to go.
struct ErasureTests {
  private func erase(_ record: SealedHouse, seq: Int, payload: String = "{}", tellingOf: Bool = true) async throws {
    let entry = try #require(try await record.entries().first { $0.seq == seq })
    let commitment = Array(RecordedEntry.commitment(salt: entry.salt, payload: entry.payload))
    let author = record.house.author
    try await record.unlock()
    try await record.house.lobby.write(in: record.house.estate.id) { tx in
      try tx.run(
        "UPDATE journal SET payload = ?, salt = ?, commitment = ? WHERE seq = ?", payload, [UInt8](), commitment, seq)
      if tellingOf { try tx.record(.init(kind: .entryErased, subject: entry.id), by: author) }
    }
    try await record.sealer.sealAll()
  }

  @Test func `The chain holds when a note's words are erased, and nobody can try out what they were`() async throws {
    let record = try await SealedHouse.open()
    try await record.write(8)
    try await erase(record, seq: 6)
    #expect(try await record.verify().problems.isEmpty)
    let file = try await record.export()
    #expect(try IndependentVerifier.verdicts([file], key: record.sealer.keys.publicKey) == [true])
    let page = try await record.house.lobby.read { try $0.journal(of: record.estate, after: 5, limit: 1) }
    #expect(page.first?.event.payload == [:])
  }

  @Test func `Words in the place of erased ones, and an erasure that no entry tells of, are found`() async throws {
    for (payload, tells) in [("{\"text\":\"别的话\"}", true), ("{}", false)] {
      let record = try await SealedHouse.open()
      try await record.write(8)
      try await erase(record, seq: 6, payload: payload, tellingOf: tells)
      #expect(try await record.verify().problems.map(\.kind) == [.erasure])
      let file = try await record.export()
      #expect(try IndependentVerifier.verdicts([file], key: record.sealer.keys.publicKey) == [false])
    }
  }
}
