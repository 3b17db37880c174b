import Database

/// What is known of a picture without opening it.
struct CheckPhoto: Sendable {
  let id: String
  let stop: String
  let item: String
  let at: Instant
  let by: String
  /// Nil when it was removed.
  let size: Int?
}

extension Snapshot {
  func photos(of round: String, estate: String) throws -> [CheckPhoto] {
    try rows(
      "SELECT id, stop, item, at, account_name, size, removed_at FROM check_photos WHERE estate = ? AND round = ? ORDER BY id",
      estate, round
    ).map { row in
      CheckPhoto(
        id: row.text("id"), stop: row.text("stop"), item: row.text("item"), at: Instant(milliseconds: row.int("at")),
        by: row.text("account_name"), size: row.optionalInt("removed_at") == nil ? row.int("size") : nil)
    }
  }

  func picture(_ id: String, of round: String, estate: String) throws -> [UInt8] {
    let row = try row(
      "SELECT picture FROM check_photos WHERE estate = ? AND id = ? AND round = ?", estate, id, round)
    guard let bytes = row?.optionalBytes("picture") else { throw LobbyError.notFound }
    return bytes
  }
}

extension Transaction {
  func insert(_ photo: StopReport.Photo, round: String, stop: String, by author: JournalAuthor) throws {
    try run(
      """
      INSERT INTO check_photos (estate, id, round, stop, item, picture, size, at, account_name)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      author.estate, photo.id, round, stop, photo.item, photo.bytes, photo.bytes.count, author.at.milliseconds,
      author.name)
    try record(.photoTaken, round, ["kilobytes": String((photo.bytes.count + 1023) / 1024)], by: author)
  }

  /// The bytes go; that there was a picture stays.
  func removePhoto(_ id: String, of round: String, reason: String, by author: JournalAuthor) throws {
    let changed = try run(
      """
      UPDATE check_photos SET picture = NULL, removed_at = ?, removed_by_name = ?, removal_reason = ?
      WHERE estate = ? AND id = ? AND round = ? AND removed_at IS NULL
      """, author.at.milliseconds, author.name, reason, author.estate, id, round)
    guard changed == 1 else { throw LobbyError.notFound }
    try record(.photoRemoved, round, ["why": reason], by: author)
  }

  /// A few of those that are older than they are kept, whenever a new one comes: as many go as come.
  func dropOldPhotos(of estate: Estate, at now: Instant) throws {
    let days = try settings(of: estate).number(.photoDays)
    try run(
      """
      UPDATE check_photos SET picture = NULL, removed_at = ? WHERE estate = ? AND id IN (
        SELECT id FROM check_photos WHERE estate = ? AND removed_at IS NULL AND at < ? ORDER BY at, id LIMIT 20)
      """, now.milliseconds, estate.id, estate.id, now.advanced(days: -days).milliseconds)
  }

  private func record(
    _ kind: JournalKind, _ round: String, _ payload: [String: String], by author: JournalAuthor
  ) throws {
    try record(.init(kind: kind, subject: round, payload: payload), by: author)
  }
}
