import Database
import Foundation
import Testing

@testable import Foyer

struct SealTests {
  /// Computed by the independent verifier; a change of the format would make every record unverifiable.
  @Test func `An entry's digest and its place in the chain are those of the format's page`() {
    let entry = RecordedEntry(
      estate: "e", seq: 7, id: "i", post: "p", happenedAt: 1_778_766_120_000, recordedAt: 1_778_766_121_000,
      account: "a", accountName: "白芷", kind: "note.written", subject: nil, room: "2-1601", pass: nil, important: 1,
      corrects: nil, salt: Array(0..<16), payload: "{\"text\":\"湿滑\"}", commitment: nil)
    #expect(Hexadecimal.text(entry.digest) == "1835d7059db3fa290713ca6414a7bbe1ab67a95b7c682f02ab1bda4aed2ae936")
    var chain = RecordChain(estate: "e")
    #expect(Hexadecimal.text(chain.head) == "5fc3f54061b4198203541b19a78a9d339b71f05581aeb8a141391b6196310874")
    chain.append(entry)
    #expect(Hexadecimal.text(chain.head) == "4f0a09636b1c0663de3604c056e19ed262145aca9ad83f40797eb81f1d3b9aea")
    #expect(Hexadecimal.bytes("00ff1a") == [0, 255, 26])
    for wrong in ["0", "zz", "FF", "0 "] { #expect(Hexadecimal.bytes(wrong) == nil) }
  }

  @Test func `Every estate counts its own entries, from 1 and without a gap, also when several write at once`()
    async throws
  {
    let house = try await TestLobby.open()
    let now = house.clock.now
    let other = try await house.lobby.write(in: house.estate.id) { tx in
      try tx.addEstate(name: "松间里", profile: .guardPost, zone: .shanghai, at: now).estate.id
    }
    let author = house.author
    await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<60 {
        group.addTask {
          try await house.lobby.write(in: house.estate.id) { tx in
            let writer = JournalAuthor(
              estate: number.isMultiple(of: 2) ? author.estate : other, post: author.post, account: author.account,
              name: author.name, at: author.at)
            _ = try tx.write(NoteRule.Draft(text: String(number)), by: writer)
            // What fails leaves no hole behind.
            if number.isMultiple(of: 7) { throw LobbyError.conflict(code: "conflict") }
          }
        }
      }
      while await group.nextResult() != nil {}
    }
    for estate in [author.estate, other] {
      let seqs = try await house.lobby.read { try $0.recorded(of: estate, after: 0, limit: 200).map(\.seq) }
      #expect(seqs == Array(1...seqs.count) && seqs.count > 20)
    }
  }

  @Test func `What is sealed verifies, and when nothing is new nothing is sealed`() async throws {
    let record = try await SealedHouse.open()
    try await record.write(9)
    try record.sealer.anchor(everything: true)
    let report = try await record.verify(anchored: true)
    #expect(report.problems.isEmpty && report.unsealed == 0)
    #expect(report.entries == (try await record.entries().count))
    let seals = try await record.seals()
    #expect(try await record.sealer.sealAll() == 0)
    #expect(try await record.seals() == seals)
    #expect(seals.map(\.number) == Array(1...seals.count))
    #expect(seals.map(\.sealedAt).allSatisfy { $0 == record.house.clock.now.milliseconds })
    #expect(try await record.recent().problems.isEmpty)
  }

  @Test func `Two that seal at once make one chain`() async throws {
    let record = try await SealedHouse.open()
    let other = try record.another()
    let author = record.house.author
    try await withThrowingTaskGroup(of: Void.self) { group in
      for sealer in [record.sealer, other] {
        group.addTask { for _ in 0..<60 { try await sealer.sealAll() } }
      }
      for number in 0..<120 {
        group.addTask {
          try await record.house.lobby.write(in: record.house.estate.id) {
            _ = try $0.write(NoteRule.Draft(text: String(number)), by: author)
          }
        }
      }
      try await group.waitForAll()
    }
    try await record.sealer.sealAll()
    let report = try await record.verify()
    #expect(report.problems.isEmpty && report.unsealed == 0 && report.entries > 120)
    let seals = try await record.seals()
    #expect(seals.map(\.number) == Array(1...seals.count))
  }

  @Test func `A long backlog is sealed in steps`() async throws {
    let record = try await SealedHouse.open()
    let author = record.house.author
    try await record.house.lobby.write(in: record.house.estate.id) { tx in
      for number in 0..<5_200 {
        try tx.record(.init(kind: .noteWritten, payload: ["text": String(number)]), by: author)
      }
    }
    #expect(try await record.sealer.sealAll() == 2)
    #expect(try await record.verify().problems.isEmpty)
    #expect(try await record.recent().problems.isEmpty)
  }

  @Test func `Entries that came after the last seal wait for the next and are no problem`() async throws {
    let record = try await SealedHouse.open()
    try await record.write(3)
    let author = record.house.author
    try await record.house.lobby.write(in: record.house.estate.id) {
      _ = try $0.write(NoteRule.Draft(text: "刚写"), by: author)
    }
    let report = try await record.verify()
    #expect(report.problems.isEmpty && report.unsealed == 1)
    let states = try await record.house.lobby.read { try $0.recordStates() }
    #expect(states.map(\.unsealed) == [1])
  }

  @Test func `The keys are made once, for their owner alone`() throws {
    let folder = SealedHouse.folder().appendingPathComponent("keys")
    let first = try SealKeys.load(in: folder)
    #expect(try SealKeys.load(in: folder).publicKey == first.publicKey)
    for name in SealKeys.names {
      let path = folder.appendingPathComponent(name).path
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
      #expect(mode?.intValue == 0o600)
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
      #expect(throws: KeyFile.TooOpen.self) { try SealKeys.load(in: folder) }
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == SealKeys.names.sorted())
  }
}
