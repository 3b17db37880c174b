import Database
import Foundation

extension Snapshot {
  /// Lists that are kept, those in use first.
  func checklists(of estate: String) throws -> [Checklist] {
    try rows(
      """
      SELECT c.*, v.plan, v.made_at, v.made_by_name FROM checklists c
      JOIN checklist_versions v ON v.estate = c.estate AND v.checklist = c.id AND v.version = c.version
      WHERE c.estate = ? AND c.retired_at IS NULL ORDER BY c.in_use_since IS NULL, c.kind, c.id
      """, estate
    ).map(Checklist.init(row:))
  }

  func existingChecklist(_ id: String, of estate: String, version: Int? = nil) throws -> Checklist {
    let rows = try rows(
      """
      SELECT c.*, v.plan, v.made_at, v.made_by_name FROM checklists c
      JOIN checklist_versions v ON v.estate = c.estate AND v.checklist = c.id AND v.version = COALESCE(?, c.version)
      WHERE c.estate = ? AND c.id = ?
      """, version, estate, id)
    guard let row = rows.first else { throw LobbyError.notFound }
    return try Checklist(row: row)
  }

  func plan(of checklist: String, version: Int, estate: String) throws -> Checklist.Plan {
    let row = try row(
      "SELECT plan FROM checklist_versions WHERE estate = ? AND checklist = ? AND version = ?", estate, checklist,
      version)
    guard let row else { throw LobbyError.notFound }
    return try Checklist.Plan(stored: row.text("plan"))
  }

  /// Who made each version and when, newest first.
  func versions(of checklist: String, estate: String) throws -> [(version: Int, at: Instant, by: String)] {
    try rows(
      """
      SELECT version, made_at, made_by_name FROM checklist_versions WHERE estate = ? AND checklist = ?
      ORDER BY version DESC LIMIT 50
      """, estate, checklist
    ).map { ($0.int("version"), Instant(milliseconds: $0.int("made_at")), $0.text("made_by_name")) }
  }
}

extension Transaction {
  /// The lists of §2.5, §2.15 and §2.16, ready to be looked over. They come with the estate, whose line in the record
  /// tells of them.
  func insertStandardChecklists(by author: JournalAuthor, at now: Instant) throws {
    for (offset, standard) in StandardChecklists.all.enumerated() {
      let draft = Checklist.Draft(
        id: Identifier.make(at: now.advanced(seconds: offset)), kind: standard.kind, plan: standard.plan, digest: "")
      try insert(draft, by: author)
    }
  }

  /// The same id with the same content answers as the first time.
  func insertOnce(_ draft: Checklist.Draft, by author: JournalAuthor) throws {
    let estate = author.estate
    if let row = try row("SELECT digest FROM checklists WHERE estate = ? AND id = ?", estate, draft.id) {
      guard row.text("digest") == draft.digest else { throw LobbyError.conflict(code: "id_taken") }
      return
    }
    try insert(draft, by: author)
    try record(.checklistMade, draft.id, draft.plan, version: 1, by: author)
  }

  private func insert(_ draft: Checklist.Draft, by author: JournalAuthor) throws {
    try run(
      "INSERT INTO checklists (estate, id, digest, kind, version, settled_until) VALUES (?, ?, ?, ?, 1, ?)",
      author.estate, draft.id, draft.digest, draft.kind, author.at.milliseconds)
    try insert(draft.plan, version: 1, of: draft.id, by: author)
  }

  /// A new version from now on; what is due until now was due by the old one.
  func change(_ checklist: Checklist, to plan: Checklist.Plan, by author: JournalAuthor) throws {
    guard checklist.retiredAt == nil else { throw LobbyError.conflict(code: "checklist_retired") }
    let version = checklist.version + 1
    try run(
      "UPDATE checklist_versions SET valid_until = ? WHERE estate = ? AND checklist = ? AND valid_until IS NULL",
      author.at.milliseconds, author.estate, checklist.id)
    guard
      try run(
        "UPDATE checklists SET version = ? WHERE estate = ? AND id = ? AND version = ?", version, author.estate,
        checklist.id, checklist.version) == 1
    else { throw LobbyError.conflict(code: "conflict") }
    try insert(plan, version: version, of: checklist.id, by: author)
    try record(.checklistChanged, checklist.id, plan, version: version, by: author)
  }

  /// From now on its rounds are due.
  func use(_ checklist: Checklist, by author: JournalAuthor) throws {
    let changed = try run(
      """
      UPDATE checklists SET in_use_since = ?, settled_until = ?
      WHERE estate = ? AND id = ? AND in_use_since IS NULL AND retired_at IS NULL
      """, author.at.milliseconds, author.at.milliseconds, author.estate, checklist.id)
    guard changed == 1 else { throw LobbyError.conflict(code: "checklist_in_use") }
    try record(.checklistUsed, checklist.id, checklist.plan, version: checklist.version, by: author)
  }

  /// No round is due any more; what was missed before stays open.
  func retire(_ checklist: Checklist, by author: JournalAuthor) throws {
    let changed = try run(
      "UPDATE checklists SET retired_at = ? WHERE estate = ? AND id = ? AND retired_at IS NULL",
      author.at.milliseconds, author.estate, checklist.id)
    guard changed == 1 else { throw LobbyError.conflict(code: "checklist_retired") }
    try run(
      "UPDATE checklist_versions SET valid_until = ? WHERE estate = ? AND checklist = ? AND valid_until IS NULL",
      author.at.milliseconds, author.estate, checklist.id)
    try record(.checklistRetired, checklist.id, checklist.plan, version: checklist.version, by: author)
  }

  private func insert(
    _ plan: Checklist.Plan, version: Int, of checklist: String, by author: JournalAuthor
  ) throws {
    try run(
      """
      INSERT INTO checklist_versions (estate, checklist, version, name, times, weekdays, minutes, plan, made_at,
        made_by, made_by_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      author.estate, checklist, version, plan.name, plan.times.joined(separator: " "),
      plan.weekdays.map(String.init).joined(separator: " "), plan.minutes, try plan.stored, author.at.milliseconds,
      author.account, author.name)
  }

  private func record(
    _ kind: JournalKind, _ id: String, _ plan: Checklist.Plan, version: Int, by author: JournalAuthor
  ) throws {
    let payload = ["list": CheckWord.plain(plan.name), "version": String(version), "items": String(plan.items)]
    try record(.init(kind: kind, subject: id, payload: payload), by: author)
  }
}

extension Checklist.Kind: ValueConvertible {}

extension Checklist.Plan {
  init(stored text: String) throws { self = try JSONDecoder().decode(Self.self, from: Data(text.utf8)) }

  var stored: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}

extension Checklist {
  init(row: Row) throws {
    guard let kind = Kind(rawValue: row.text("kind")) else { throw DatabaseError.failed(reason: "unknown kind") }
    self.init(
      id: row.text("id"), kind: kind, version: row.int("version"), plan: try Plan(stored: row.text("plan")),
      inUseSince: row.optionalInt("in_use_since").map(Instant.init(milliseconds:)),
      retiredAt: row.optionalInt("retired_at").map(Instant.init(milliseconds:)),
      madeAt: Instant(milliseconds: row.int("made_at")), madeBy: row.text("made_by_name"))
  }
}

/// A change of one thing by somebody, for controllers that make several such changes alike.
typealias CheckChange<Subject> = @Sendable (Subject, JournalAuthor, Transaction) throws -> Void
