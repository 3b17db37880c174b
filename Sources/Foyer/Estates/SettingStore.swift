import Database

extension Snapshot {
  func settings(of estate: Estate) throws -> Settings {
    let rows = try rows("SELECT name, value FROM settings WHERE estate = ?", estate.id)
    let chosen = Dictionary(rows.map { ($0.text("name"), $0.text("value")) }, uniquingKeysWith: { $1 })
    return Settings(profile: estate.profile, chosen: chosen)
  }
}

extension Transaction {
  /// Keeps a value; nothing is stored for the default.
  func keep(_ value: String, for setting: Setting, of estate: Estate, by author: JournalAuthor) throws {
    try run("DELETE FROM settings WHERE estate = ? AND name = ?", estate.id, setting.name)
    guard value != setting.defaultValue(for: estate.profile) else { return }
    try run(
      "INSERT INTO settings (estate, name, value, changed_at, changed_by) VALUES (?, ?, ?, ?, ?)",
      estate.id, setting.name, value, author.at.milliseconds, author.account)
  }
}
