import Database

extension Snapshot {
  func settings(of estate: Estate) throws -> Settings {
    let rows = try rows("SELECT name, value FROM settings WHERE estate = ?", estate.id)
    let chosen = Dictionary(rows.map { ($0.text("name"), $0.text("value")) }, uniquingKeysWith: { $1 })
    return Settings(profile: estate.profile, chosen: chosen)
  }

  /// What was chosen, by setting, with who and when.
  func settingChoices(of estate: String) throws -> [String: SettingChoice] {
    let rows = try rows("SELECT * FROM settings WHERE estate = ?", estate)
    let choices = rows.map { row in
      (
        row.text("name"),
        SettingChoice(
          value: row.text("value"), changedAt: Instant(milliseconds: row.int("changed_at")),
          changedBy: row.text("changed_by"))
      )
    }
    return Dictionary(choices, uniquingKeysWith: { $1 })
  }
}

extension Transaction {
  /// Keeps a chosen value, also one that is the default now: it then stays when the profile changes.
  func keep(_ value: String, for setting: Setting, of estate: Estate, by author: JournalAuthor) throws {
    try change(setting, of: estate, to: value, by: author)
    try run(
      """
      INSERT INTO settings (estate, name, value, changed_at, changed_by) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (estate, name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at,
        changed_by = excluded.changed_by
      """,
      estate.id, setting.name, value, author.at.milliseconds, author.account)
  }

  /// Back to the profile's default.
  func forget(_ setting: Setting, of estate: Estate, by author: JournalAuthor) throws {
    try change(setting, of: estate, to: setting.defaultValue(for: estate.profile), by: author)
    try run("DELETE FROM settings WHERE estate = ? AND name = ?", estate.id, setting.name)
  }

  private func change(_ setting: Setting, of estate: Estate, to value: String, by author: JournalAuthor) throws {
    let old = try settings(of: estate).value(setting)
    try record(
      .init(kind: .settingChanged, payload: ["setting": setting.name, "from": old, "to": value]), by: author)
  }
}
