import Database
import Foundation

extension Snapshot {
  func visit(_ id: String, of estate: String) throws -> Visit? {
    try row("SELECT * FROM visits WHERE estate = ? AND id = ?", estate, id).map(Visit.init(row:))
  }

  /// The fingerprint of what was sent under this id, nil when the id is new.
  func visitDigest(_ id: String, of estate: String) throws -> String? {
    try row("SELECT digest FROM visits WHERE estate = ? AND id = ?", estate, id)?.text("digest")
  }

  /// Everyone inside or waiting, first those who should have left longest ago. That they have not left is said once
  /// more, for SQLite: with it the index of the few who have not will do.
  func openVisits(of estate: String, limit: Int = 500) throws -> [Visit] {
    try rows(
      """
      SELECT * FROM visits WHERE estate = ? AND state IN ('inside', 'waiting') AND state <> 'left'
      ORDER BY expected_end NULLS FIRST, arrived_at LIMIT ?
      """, estate, limit
    ).map(Visit.init(row:))
  }

  /// Who came to this room before, the latest visit of each, newest first.
  func returningVisitors(toRoom key: String, of estate: String, limit: Int) throws -> [Visit] {
    let recent = try rows(
      """
      SELECT * FROM visits WHERE estate = ? AND room_key = ? AND visitor_hash IS NOT NULL
        AND state IN ('left', 'closed_no_departure') AND state NOT IN ('inside', 'waiting')
      ORDER BY arrived_at DESC LIMIT 60
      """, estate, key)
    var seen: Set<String> = []
    return try recent.filter { seen.insert($0.text("visitor_hash")).inserted }.prefix(limit).map(Visit.init(row:))
  }

  /// How often the same kind of person was turned away today (B-4.2.1): a repeat is pointed out.
  func refusals(of estate: String, reason: Visit.Refusal, since: Instant) throws -> Int {
    try count(
      "SELECT COUNT(*) FROM visits WHERE estate = ? AND arrived_at >= ? AND state = 'refused' AND reason = ?",
      estate, since.milliseconds, reason.rawValue)
  }

  func visit(holdingPass number: String, of estate: String) throws -> Visit? {
    try row(
      """
      SELECT v.* FROM passes p JOIN visits v ON v.estate = p.estate AND v.id = p.visit
      WHERE p.estate = ? AND p.number = ? AND p.state = 'issued'
      """, estate, number
    ).map(Visit.init(row:))
  }

  func sealedDocument(of visit: String, estate: String) throws -> [UInt8]? {
    try row("SELECT document_sealed FROM visits WHERE estate = ? AND id = ?", estate, visit)?
      .optionalBytes("document_sealed")
  }
}

/// What the database keeps of a visit besides the visit itself.
struct VisitRecord: Sendable {
  let visit: Visit
  let digest: String
  let roomID: String?
  let roomKey: String?
  /// Keyed hash of the visitor's name (and phone): "seen before", without the name.
  let visitorHash: String?
  let sealed: SealedNumber?
  let expectedVisit: String?
  let account: String
}

/// A document number as the database keeps it.
struct SealedNumber: Sendable {
  let bytes: [UInt8]
  /// Keyed: finds the same number again without opening any.
  let hash: String
}

