import Database
import Foundation

extension Snapshot {
  func cardDeed(of resident: String, estate: String) throws -> RecognitionCard.Deed? {
    try row("SELECT * FROM recognition_cards WHERE estate = ? AND resident = ?", estate, resident).map { row in
      guard let by = RecognitionCard.Consenter(rawValue: row.text("consent_by")) else {
        throw DatabaseError.failed(reason: "unknown consenter")
      }
      return RecognitionCard.Deed(
        post: row.text("post"), consentBy: by, consentAt: Instant(milliseconds: row.int("consent_at")),
        consentVersion: row.text("consent_version"), keptAt: Instant(milliseconds: row.int("kept_at")),
        keptBy: row.text("kept_by"))
    }
  }

  /// Who keeps a card although he lives nowhere here any more.
  func cardsOfMovedOut(at now: Instant) throws -> [(estate: String, resident: String)] {
    try rows(
      """
      SELECT c.estate, c.resident FROM recognition_cards c WHERE NOT EXISTS (SELECT 1 FROM residencies y
        WHERE y.estate = c.estate AND y.resident = c.resident AND (y.ends_at IS NULL OR y.ends_at > ?)) LIMIT 1000
      """, now.milliseconds
    ).map { ($0.text("estate"), $0.text("resident")) }
  }
}

extension Transaction {
  func keep(
    _ draft: RecognitionCardForm.Draft, of resident: String, room: String?, vault: Vault, by author: JournalAuthor
  ) throws {
    try run("DELETE FROM recognition_cards WHERE estate = ? AND resident = ?", author.estate, resident)
    let text = String(decoding: try JSONEncoder().encode(draft.card), as: UTF8.self)
    try run(
      """
      INSERT INTO recognition_cards (estate, resident, post, sealed, consent_by, consent_at, consent_version, kept_at,
        kept_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      author.estate, resident, author.post, try vault.seal(text, for: "\(author.estate)/cards/\(resident)"),
      draft.consentBy.rawValue, draft.consentAt.milliseconds, RecognitionCard.consentVersion, author.at.milliseconds,
      author.name)
    try record(
      .init(
        kind: .cardKept, subject: resident, room: room,
        payload: ["consent_by": draft.consentBy.rawValue, "consent_text": RecognitionCard.consentVersion]), by: author)
  }

  /// Opens the card for staff of its post, and records that it was looked at.
  func showCard(of resident: String, room: String?, vault: Vault, by author: JournalAuthor) throws -> RecognitionCard {
    guard let deed = try cardDeed(of: resident, estate: author.estate),
      let sealed = try row(
        "SELECT sealed FROM recognition_cards WHERE estate = ? AND resident = ?", author.estate, resident)?
        .optionalBytes("sealed")
    else { throw LobbyError.notFound }
    guard deed.post == author.post else { throw LobbyError.conflict(code: "card_of_other_post", clause: "B-4.1.1") }
    let text = try vault.open(sealed, for: "\(author.estate)/cards/\(resident)")
    try record(.init(kind: .cardShown, subject: resident, room: room), by: author)
    return try JSONDecoder().decode(RecognitionCard.self, from: Data(text.utf8))
  }

  /// Answers whether there was one.
  @discardableResult
  func removeCard(of resident: String, room: String?, reason: String, by author: JournalAuthor) throws -> Bool {
    guard
      try run("DELETE FROM recognition_cards WHERE estate = ? AND resident = ?", author.estate, resident) == 1
    else { return false }
    try record(.init(kind: .cardRemoved, subject: resident, room: room, payload: ["reason": reason]), by: author)
    return true
  }
}
