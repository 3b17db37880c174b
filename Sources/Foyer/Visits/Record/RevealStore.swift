import Database

extension Transaction {
  /// Opens a visit's document number and writes down who saw it and why, in one transaction: no look without a trace.
  func revealDocument(
    of visit: Visit, estate: String, reason: Reveal.Reason, note: String?, vault: Vault, by author: JournalAuthor
  ) throws -> String {
    guard let sealed = try sealedDocument(of: visit.id, estate: estate) else {
      throw LobbyError.conflict(code: "no_document_number", clause: "A-6.3")
    }
    let id = Identifier.make(at: author.at)
    try run(
      """
      INSERT INTO reveals (estate, id, visit, reason, note_sealed, revealed_at, account, account_name)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      estate, id, visit.id, reason, try note.map { try vault.seal($0, for: "\(estate)/reveals/\(id)") },
      author.at.milliseconds, author.account, author.name)
    try record(
      .init(
        kind: .visitDocumentRevealed, subject: visit.id, room: visit.room, important: true,
        payload: ["reason": reason.rawValue]), by: author)
    return try vault.open(sealed, for: "\(estate)/visits/\(visit.id)")
  }
}

extension Snapshot {
  func reveals(of visit: String, estate: String, vault: Vault) throws -> [Reveal] {
    try rows("SELECT * FROM reveals WHERE estate = ? AND visit = ? ORDER BY revealed_at", estate, visit).map { row in
      let note = try row.optionalBytes("note_sealed").map {
        try vault.open($0, for: "\(estate)/reveals/\(row.text("id"))")
      }
      return Reveal(
        reason: Reveal.Reason(rawValue: row.text("reason")) ?? .stated, note: note,
        accountName: row.text("account_name"), at: Instant(milliseconds: row.int("revealed_at")))
    }
  }
}

extension Reveal.Reason: ValueConvertible {}
