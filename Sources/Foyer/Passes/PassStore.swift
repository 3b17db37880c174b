import Database

extension Snapshot {
  /// How many hang on the rack of a post. Answered from the index alone.
  func passesOnRack(of post: String, estate: String) throws -> Int {
    try count("SELECT COUNT(*) FROM passes WHERE estate = ? AND post = ? AND state = 'available'", estate, post)
  }

  /// The pass that would be given next. Answered from the index alone, at any size of rack. No two have one number; that
  /// the id is in the order too keeps PostgreSQL from walking over all that are out, in the index of numbers.
  func nextPass(of post: String, estate: String) throws -> Pass? {
    try row(
      """
      SELECT id, post, number FROM passes WHERE estate = ? AND post = ? AND state = 'available'
      ORDER BY number, id LIMIT 1
      """, estate, post
    ).map {
      Pass(id: $0.text("id"), post: $0.text("post"), number: $0.text("number"), state: .available, visit: nil)
    }
  }

  func pass(numbered number: String, of estate: String) throws -> Pass? {
    try row("SELECT * FROM passes WHERE estate = ? AND number = ? AND retired_at = 0", estate, number)
      .map(Pass.init(row:))
  }

  /// The pass in use that somebody means, in any written form of its number.
  func usablePass(writtenAs text: String, of estate: String) throws -> Pass? {
    try PassNumber(text)?.candidates.lazy.compactMap { try self.pass(numbered: $0, of: estate) }.first
  }

  /// The pass that somebody means: one in use before one that was voided.
  func pass(meant number: PassNumber, of estate: String) throws -> Pass? {
    for candidate in number.candidates {
      if let pass = try pass(numbered: candidate, of: estate) { return pass }
    }
    for candidate in number.candidates {
      if let pass = try lastVoidedPass(numbered: candidate, of: estate) { return pass }
    }
    return nil
  }

  private func lastVoidedPass(numbered number: String, of estate: String) throws -> Pass? {
    try row(
      "SELECT * FROM passes WHERE estate = ? AND number = ? AND retired_at > 0 ORDER BY retired_at DESC LIMIT 1",
      estate, number
    ).map(Pass.init(row:))
  }

  /// By id or by any written form of its number.
  func existingPass(_ name: String, of estate: String) throws -> Pass {
    if let id = Identifier.parse(name),
      let row = try row("SELECT * FROM passes WHERE estate = ? AND id = ?", estate, id)
    {
      return try Pass(row: row)
    }
    guard let number = PassNumber(name), let pass = try pass(meant: number, of: estate) else {
      throw LobbyError.notFound
    }
    return pass
  }

  /// By number, after the last one shown.
  func passes(of estate: String, _ filter: PassFilter, limit: Int) throws -> [Pass] {
    var conditions = ["estate = ?", "number > ?"]
    var arguments: [Value] = [.text(estate), .text(filter.after)]
    if let post = filter.post {
      conditions.append("post = ?")
      arguments.append(.text(post))
    }
    // The words of the partial indexes, so that the engine sees which one fits.
    if filter.state == nil { conditions.append("state <> 'voided'") }
    if let state = filter.state { conditions.append("state = '\(state.rawValue)'") }
    return try rows(
      "SELECT * FROM passes WHERE \(conditions.joined(separator: " AND ")) ORDER BY number, id LIMIT ?",
      arguments: arguments + [limit.value]
    ).map(Pass.init(row:))
  }

  func rack(of post: Post, estate: String, showing limit: Int) throws -> PassRack {
    return PassRack(
      post: post, counts: try passCounts(of: post.id, estate: estate),
      onRack: try numbersOnRack(of: post.id, estate: estate, limit: limit),
      out: try issuedPasses(of: post.id, estate: estate),
      lost: try passes(of: estate, PassFilter(post: post.id, state: .lost), limit: 200))
  }

  /// Each from an index of its own: a rack of a hundred thousand is counted in milliseconds.
  private func passCounts(of post: String, estate: String) throws -> [Pass.State: Int] {
    func count(_ condition: String) throws -> Int {
      try self.count("SELECT COUNT(*) FROM passes WHERE estate = ? AND post = ? AND \(condition)", estate, post)
    }
    return [
      .available: try passesOnRack(of: post, estate: estate), .issued: try count("visit > ''"),
      .lost: try count("state = 'lost'"), .voided: try count("state = 'voided'"),
    ]
  }

  func numbersOnRack(of post: String, estate: String, limit: Int) throws -> [String] {
    try rows(
      "SELECT number FROM passes WHERE estate = ? AND post = ? AND state = 'available' ORDER BY number, id LIMIT ?",
      estate, post, limit
    ).map { $0.text("number") }
  }

