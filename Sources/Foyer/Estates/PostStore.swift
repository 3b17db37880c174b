import Database
import Foundation

extension Snapshot {
  func lastPostPosition(of estate: String) throws -> Int {
    try count("SELECT COALESCE(MAX(position), 0) FROM posts WHERE estate = ?", estate)
  }

  /// Whether programs work at a post: they cannot be asked to move.
  func hasTokens(at post: String, of estate: String) throws -> Bool {
    try count("SELECT COUNT(*) FROM tokens WHERE estate = ? AND post = ? AND revoked_at IS NULL", estate, post) > 0
  }
}

extension Transaction {
  func renamePost(_ id: String, of estate: String, to name: String) throws {
    try run("UPDATE posts SET name = ? WHERE estate = ? AND id = ?", name, estate, id)
  }

  /// Nobody stands there any more: its sessions end and its browsers are revoked. What it recorded stays.
  func closePost(_ id: String, of estate: String, by author: JournalAuthor) throws {
    try run("UPDATE posts SET closed_at = ? WHERE estate = ? AND id = ?", author.at.milliseconds, estate, id)
    try run("DELETE FROM sessions WHERE estate = ? AND post = ?", estate, id)
    try run(
      "UPDATE browsers SET revoked_at = ?, revoked_by = ? WHERE estate = ? AND post = ? AND revoked_at IS NULL",
      author.at.milliseconds, author.account, estate, id)
  }

  /// Name, profile and zone; each that differs is told with what it was.
  func change(_ estate: Estate, to form: EstateForm, by author: JournalAuthor) throws {
    let zone = form.zone.timeZone.identifier
    let fields = [
      ("estate.name", estate.name, form.name), ("estate.profile", estate.profile.rawValue, form.profile.rawValue),
      ("estate.time_zone", estate.zone.timeZone.identifier, zone),
    ]
    for (name, old, new) in fields where old != new {
      try record(.init(kind: .settingChanged, payload: ["setting": name, "from": old, "to": new]), by: author)
    }
    try run(
      "UPDATE estates SET name = ?, profile = ?, time_zone = ? WHERE id = ?", form.name, form.profile.rawValue, zone,
      estate.id)
  }
}
