import Synchronization

/// Counters for `/metrics`. Labels are routes and statuses, never values of a request.
final class Figures: Sendable {
  static let shared = Figures()

  private struct Counts {
    var requests: [String: Int] = [:]
    var seconds: [String: Double] = [:]
  }

  private let counts = Mutex(Counts())

  func count(operation: String, status: Int, seconds: Double) {
    counts.withLock { counts in
      counts.requests["operation=\"\(operation)\",status=\"\(status)\"", default: 0] += 1
      counts.seconds["operation=\"\(operation)\"", default: 0] += seconds
    }
  }

  var text: String {
    let counts = counts.withLock { $0 }
    let requests = counts.requests.sorted { $0.key < $1.key }.map { "foyer_requests_total{\($0.key)} \($0.value)" }
    let seconds = counts.seconds.sorted { $0.key < $1.key }.map { "foyer_request_seconds_total{\($0.key)} \($0.value)" }
    return
      (["# TYPE foyer_requests_total counter"] + requests + ["# TYPE foyer_request_seconds_total counter"] + seconds)
      .joined(separator: "\n") + "\n"
  }
}
