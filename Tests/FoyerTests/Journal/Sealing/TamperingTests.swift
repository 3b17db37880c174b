import Database
import Foundation
import Testing

@testable import Foyer

/// Changed, removed, reordered, inserted, truncated: each is found, each time, by each verifier.
struct TamperingTests {
  private static let tries = 200

  private func lines(_ file: URL) throws -> [JournalFile.Line] {
    try LineReader(file).map { try JSONDecoder().decode(JournalFile.Line.self, from: $0) }
  }

  private func write(_ lines: [JournalFile.Line]) throws -> URL {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let file = SealedHouse.folder().appendingPathComponent("forged.jsonl")
    try lines.reduce(into: Data()) { $0 += try encoder.encode($1) + Data("\n".utf8) }.write(to: file)
    return file
  }

  /// Without the file's own last signature, which would find every one of them: the chain and its seals alone.
  private func chainFinds(_ lines: [JournalFile.Line], _ judge: SealJudge, anchors: [Anchor]) -> Bool {
    let estate = lines.first { $0.type == .entry }?.estate ?? anchors[0].estate
    var check = ChainCheck(estate: estate, judge: judge, anchors: anchors)
    for line in lines {
      if let entry = line.entry { check.take(entry) } else if let seal = line.seal { check.take(seal) }
    }
    check.finish()
    return !check.problems.isEmpty || check.unsealed > 0
  }

  @Test(arguments: Tampering.allCases)
  func `The chain finds it in 200 of 200 tries, with the secret key and with the public one`(kind: Tampering)
    async throws
  {
    let record = try await SealedHouse.open()
    try await record.write(23)
    let lines = try lines(try await record.export())
    let anchors = [Anchor(try #require(try await record.seals().last))]
    let judges = [
      record.sealer.keys.judge, SealJudge(publicKey: record.sealer.keys.judge.publicKey, authenticating: nil),
    ]
    for judge in judges { #expect(!chainFinds(lines, judge, anchors: anchors)) }
    var dice = SeededDice(26)
    for number in 0..<Self.tries {
      let forged = kind.applied(to: lines, with: &dice)
      for judge in judges { #expect(chainFinds(forged, judge, anchors: anchors), "\(kind) number \(number)") }
    }
  }

  @Test(arguments: Tampering.allCases)
  func `Both verifiers find it in an exported file, and find nothing in the true one`(kind: Tampering) async throws {
    let record = try await SealedHouse.open()
    try await record.write(14)
    let file = try await record.export()
    let lines = try lines(file)
    var dice = SeededDice(27)
    let forged = try (0..<16).map { _ in try write(kind.applied(to: lines, with: &dice)) }
    for own in [nil, record.sealer.keys.judge] {
      let trust = JournalFileCheck.Trust(own: own, publicKey: record.sealer.keys.publicKey)
      for (number, file) in ([file] + forged).enumerated() {
        let check = try JournalFileCheck.check(file, trust: trust, anchors: [:])
        #expect(check.report.problems.isEmpty == (number == 0), "\(kind) number \(number): \(check.report.problems)")
      }
    }
    let verdicts = try IndependentVerifier.verdicts([file] + forged, key: record.sealer.keys.publicKey)
    #expect(verdicts == [true] + forged.map { _ in false })
  }

  /// What a forger with a shell on the database does, one statement each.
  private func statements(_ kind: Tampering, _ seq: Int, _ other: Int, last: Int) -> [String] {
    switch kind {
    case .changed:
      let columns = [
        "payload = '{\"text\":\"x\"}'", "happened_at = happened_at + 1", "account_name = '桑枝'", "room = 'x'",
      ]
      return ["UPDATE journal SET \(columns[other % columns.count]) WHERE seq = \(seq)"]
    case .removed: return ["DELETE FROM journal WHERE seq = \(seq)"]
    case .reordered:
      return [(seq, -1), (other, seq), (-1, other)].map { "UPDATE journal SET seq = \($1) WHERE seq = \($0)" }
    case .inserted:
      return (seq...last).reversed().map { "UPDATE journal SET seq = \($0 + 1) WHERE seq = \($0)" }
        + [
          """
          INSERT INTO journal (estate, seq, id, post, happened_at, recorded_at, account, account_name, kind, important,
            salt, payload)
          SELECT estate, \(seq), 'forged', post, happened_at, recorded_at, account, account_name, kind, important, salt,
            payload
          FROM journal_kept WHERE seq = 1
          """
        ]
    case .truncated: return ["DELETE FROM journal WHERE seq >= \(seq)"]
    }
  }

  @Test(arguments: Tampering.allCases)
  func `It is found in the store, past the triggers`(kind: Tampering) async throws {
    let record = try await SealedHouse.open()
    try await record.write(12)
    try await record.unlock()
    let last = try await record.entries().count
    var dice = SeededDice(28)
    for number in 0..<20 {
      let seq = 1 + dice.roll(last)
      let other = 1 + (seq - 1 + 1 + dice.roll(last - 1)) % last
      let statements = statements(kind, seq, other, last: last)
      try await record.house.lobby.write(in: record.house.estate.id) { tx in
        for statement in statements { try tx.run(statement) }
      }
      #expect(try await !record.verify().problems.isEmpty, "\(kind) number \(number): \(statements)")
      try await record.restore()
      #expect(try await record.verify().problems.isEmpty)
    }
  }
}