  /// What is out and with whom: first those who should have left longest ago.
  func issuedPasses(of post: String?, estate: String, limit: Int = 500) throws -> [IssuedPass] {
    let held = try rows(
      """
      SELECT passes.* FROM passes JOIN visits ON visits.estate = passes.estate AND visits.id = passes.visit
      WHERE passes.estate = ? AND passes.visit > '' \(post == nil ? "" : "AND passes.post = ?")
      ORDER BY visits.expected_end NULLS FIRST, passes.number LIMIT ?
      """, arguments: [.text(estate)] + (post.map { [.text($0)] } ?? []) + [limit.value]
    ).map(Pass.init(row:))
    return try held.compactMap { pass in
      try pass.visit.flatMap { try visit($0, of: estate) }.map { IssuedPass(pass: pass, visit: $0) }
    }
  }

  /// What was counted on a rack against what should hang there.
  func count(_ counted: [PassNumber], on post: String, estate: String, most: Int) throws -> PassCount {
    let known = Set(try passes(of: estate, PassFilter(post: post), limit: most).map(\.number))
    let numbers = counted.map { number in number.candidates.first(where: known.contains) ?? number.candidates[0] }
    return PassCount(expected: Set(try numbersOnRack(of: post, estate: estate, limit: most)), counted: Set(numbers))
  }

  func isHoldingPass(_ visit: String, of estate: String) throws -> Bool {
    try count("SELECT COUNT(*) FROM passes WHERE estate = ? AND visit = ?", estate, visit) > 0
  }

  func visit(holding pass: Pass, of estate: String) throws -> Visit? {
    try pass.visit.flatMap { try visit($0, of: estate) }
  }
}

/// Which passes are wanted; without a state, all that are in use.
struct PassFilter: Sendable {
  var post: String?
  var state: Pass.State?
  /// The number of the last one shown.
  var after = ""
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

  /// Gives the first pass on a rack to a visit; nil when none hangs there.
  func issueNextPass(of post: String, to visit: String, estate: String, at instant: Instant) throws -> Visit.HeldPass? {
    try row(
      """
      UPDATE passes SET state = 'issued', visit = ?, changed_at = ?
      WHERE estate = ? AND id = (SELECT id FROM passes WHERE estate = ? AND post = ? AND state = 'available'
        ORDER BY number, id LIMIT 1)
      RETURNING id, number
      """, visit, instant.milliseconds, estate, estate, post
    ).map { Visit.HeldPass(id: $0.text("id"), number: $0.text("number"), returned: nil) }
  }

  /// Hangs the pass that a visit holds back on the rack. False when it holds none any more, because it was lost.
  @discardableResult
  func returnPass(of visit: String, estate: String, at instant: Instant) throws -> Bool {
    try run(
      "UPDATE passes SET state = 'available', visit = NULL, changed_at = ? WHERE estate = ? AND visit = ?",
      instant.milliseconds, estate, visit) == 1
  }

  /// Hangs new numbers on a rack. A number that is in use is a conflict; one that was voided may be made anew.
  func add(_ numbers: [String], to post: String, by author: JournalAuthor) throws {
    do {
      try insertPasses(numbers: numbers, of: post, estate: author.estate, at: author.at)
    } catch DatabaseError.conflict {
      throw LobbyError.conflict(code: "pass_number_taken", clause: "C-3")
    }
    var event = JournalEntry.Event(kind: .passesAdded, subject: post)
    event.payload = ["from": numbers.first ?? "", "to": numbers.last ?? "", "count": String(numbers.count)]
    try record(event, by: author)
  }

  /// Moves a pass on, unless somebody was faster. Whoever held it holds it no more.
  func move(_ pass: Pass, to state: Pass.State, of estate: String, at instant: Instant) throws -> Bool {
    try run(
      """
      UPDATE passes SET state = ?, visit = NULL, changed_at = ?, retired_at = ?
      WHERE estate = ? AND id = ? AND state = ?
      """,
      state.rawValue, instant.milliseconds, state == .voided ? instant.milliseconds : 0, estate, pass.id,
      pass.state.rawValue) == 1
  }

  /// What became of a visit's pass; the visit itself goes on.
  func note(passReturned: Bool, for visit: String, of estate: String) throws {
    try run("UPDATE visits SET pass_returned = ? WHERE estate = ? AND id = ?", passReturned, estate, visit)
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

extension Transaction {
  /// Tells screens that show the visit; its own line in the record is the pass's.
  func announce(visit: String, of estate: String) {
    announce(Announcement(estate: estate, topic: "visit", ids: [visit]))
  }
}
