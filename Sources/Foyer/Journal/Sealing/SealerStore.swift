import Database
import Foundation
import Synchronization

/// Seals what was written since the last seal. Several may do so on one database; of two that make the same seal one
/// wins, and the other starts over from it.
final class Sealer: Sendable {
  /// More entries than this are sealed in several steps, so that no step is long.
  private static let batch = 5_000
  private static let estatesAtOnce = 50
  private static let anchorEvery = 60

  let database: Database
  let keys: SealKeys
  let clock: LobbyClock
  let anchors: AnchorFile

  private struct Anchoring {
    var waiting: [String: Seal] = [:]
    var last: [String: Instant] = [:]
  }

  private let anchoring = Mutex(Anchoring())

  init(database: Database, keys: SealKeys, anchors: AnchorFile, clock: LobbyClock) {
    self.database = database
    self.keys = keys
    self.anchors = anchors
    self.clock = clock
  }

  /// Looks at every estate. Answers how many seals were made.
  @discardableResult
  func sealAll() async throws -> Int {
    try await seal(Set(database.read { try $0.recordStates().filter { $0.unsealed > 0 }.map(\.estate) }))
  }

  @discardableResult
  func seal(_ estates: Set<String>) async throws -> Int {
    var (open, made) = (estates, 0)
    while !open.isEmpty {
      let some = Array(open.prefix(Self.estatesAtOnce))
      let (seals, unfinished) = try await step(some)
      made += seals.count
      open.subtract(some)
      open.formUnion(unfinished)
    }
    return made
  }

  /// Seals a batch of each, and names those of which more is to be sealed.
  private func step(_ estates: [String]) async throws -> (made: [Seal], unfinished: [String]) {
    let limit = Self.batch / estates.count + 1
    let found = try await database.read { snapshot in
      try estates.map { estate in
        let last = try snapshot.lastSeal(of: estate)
        return (estate, last, try snapshot.recorded(of: estate, after: last?.seq ?? 0, limit: limit))
      }
    }
    let now = clock.now()
    let seals = try found.compactMap { estate, last, entries in try seal(entries, of: estate, after: last, at: now) }
    let made = try await insert(seals)
    note(made)
    let refused = Set(seals.map(\.estate)).subtracting(made.map(\.estate))
    return (made, found.filter { $0.2.count == limit || refused.contains($0.0) }.map(\.0))
  }

  private func seal(_ entries: [RecordedEntry], of estate: String, after last: Seal?, at now: Instant) throws -> Seal? {
    guard let end = entries.last else { return nil }
    var chain = last.map { RecordChain(head: $0.head) } ?? RecordChain(estate: estate)
    for entry in entries { chain.append(entry) }
    return try keys.seal(estate, after: last, seq: end.seq, head: chain.head, at: now)
  }

  private func insert(_ seals: [Seal]) async throws -> [Seal] {
    guard !seals.isEmpty else { return [] }
    return try await database.write(in: Lobby.house) { tx in try seals.filter { try tx.insert($0) } }
  }

  private func note(_ seals: [Seal]) {
    anchoring.withLock { anchoring in
      for seal in seals { anchoring.waiting[seal.estate] = seal }
    }
  }

  /// Notes the newest heads in the anchor file, of an estate at most once a minute unless it is the last time.
  func anchor(everything: Bool = false) throws {
    let now = clock.now()
    let due = anchoring.withLock { anchoring in
      anchoring.waiting.values.filter { seal in
        guard !everything, let last = anchoring.last[seal.estate] else { return true }
        return last <= now.advanced(seconds: -Self.anchorEvery)
      }
    }
    try anchors.append(due.sorted { $0.estate < $1.estate }.map(Anchor.init))
    anchoring.withLock { anchoring in
      for seal in due {
        anchoring.last[seal.estate] = now
        if anchoring.waiting[seal.estate] == seal { anchoring.waiting[seal.estate] = nil }
      }
    }
  }
}
