import Database

extension Snapshot {
  /// Points that patrols pass, in the order in which they were made.
  func patrolPoints(of estate: String) throws -> [PatrolPoint] {
    try rows("SELECT * FROM patrol_points WHERE estate = ? AND retired_at IS NULL ORDER BY id LIMIT 500", estate)
      .map(PatrolPoint.init(row:))
  }

  func patrolPoint(_ id: String, of estate: String) throws -> PatrolPoint? {
    try row("SELECT * FROM patrol_points WHERE estate = ? AND id = ?", estate, id).map(PatrolPoint.init(row:))
  }

  func existingPatrolPoint(_ id: String, of estate: String) throws -> PatrolPoint {
    guard let point = try patrolPoint(id, of: estate) else { throw LobbyError.notFound }
    return point
  }
}

extension Transaction {
  func insertPatrolPoint(_ id: String, name: String, by author: JournalAuthor) throws {
    if let point = try patrolPoint(id, of: author.estate) {
      guard point.name == name else { throw LobbyError.conflict(code: "id_taken") }
      return
    }
    try run(
      "INSERT INTO patrol_points (estate, id, name, serial, made_at) VALUES (?, ?, ?, 1, ?)", author.estate, id, name,
      author.at.milliseconds)
    try record(.pointMade, id, name, by: author)
  }

  func rename(_ point: PatrolPoint, to name: String, by author: JournalAuthor) throws {
    try run("UPDATE patrol_points SET name = ? WHERE estate = ? AND id = ?", name, author.estate, point.id)
    try record(.pointRenamed, point.id, name, by: author)
  }

  /// The codes printed so far say nothing any more.
  func renewCode(of point: PatrolPoint, by author: JournalAuthor) throws {
    try run(
      "UPDATE patrol_points SET serial = serial + 1 WHERE estate = ? AND id = ? AND retired_at IS NULL", author.estate,
      point.id)
    try record(.pointRenewed, point.id, point.name, by: author)
  }

  func retire(_ point: PatrolPoint, by author: JournalAuthor) throws {
    let changed = try run(
      "UPDATE patrol_points SET retired_at = ? WHERE estate = ? AND id = ? AND retired_at IS NULL",
      author.at.milliseconds, author.estate, point.id)
    guard changed == 1 else { throw LobbyError.conflict(code: "conflict") }
    try record(.pointRetired, point.id, point.name, by: author)
  }

  private func record(_ kind: JournalKind, _ id: String, _ name: String, by author: JournalAuthor) throws {
    try record(.init(kind: kind, subject: id, payload: ["place": CheckWord.plain(name)]), by: author)
  }
}

extension PatrolPoint {
  init(row: Row) {
    self.init(
      id: row.text("id"), name: row.text("name"), serial: row.int("serial"),
      retiredAt: row.optionalInt("retired_at").map(Instant.init(milliseconds:)))
  }
}
