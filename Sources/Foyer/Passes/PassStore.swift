import Database

extension Snapshot {
  /// How many hang on the rack of a post.
  func passesOnRack(of post: String, estate: String) throws -> Int {
    try count("SELECT COUNT(*) FROM passes WHERE estate = ? AND post = ? AND state = 'available'", estate, post)
  }

  /// The pass that would be given next.
  func nextPass(of post: String, estate: String) throws -> Pass? {
    try row(
      "SELECT * FROM passes WHERE estate = ? AND post = ? AND state = 'available' ORDER BY number LIMIT 1", estate, post
    ).map(Pass.init(row:))
  }

  func pass(numbered number: String, of estate: String) throws -> Pass? {
    try row("SELECT * FROM passes WHERE estate = ? AND number = ? AND state <> 'voided'", estate, number)
      .map(Pass.init(row:))
  }
}

extension Transaction {
  func insertPasses(numbers: [String], of post: String, estate: String, at instant: Instant) throws {
    for number in numbers {
      try run(
        "INSERT INTO passes (estate, id, post, number, state, changed_at) VALUES (?, ?, ?, ?, 'available', ?)",
        estate, Identifier.make(at: instant), post, number, instant.milliseconds)
    }
  }

  /// Gives a pass to a visit. False when it is not on the rack any more.
  func issue(_ pass: Pass, to visit: String, of estate: String, at instant: Instant) throws -> Bool {
    try run(
      "UPDATE passes SET state = 'issued', visit = ?, changed_at = ? WHERE estate = ? AND id = ? AND state = 'available'",
      visit, instant.milliseconds, estate, pass.id) == 1
  }

  /// Hangs the pass that a visit holds back on the rack.
  @discardableResult
  func returnPass(of visit: String, estate: String, at instant: Instant) throws -> Bool {
    try run(
      "UPDATE passes SET state = 'available', visit = NULL, changed_at = ? WHERE estate = ? AND visit = ?",
      instant.milliseconds, estate, visit) == 1
  }
}

extension Pass {
  init(row: Row) throws {
    guard let state = State(rawValue: row.text("state")) else { throw DatabaseError.failed(reason: "unknown state") }
    self.init(
      id: row.text("id"), post: row.text("post"), number: row.text("number"), state: state,
      visit: row.optionalText("visit"))
  }
}