extension Transaction {
  func insert(_ record: VisitRecord, of estate: String) throws {
    let visit = record.visit
    try run(
      """
      INSERT INTO visits (estate, id, digest, post, category, state, reason, visitor_name, visitor_sex, visitor_phone,
        visitor_hash, party, organisation, purpose, room, room_key, room_text, host_name, host_match,
        confirmation_method, confirmation_result, confirmation_tries, confirmed_by, document_type, document_sealed,
        document_hash, document_masked, document_check, document_findings, alternative, belongings, note, pass,
        pass_number, expected_visit, arrived_at, recorded_at, expected_end, admitted_at, ended_at, ended_recorded_at,
        registered_by, registered_by_name, warnings)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      estate, visit.id, record.digest, visit.post, visit.category, visit.state, visit.reason, visit.visitorName,
      visit.visitorSex, visit.visitorPhone, record.visitorHash, visit.party, visit.organisation, visit.purpose,
      record.roomID, record.roomKey, visit.room, visit.hostName, visit.hostMatch, visit.confirmation.method,
      visit.confirmation.result, visit.confirmation.tries, visit.confirmation.confirmedBy, visit.document.type,
      record.sealed?.bytes, record.sealed?.hash, visit.document.masked, visit.document.check,
      visit.document.findings.joined(separator: " "), visit.document.alternative, visit.belongings, visit.note,
      visit.pass?.id, visit.pass?.number, record.expectedVisit, visit.arrivedAt.milliseconds,
      visit.recordedAt.milliseconds, visit.expectedEnd?.milliseconds, visit.admittedAt?.milliseconds,
      visit.endedAt?.milliseconds, visit.endedAt.map { _ in visit.recordedAt.milliseconds }, record.account,
      visit.registeredBy, visit.warnings.joined(separator: " "))
  }

  /// Writes what was learnt about a visitor who waits. False when somebody else was faster.
  func update(_ visit: Visit, sealed: SealedNumber?, of estate: String, by author: JournalAuthor) throws -> Bool {
    try run(
      """
      UPDATE visits SET state = ?, reason = ?, confirmation_method = ?, confirmation_result = ?,
        confirmation_tries = ?, confirmed_by = ?, document_type = ?, document_masked = ?, document_check = ?,
        document_findings = ?, alternative = ?, document_sealed = COALESCE(?, document_sealed),
        document_hash = COALESCE(?, document_hash), pass = ?, pass_number = ?, expected_end = ?, admitted_at = ?,
        ended_at = ?, ended_recorded_at = ?, ended_by_name = ?, note = ?, warnings = ?, host_match = ?
      WHERE estate = ? AND id = ? AND state = 'waiting'
      """,
      visit.state, visit.reason, visit.confirmation.method, visit.confirmation.result, visit.confirmation.tries,
      visit.confirmation.confirmedBy, visit.document.type, visit.document.masked, visit.document.check,
      visit.document.findings.joined(separator: " "), visit.document.alternative, sealed?.bytes, sealed?.hash,
      visit.pass?.id, visit.pass?.number, visit.expectedEnd?.milliseconds, visit.admittedAt?.milliseconds,
      visit.endedAt?.milliseconds, visit.endedAt.map { _ in author.at.milliseconds },
      visit.endedAt.map { _ in author.name }, visit.note, visit.warnings.joined(separator: " "), visit.hostMatch,
      estate, visit.id) == 1
  }

  /// Takes a departure back. False when the visit is not one that left.
  func reopen(_ visit: String, of estate: String) throws -> Bool {
    try run(
      """
      UPDATE visits SET state = 'inside', ended_at = NULL, ended_recorded_at = NULL, pass_returned = NULL,
        ended_by_name = NULL WHERE estate = ? AND id = ? AND state IN ('left', 'closed_no_departure')
      """, estate, visit) == 1
  }

  /// Details that a fast admission left for later. Only what was empty is filled; nothing is overwritten.
  func addDetails(_ details: Visit.Details, to visit: String, of estate: String) throws {
    try run(
      """
      UPDATE visits SET visitor_name = COALESCE(visitor_name, ?), visitor_phone = COALESCE(visitor_phone, ?),
        organisation = COALESCE(organisation, ?), party = ?, room_text = COALESCE(room_text, ?),
        note = COALESCE(note, ?) WHERE estate = ? AND id = ?
      """, details.visitorName, details.visitorPhone, details.organisation, details.party, details.room,
      details.note, estate, visit)
  }

  /// Ends a visit that is inside. False when somebody else was faster.
  func end(
    _ visit: Visit, of estate: String, as state: Visit.State, at instant: Instant, passReturned: Bool?,
    by author: JournalAuthor
  ) throws -> Bool {
    try run(
      """
      UPDATE visits SET state = ?, ended_at = ?, ended_recorded_at = ?, pass_returned = ?, ended_by_name = ?
      WHERE estate = ? AND id = ? AND state = 'inside'
      """,
      state, instant.milliseconds, author.at.milliseconds, passReturned, author.name, estate, visit.id) == 1
  }
}

extension Visit.State: ValueConvertible {}
extension Visit.Category: ValueConvertible {}
extension Visit.Purpose: ValueConvertible {}
extension Visit.HostMatch: ValueConvertible {}
extension Visit.ConfirmationMethod: ValueConvertible {}
extension Visit.ConfirmationResult: ValueConvertible {}
extension Visit.DocumentCheck: ValueConvertible {}
extension Visit.Alternative: ValueConvertible {}

extension Visit {
  init(row: Row) throws {
    func moment(_ name: String) -> Instant? { row.optionalInt(name).map(Instant.init(milliseconds:)) }
    func word<Word: RawRepresentable>(_ name: String) throws -> Word where Word.RawValue == String {
      guard let word = Word(rawValue: row.text(name)) else { throw DatabaseError.failed(reason: "unknown \(name)") }
      return word
    }
    let pass = row.optionalText("pass").flatMap { id in
      row.optionalText("pass_number").map {
        HeldPass(id: id, number: $0, returned: row.optionalInt("pass_returned").map { $0 != 0 })
      }
    }
    self.init(
      id: row.text("id"), post: row.text("post"), category: try word("category"), state: try word("state"),
      reason: row.optionalText("reason"), visitorName: row.optionalText("visitor_name"),
      visitorSex: row.optionalText("visitor_sex"), visitorPhone: row.optionalText("visitor_phone"),
      party: row.int("party"), organisation: row.optionalText("organisation"), purpose: try word("purpose"),
      room: row.optionalText("room_text"), hostName: row.optionalText("host_name"), hostMatch: try word("host_match"),
      confirmation: Confirmation(
        method: row.optionalText("confirmation_method").flatMap(ConfirmationMethod.init(rawValue:)),
        result: row.optionalText("confirmation_result").flatMap(ConfirmationResult.init(rawValue:)),
        tries: row.int("confirmation_tries"), confirmedBy: row.optionalText("confirmed_by")),
      document: Document(
        type: row.optionalText("document_type"), masked: row.optionalText("document_masked"),
        check: try word("document_check"),
        findings: row.text("document_findings").split(separator: " ").map(String.init),
        alternative: row.optionalText("alternative").flatMap(Alternative.init(rawValue:))),
      belongings: row.optionalText("belongings"), note: row.optionalText("note"), pass: pass,
      arrivedAt: Instant(milliseconds: row.int("arrived_at")),
      recordedAt: Instant(milliseconds: row.int("recorded_at")), expectedEnd: moment("expected_end"),
      admittedAt: moment("admitted_at"), endedAt: moment("ended_at"), registeredBy: row.text("registered_by_name"),
      endedBy: row.optionalText("ended_by_name"),
      warnings: row.text("warnings").split(separator: " ").map(String.init))
  }
}

extension Snapshot {
  func existingVisit(_ id: String, of estate: String) throws -> Visit {
    guard let visit = try visit(id, of: estate) else { throw LobbyError.notFound }
    return visit
  }
}
