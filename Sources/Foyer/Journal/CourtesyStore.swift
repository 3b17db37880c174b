import Database

extension Snapshot {
  /// How often each was done at a post in a period.
  func courtesies(of estate: String, post: String, from: Instant, until: Instant) throws -> [Courtesy: Int] {
    let rows = try rows(
      """
      SELECT kind, COUNT(*) AS n FROM courtesies WHERE estate = ? AND done_at >= ? AND done_at < ? AND post = ?
        AND undone_at IS NULL GROUP BY kind
      """, estate, from.milliseconds, until.milliseconds, post)
    return rows.reduce(into: [:]) { counts, row in
      if let kind = Courtesy(rawValue: row.text("kind")) { counts[kind] = row.int("n") }
    }
  }
}

extension Transaction {
  /// Counts one. The same id again counts nothing more.
  func count(_ courtesy: Courtesy, id: String, by author: JournalAuthor) throws {
    if let row = try row("SELECT kind FROM courtesies WHERE estate = ? AND id = ?", author.estate, id) {
      guard row.text("kind") == courtesy.rawValue else { throw LobbyError.conflict(code: "id_taken") }
      return
    }
    try run(
      "INSERT INTO courtesies (estate, id, post, kind, done_at, account) VALUES (?, ?, ?, ?, ?, ?)", author.estate, id,
      author.post, courtesy.rawValue, author.at.milliseconds, author.account)
    try record(
      .init(kind: .courtesyCounted, subject: id, payload: ["courtesy": courtesy.rawValue]), by: author)
  }

  /// Takes one back, within the time in which anything is taken back.
  func undoCourtesy(_ id: String, by author: JournalAuthor) throws -> Courtesy {
    guard let row = try row("SELECT * FROM courtesies WHERE estate = ? AND id = ?", author.estate, id),
      let courtesy = Courtesy(rawValue: row.text("kind"))
    else { throw LobbyError.notFound }
    let doneAt = Instant(milliseconds: row.int("done_at"))
    guard row.optionalInt("undone_at") == nil, UndoWindow.isOpen(since: doneAt, at: author.at) else {
      throw LobbyError.conflict(code: "courtesy_stands")
    }
    try run(
      "UPDATE courtesies SET undone_at = ? WHERE estate = ? AND id = ? AND undone_at IS NULL", author.at.milliseconds,
      author.estate, id)
    try record(
      .init(kind: .courtesyUndone, subject: id, payload: ["courtesy": courtesy.rawValue]), by: author)
    return courtesy
  }
}
