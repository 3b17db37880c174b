import Database
import Synchronization

/// Counters for `/metrics`. Labels are routes and statuses, never values of a request.
final class Figures: Sendable {
  static let shared = Figures()

  private struct Answer: Hashable {
    let operation: String
    let status: Int
  }

  private struct Counts {
    var requests: [Answer: Int] = [:]
    var seconds: [String: Double] = [:]
  }

  private let counts = Mutex(Counts())

  func count(operation: String, status: Int, seconds: Double) {
    counts.withLock { counts in
      counts.requests[Answer(operation: operation, status: status), default: 0] += 1
      counts.seconds[operation, default: 0] += seconds
    }
  }

  var text: String {
    let counts = counts.withLock { $0 }
    let requests = counts.requests.map { answer, count in
      "foyer_requests_total{operation=\"\(answer.operation)\",status=\"\(answer.status)\"} \(count)"
    }.sorted()
    let seconds = counts.seconds.map { operation, seconds in
      "foyer_request_seconds_total{operation=\"\(operation)\"} \(seconds)"
    }.sorted()
    return
      (["# TYPE foyer_requests_total counter"] + requests + ["# TYPE foyer_request_seconds_total counter"] + seconds)
      .joined(separator: "\n") + "\n"
  }
}

/// How far the sealing of the record is behind, and what the last verification of each estate found.
struct RecordFigures: Sendable {
  let unsealed: Int
  let oldestSeconds: Int
  let problems: Int

  init(_ lobby: Lobby) async throws {
    let now = lobby.clock.now()
    self = try await lobby.read { snapshot in
      let states = try snapshot.recordStates()
      let oldest = try snapshot.oldestUnsealed(states)
      return RecordFigures(
        unsealed: states.reduce(0) { $0 + $1.unsealed },
        oldestSeconds: oldest.map { max(0, (now.milliseconds - $0.milliseconds) / 1000) } ?? 0,
        problems: try states.reduce(0) { try $0 + (snapshot.lastCheck(of: $1.estate)?.problems ?? 0) })
    }
  }

  private init(unsealed: Int, oldestSeconds: Int, problems: Int) {
    (self.unsealed, self.oldestSeconds, self.problems) = (unsealed, oldestSeconds, problems)
  }

  var text: String {
    [
      ("foyer_record_unsealed_entries", unsealed), ("foyer_record_oldest_unsealed_seconds", oldestSeconds),
      ("foyer_record_check_problems", problems),
    ].map { "# TYPE \($0) gauge\n\($0) \($1)\n" }.joined()
  }
}
