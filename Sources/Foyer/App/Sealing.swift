import Database
import Foundation
import Logging
import ServiceLifecycle

/// Seals the record while the desk works: twice a second what has changed, once a minute it looks at everything, and
/// once more (``finish()``) before the program ends. At night it verifies each estate's whole record.
struct Sealing: Service {
  let lobby: Lobby
  let sealer: Sealer

  private static let pause = Duration.milliseconds(500)
  private static let pausesInAMinute = 120
  private static let pausesInADay = pausesInAMinute * 60 * 24

  func run() async throws {
    let changed = lobby.database.changedEstates()
    try? await cancelWhenGracefulShutdown {
      await attempt { try await examineRecent() }
      var wasOurs = false
      for round in 0... {
        let changes = changed.take()
        // Of several processes one seals. If two did, it would only be work for nothing.
        let isOurs = await lobby.database.holds(duty: "sealing")
        defer { wasOurs = isOurs }
        if isOurs {
          let isTimeForAll = !wasOurs || changes.isEverything || round.isMultiple(of: Self.pausesInAMinute)
          await attempt { try await isTimeForAll ? sealer.sealAll() : sealer.seal(changes.estates) }
          if isTimeForAll { await attempt { try await lobby.checkRecordsAtNight(sealer) } }
          if round.isMultiple(of: Self.pausesInADay) {
            await attempt { try sealer.anchors.thin(at: lobby.clock.now()) }
          }
        }
        try await Task.sleep(for: Self.pause)
      }
    }
  }

  /// What was written until the very end, when nobody is answered any more.
  func finish() async {
    await attempt { try await sealer.sealAll() }
    await attempt(last: true) {}
  }

  /// What cannot be sealed now is sealed by the next look at everything. A disk without room for anchors does not keep
  /// the record from being sealed.
  private func attempt(last: Bool = false, _ work: () async throws -> some Sendable) async {
    do {
      _ = try await work()
    } catch {
      lobby.report("the record could not be sealed or verified", error)
    }
    do {
      try sealer.anchor(everything: last)
    } catch {
      lobby.report("the record's anchors could not be written", error)
    }
  }

  private func examineRecent() async throws {
    lobby.tell(try await lobby.recordCheck(sealer).recent().problems)
  }
}

extension Lobby {
  func recordCheck(_ sealer: Sealer) -> RecordCheck {
    // Anchors that cannot be read are a matter for the doctor; the chain is verified all the same.
    RecordCheck(database: database, judge: sealer.keys.judge, anchors: (try? sealer.anchors.read().anchors) ?? [:])
  }

  /// Verifies whole records when it is night there, each once.
  func checkRecordsAtNight(_ sealer: Sealer) async throws {
    let now = clock.now()
    let due = try await read { snapshot in
      try snapshot.estates().filter { estate in
        guard (2..<5).contains(estate.zone.parts(now).hour) else { return false }
        return try snapshot.lastCheck(of: estate.id).map { $0.at < now.advanced(minutes: -12 * 60) } ?? true
      }.map(\.id)
    }
    guard !due.isEmpty else { return }
    let check = recordCheck(sealer)
    for estate in due {
      let found = try await check.whole(of: estate)
      try await write(in: estate) { try $0.insert(found, at: now) }
      tell(found.problems)
    }
  }

  fileprivate func tell(_ problems: [RecordProblem]) {
    for problem in problems.prefix(10) {
      logger.critical("the record is not as it was sealed", metadata: ["problem": "\(problem.says)"])
    }
  }
}
