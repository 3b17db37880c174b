import Database

extension Snapshot {
  /// Seconds until any of these may try again; nil when all may now.
  func wait(for subjects: [TrySubject], at now: Instant) throws -> Int? {
    let ends = try subjects.compactMap { subject in
      switch subject {
      case .account(let id, let estate): try account(id, of: estate)?.blockedUntil
      default:
        try row("SELECT blocked_until FROM tries WHERE subject = ?", subject.key)?.optionalInt("blocked_until")
          .map(Instant.init(milliseconds:))
      }
    }
    guard let end = ends.max(), end > now else { return nil }
    return (end.milliseconds - now.milliseconds + 999) / 1000
  }
}

extension Transaction {
  /// Counts a try before its answer is known, so that many at the same time cannot get past the limit.
  /// Gives the seconds for which the subject is now blocked should the try be wrong.
  @discardableResult
  func countTry(_ subject: TrySubject, at now: Instant) throws -> Int {
    let tries =
      switch subject {
      case .account(let id, let estate):
        try rows(
          "UPDATE accounts SET failed_tries = failed_tries + 1 WHERE estate = ? AND id = ? RETURNING failed_tries",
          estate, id
        ).first?.int("failed_tries") ?? 0
      default: try countTryOfOther(subject, at: now)
      }
    let seconds = subject.throttle.blockSeconds(afterTries: tries)
    if seconds > 0 { try block(subject, until: now.advanced(seconds: seconds)) }
    return seconds
  }

  private func countTryOfOther(_ subject: TrySubject, at now: Instant) throws -> Int {
    let forgotten = subject.throttle.forgottenAfterMinutes.map { now.advanced(minutes: -$0) }
    return try rows(
      """
      INSERT INTO tries (subject, tries, last_at) VALUES (?, 1, ?)
      ON CONFLICT (subject) DO UPDATE SET
        tries = CASE WHEN tries.last_at < ? THEN 1 ELSE tries.tries + 1 END, last_at = excluded.last_at
      RETURNING tries
      """, subject.key, now.milliseconds, forgotten?.milliseconds ?? 0
    ).first?.int("tries") ?? 0
  }

  private func block(_ subject: TrySubject, until end: Instant) throws {
    if case .account(let id, let estate) = subject {
      try run("UPDATE accounts SET blocked_until = ? WHERE estate = ? AND id = ?", end.milliseconds, estate, id)
    } else {
      try run("UPDATE tries SET blocked_until = ? WHERE subject = ?", end.milliseconds, subject.key)
    }
  }

  /// The try was right: an account and a browser start afresh, an address only gets its one try back, since whoever
  /// has one account of his own must not wipe out the count of his guesses at others.
  func clearTries(_ subjects: [TrySubject]) throws {
    for subject in subjects {
      switch subject {
      case .account(let id, let estate): try clearFailedTries(of: id, estate: estate)
      case .address:
        try run("UPDATE tries SET tries = tries - 1, blocked_until = NULL WHERE subject = ?", subject.key)
      default: try run("DELETE FROM tries WHERE subject = ?", subject.key)
      }
    }
  }

  func clearFailedTries(of account: String, estate: String) throws {
    try run(
      "UPDATE accounts SET failed_tries = 0, blocked_until = NULL, pin_failed_tries = 0 WHERE estate = ? AND id = ?",
      estate, account)
  }

  /// Takes one of the few tries at a PIN before it is checked; false when none is left.
  func takePINTry(of account: String, estate: String) throws -> Bool {
    try !rows(
      """
      UPDATE accounts SET pin_failed_tries = pin_failed_tries + 1
      WHERE estate = ? AND id = ? AND pin_failed_tries < ? RETURNING id
      """, estate, account, Account.pinTryLimit
    ).isEmpty
  }

  func clearPINTries(of account: String, estate: String) throws {
    try run("UPDATE accounts SET pin_failed_tries = 0 WHERE estate = ? AND id = ?", estate, account)
  }

  /// Tries that nobody will ask about again.
  func forgetTries(before instant: Instant) throws {
    try run(
      "DELETE FROM tries WHERE last_at < ? AND (blocked_until IS NULL OR blocked_until < ?)", instant.milliseconds,
      instant.milliseconds)
  }
}
