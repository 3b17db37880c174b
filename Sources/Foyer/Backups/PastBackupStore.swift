import Database

extension Snapshot {
  /// The newest first.
  func pastBackups(limit: Int = 20) throws -> [PastBackup] {
    try rows("SELECT * FROM backups ORDER BY started_at DESC LIMIT ?", limit).compactMap { row in
      guard let state = PastBackup.State(rawValue: row.text("state")) else { return nil }
      return PastBackup(
        startedAt: Instant(milliseconds: row.int("started_at")),
        finishedAt: Instant(milliseconds: row.int("finished_at")), state: state, file: row.text("file"),
        bytes: row.int("bytes"), head: row.text("head"), everyHours: row.optionalInt("every_hours"))
    }
  }
}

extension Transaction {
  func insert(_ backup: PastBackup) throws {
    try run(
      """
      INSERT INTO backups (started_at, finished_at, state, file, bytes, head, every_hours)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (started_at) DO NOTHING
      """, backup.startedAt.milliseconds, backup.finishedAt.milliseconds, backup.state.rawValue, backup.file,
      backup.bytes,
      backup.head, backup.everyHours)
    try run(
      """
      DELETE FROM backups
      WHERE started_at < (SELECT MIN(started_at) FROM (SELECT started_at FROM backups ORDER BY started_at DESC LIMIT 100) AS kept)
      """)
  }
}
