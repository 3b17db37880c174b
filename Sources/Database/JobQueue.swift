import Foundation

/// Work that waits for a connection's thread: run there, then answered once, when its outcome is known.
final class Job<Connection> {
  /// Jobs of one lane never overlap; nil is a lane of its own.
  let lane: String?
  let run: (Connection) throws -> Void
  private var answer: (((any Error)?) -> Void)?

  init(lane: String?, run: @escaping (Connection) throws -> Void, answer: @escaping ((any Error)?) -> Void) {
    self.lane = lane
    self.run = run
    self.answer = answer
  }

  var isSettled: Bool { answer == nil }

  func settle(_ error: (any Error)? = nil) {
    answer?(error)
    answer = nil
  }
}

/// Jobs in the order in which they came, handed to the threads that ask.
final class JobQueue<Connection>: @unchecked Sendable {
  private let condition = NSCondition()
  private var waiting: [Job<Connection>] = []
  private var stopped = false

  /// Runs `body` on a connection's thread and answers when the thread has settled the job.
  func run<T: Sendable>(in lane: String? = nil, _ body: @escaping @Sendable (Connection) throws -> T) async throws -> T
  {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<T, any Error>) in
      var answer: Result<T, any Error> = .failure(DatabaseError.unavailable(reason: "not run"))
      enqueue(
        Job(
          lane: lane, run: { connection in answer = .success(try body(connection)) },
          answer: { error in continuation.resume(with: error.map { .failure($0) } ?? answer) }))
    }
  }

  /// Whether nobody waits and more may come.
  var isIdle: Bool { condition.withLock { waiting.isEmpty && !stopped } }

  /// Waits for work. Empty when the queue was stopped and nothing is left.
  func take(atMost limit: Int) -> [Job<Connection>] {
    condition.withLock {
      while waiting.isEmpty && !stopped { condition.wait() }
      let taken = Array(waiting.prefix(limit))
      waiting.removeFirst(taken.count)
      return taken
    }
  }

  func stop() {
    condition.withLock {
      stopped = true
      condition.broadcast()
    }
  }

  private func enqueue(_ job: Job<Connection>) {
    let accepted = condition.withLock {
      guard !stopped else { return false }
      waiting.append(job)
      condition.signal()
      return true
    }
    if !accepted { job.settle(DatabaseError.unavailable(reason: "closed")) }
  }
}
