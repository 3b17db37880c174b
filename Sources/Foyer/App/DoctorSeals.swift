import Database
import Foundation

extension Doctor {
  /// The keys of the record, its last seals and what they cover, and when all of it was verified.
  func examineSeals(_ database: Database, _ facts: StoreFacts) async -> [Finding] {
    let keys: SealKeys
    do {
      keys = try SealKeys.read(in: key.deletingLastPathComponent())
    } catch {
      return [
        .broken(
          "record keys", "seal.key or signing.key is missing, unusable or open to others (\(type(of: error)))",
          mend: "put both back from their backup, mode 600: with new ones no older seal can be verified")
      ]
    }
    return [.fine("record keys", "signed with \(keys.publicKey)"), await examineLastSeals(database, keys, facts)]
  }

  private func examineLastSeals(_ database: Database, _ keys: SealKeys, _ facts: StoreFacts) async -> Finding {
    let file = AnchorFile(url: anchors)
    do {
      let anchors = try Installation.anchors(in: file, isNamed: false).anchors
      let report = try await RecordCheck(database: database, judge: keys.judge, anchors: anchors).recent()
      let found =
        report.problems.first?.says
        ?? facts.lastChecks.first { $0.problems > 0 }.map {
          "the last verification found \($0.problems) problems in estate \($0.estate)"
        }
      if let found {
        return .broken(
          "seals", found,
          mend: "keep a copy of the folder as it is, then run foyer journal verify, which names them all")
      }
      return judge(unsealed: facts)
    } catch {
      return .broken("seals", "they cannot be read: \(type(of: error))", mend: "run foyer journal verify")
    }
  }

  private func judge(unsealed facts: StoreFacts) -> Finding {
    let waiting = facts.states.reduce(0) { $0 + $1.unsealed }
    let checked = facts.lastChecks.map(\.at).min().map { "whole record verified \(now.minutes(since: $0) / 60) h ago" }
    let says = "\(waiting) lines wait for their seal; " + (checked ?? "whole record not verified yet")
    if let oldest = facts.oldestUnsealed, oldest < now.advanced(minutes: -5) {
      return .warning("seals", says, mend: "start foyer, or run foyer journal anchor: it seals what waits")
    }
    if let oldest = facts.lastChecks.map(\.at).min(), oldest < now.advanced(days: -3) {
      return .warning("seals", says, mend: "run foyer journal verify; a desk that runs at night does it by itself")
    }
    return .fine("seals", says)
  }
}
