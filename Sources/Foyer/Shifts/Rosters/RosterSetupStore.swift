import Database

extension Snapshot {
  /// Kinds in use, early ones first.
  func shiftKinds(of estate: String) throws -> [ShiftKind] {
    try rows(
      "SELECT * FROM shift_kinds WHERE estate = ? AND closed_at IS NULL ORDER BY starts_minute, ends_minute, code",
      estate
    ).map(ShiftKind.init(row:))
  }

  /// Also kinds that are no longer given: what was planned keeps its words.
  func everyShiftKind(of estate: String) throws -> [String: ShiftKind] {
    let kinds = try rows("SELECT * FROM shift_kinds WHERE estate = ?", estate).map(ShiftKind.init(row:))
    return Dictionary(kinds.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
  }

  func coverNeeds(of estate: String) throws -> [CoverNeed] {
    try rows(
      """
      SELECT cover_needs.* FROM cover_needs JOIN posts ON posts.estate = cover_needs.estate
        AND posts.id = cover_needs.post AND posts.closed_at IS NULL
      WHERE cover_needs.estate = ? ORDER BY posts.position, cover_needs.starts_minute, cover_needs.id
      """, estate
    ).map(CoverNeed.init(row:))
  }

  func rotations(of estate: String) throws -> [Rotation] {
    try rows("SELECT * FROM rotations WHERE estate = ? AND closed_at IS NULL ORDER BY id", estate)
      .map(Rotation.init(row:))
  }

  func crews(of estate: String) throws -> [Crew] {
    try rows("SELECT * FROM crews WHERE estate = ? AND closed_at IS NULL ORDER BY position, id", estate)
      .map(Crew.init(row:))
  }

  func crewMembers(of estate: String) throws -> [CrewMember] {
    try rows(
      """
      SELECT crew_members.* FROM crew_members
        JOIN crews ON crews.estate = crew_members.estate AND crews.id = crew_members.crew
        JOIN posts ON posts.estate = crew_members.estate AND posts.id = crew_members.post
      WHERE crew_members.estate = ? AND crews.closed_at IS NULL ORDER BY crews.position, posts.position,
        crew_members.account
      """, estate
    ).map { CrewMember(account: $0.text("account"), crew: $0.text("crew"), post: $0.text("post")) }
  }
}

extension Transaction {
  func insert(_ kind: ShiftKind, of estate: String, at now: Instant) throws {
    try run(
      """
      INSERT INTO shift_kinds (estate, id, code, name, purpose, starts_minute, ends_minute, created_at, changed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, estate, kind.id, kind.code, kind.name, kind.purpose, kind.startsMinute, kind.endsMinute, now.milliseconds,
      now.milliseconds)
  }

  func closeShiftKind(_ id: String, of estate: String, at now: Instant) throws {
    try expectRosterRow(
      try run(
        "UPDATE shift_kinds SET closed_at = ?, changed_at = ? WHERE estate = ? AND id = ? AND closed_at IS NULL",
        now.milliseconds, now.milliseconds, estate, id))
  }

  func insert(_ need: CoverNeed, of estate: String, at now: Instant) throws {
    try run(
      """
      INSERT INTO cover_needs (estate, id, post, weekdays, starts_minute, ends_minute, people, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """, estate, need.id, need.post, need.weekdays.sorted().map(String.init).joined(), need.startsMinute,
      need.endsMinute, need.people, now.milliseconds)
  }

  func deleteCoverNeed(_ id: String, of estate: String) throws {
    try expectRosterRow(try run("DELETE FROM cover_needs WHERE estate = ? AND id = ?", estate, id))
  }

  func insert(_ rotation: Rotation, of estate: String, at now: Instant) throws {
    try run(
      """
      INSERT INTO rotations (estate, id, name, days, starts_at, created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?)
      """, estate, rotation.id, rotation.name, rotation.days.map { $0 ?? "-" }.joined(separator: " "),
      rotation.startsAt.milliseconds, now.milliseconds, now.milliseconds)
  }

  func closeRotation(_ id: String, of estate: String, at now: Instant) throws {
    try expectRosterRow(
      try run(
        "UPDATE rotations SET closed_at = ?, changed_at = ? WHERE estate = ? AND id = ? AND closed_at IS NULL",
        now.milliseconds, now.milliseconds, estate, id))
    try run(
      "UPDATE crews SET rotation = NULL, changed_at = ? WHERE estate = ? AND rotation = ?", now.milliseconds,
      estate, id)
  }

  func insert(_ crew: Crew, of estate: String, at now: Instant) throws {
    let position = try count("SELECT COALESCE(MAX(position), 0) FROM crews WHERE estate = ?", estate) + 1
    try run(
      """
      INSERT INTO crews (estate, id, name, position, rotation, days_behind, created_at, changed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """, estate, crew.id, crew.name, position, crew.rotation, crew.daysBehind, now.milliseconds, now.milliseconds)
  }

  func update(_ crew: Crew, of estate: String, at now: Instant) throws {
    try expectRosterRow(
      try run(
        """
        UPDATE crews SET name = ?, rotation = ?, days_behind = ?, changed_at = ?
        WHERE estate = ? AND id = ? AND closed_at IS NULL
        """, crew.name, crew.rotation, crew.daysBehind, now.milliseconds, estate, crew.id))
  }

  func closeCrew(_ id: String, of estate: String, at now: Instant) throws {
    try expectRosterRow(
      try run(
        "UPDATE crews SET closed_at = ?, changed_at = ? WHERE estate = ? AND id = ? AND closed_at IS NULL",
        now.milliseconds, now.milliseconds, estate, id))
    try run("DELETE FROM crew_members WHERE estate = ? AND crew = ?", estate, id)
  }

  /// A person is in one crew: joining another leaves the first.
  func join(_ member: CrewMember, of estate: String, at now: Instant) throws {
    try run(
      """
      INSERT INTO crew_members (estate, account, crew, post, joined_at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (estate, account) DO UPDATE SET crew = excluded.crew, post = excluded.post,
        joined_at = excluded.joined_at
      """, estate, member.account, member.crew, member.post, now.milliseconds)
  }

  func leaveCrew(_ account: String, of estate: String) throws {
    try expectRosterRow(try run("DELETE FROM crew_members WHERE estate = ? AND account = ?", estate, account))
  }

  func expectRosterRow(_ changed: Int) throws {
    guard changed == 1 else { throw LobbyError.notFound }
  }
}

extension ShiftKind.Purpose: ValueConvertible {}

extension ShiftKind {
  init(row: Row) throws {
    self.init(
      id: row.text("id"), code: row.text("code"), name: row.text("name"),
      purpose: Purpose(rawValue: row.text("purpose")) ?? .duty, startsMinute: row.int("starts_minute"),
      endsMinute: row.int("ends_minute"))
  }
}

extension CoverNeed {
  init(row: Row) throws {
    self.init(
      id: row.text("id"), post: row.text("post"),
      weekdays: Set(row.text("weekdays").compactMap(\.wholeNumberValue)), startsMinute: row.int("starts_minute"),
      endsMinute: row.int("ends_minute"), people: row.int("people"))
  }
}

extension Rotation {
  init(row: Row) throws {
    self.init(
      id: row.text("id"), name: row.text("name"),
      days: row.text("days").split(separator: " ").map { $0 == "-" ? nil : String($0) },
      startsAt: Instant(milliseconds: row.int("starts_at")))
  }
}

extension Crew {
  init(row: Row) throws {
    self.init(
      id: row.text("id"), name: row.text("name"), rotation: row.optionalText("rotation"),
      daysBehind: row.int("days_behind"))
  }
}

extension Transaction {
  func apply(_ change: RosterSetupChange, of estate: Estate, by author: JournalAuthor) throws {
    let (id, now) = (estate.id, author.at)
    switch change {
    case .usual(let kinds): return try keepUsualShifts(kinds, of: estate, by: author)
    case .kind(let kind): try insertOnce(kind.id, "shift_kinds", of: id) { try insert(kind, of: id, at: now) }
    case .kindClosed(let kind): try closeShiftKind(kind, of: id, at: now)
    case .need(let need): try insertOnce(need.id, "cover_needs", of: id) { try insert(need, of: id, at: now) }
    case .needRemoved(let need): try deleteCoverNeed(need, of: id)
    case .rotation(let rotation):
      try insertOnce(rotation.id, "rotations", of: id) { try insert(rotation, of: id, at: now) }
    case .rotationClosed(let rotation): try closeRotation(rotation, of: id, at: now)
    case .crew(let crew): try insertOnce(crew.id, "crews", of: id) { try insert(crew, of: id, at: now) }
    case .crewChanged(let crew): try update(crew, of: id, at: now)
    case .crewClosed(let crew): try closeCrew(crew, of: id, at: now)
    case .member(let member): try join(member, of: id, at: now)
    case .memberGone(let account): try leaveCrew(account, of: id)
    }
    try recordSetup(change.part, by: author)
  }

  private func insertOnce(_ id: String, _ table: String, of estate: String, _ insert: () throws -> Void) throws {
    guard try count("SELECT COUNT(*) FROM \(table) WHERE estate = ? AND id = ?", estate, id) == 0 else {
      throw LobbyError.conflict(code: "id_taken")
    }
    try insert()
  }
}
