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
