import Database
import Foundation

extension Snapshot {
  func resident(_ id: String, of estate: String) throws -> Resident? {
    try row("SELECT * FROM residents WHERE estate = ? AND id = ?", estate, id).map(Resident.init(row:))
  }

  func existingResident(_ id: String, of estate: String) throws -> Resident {
    guard let resident = try resident(id, of: estate) else { throw LobbyError.notFound }
    return resident
  }

  /// In the order of `ids`.
  func residents(_ ids: [String], of estate: String) throws -> [Resident] {
    guard !ids.isEmpty else { return [] }
    let found = try rows(
      "SELECT * FROM residents WHERE estate = ? AND id IN (\(Self.places(ids.count)))",
      arguments: [.text(estate)] + ids.map(Value.text)
    ).map(Resident.init(row:))
    let byID = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    return ids.compactMap { byID[$0] }
  }

  /// By resident; former ones too, the latest beginning first.
  func residencies(ofResidents ids: [String], estate: String) throws -> [String: [Resident.Residency]] {
    guard !ids.isEmpty else { return [:] }
    let found = try rows(
      """
      SELECT y.*, m.display FROM residencies y JOIN rooms m ON m.estate = y.estate AND m.id = y.room
      WHERE y.estate = ? AND y.resident IN (\(Self.places(ids.count))) ORDER BY y.created_at, y.id
      """, arguments: [.text(estate)] + ids.map(Value.text)
    ).map(Resident.Residency.init(row:))
    return Dictionary(grouping: found, by: \.resident)
  }

  /// By room; former ones too.
  func residencies(ofRooms ids: [String], estate: String) throws -> [String: [Resident.Residency]] {
    guard !ids.isEmpty else { return [:] }
    let found = try rows(
      """
      SELECT y.*, m.display FROM residencies y JOIN rooms m ON m.estate = y.estate AND m.id = y.room
      WHERE y.estate = ? AND y.room IN (\(Self.places(ids.count))) ORDER BY y.created_at, y.id
      """, arguments: [.text(estate)] + ids.map(Value.text)
    ).map(Resident.Residency.init(row:))
    return Dictionary(grouping: found, by: \.room)
  }

  func hasResidents(_ estate: String) throws -> Bool {
    try row("SELECT id FROM residents WHERE estate = ? LIMIT 1", estate) != nil
  }

  private static func places(_ count: Int) -> String {
    Array(repeating: "?", count: count).joined(separator: ", ")
  }
}

extension Transaction {
  func insert(_ resident: Resident, of estate: String, at instant: Instant, extras: [UInt8]? = nil) throws {
    try run(
      """
      INSERT INTO residents (estate, id, name, phones, note, discreet, extras, created_at, changed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      estate, resident.id, resident.name, resident.phones.joined(separator: " "), resident.note, resident.isDiscreet,
      extras, instant.milliseconds, instant.milliseconds)
    try insertGrams(of: resident, estate: estate)
  }

  /// Replaces what is kept of a resident; `old` tells which words no longer lead to him.
  func update(_ resident: Resident, from old: Resident, of estate: String, at instant: Instant) throws {
    try run(
      """
      UPDATE residents SET name = ?, phones = ?, note = ?, discreet = ?, changed_at = ? WHERE estate = ? AND id = ?
      """,
      resident.name, resident.phones.joined(separator: " "), resident.note, resident.isDiscreet, instant.milliseconds,
      estate, resident.id)
    guard resident.name != old.name || resident.phones != old.phones else { return }
    for gram in ResidentGram.grams(name: old.name, phones: old.phones) {
      try run(
        "DELETE FROM resident_grams WHERE estate = ? AND gram = ? AND rank = ? AND word = ? AND resident = ?", estate,
        gram.gram, gram.rank, gram.word, old.id)
    }
    try insertGrams(of: resident, estate: estate)
  }

  private func insertGrams(of resident: Resident, estate: String) throws {
    for gram in ResidentGram.grams(name: resident.name, phones: resident.phones) {
      try run(
        "INSERT INTO resident_grams (estate, gram, rank, word, resident) VALUES (?, ?, ?, ?, ?)", estate, gram.gram,
        gram.rank, gram.word, resident.id)
    }
  }

  func insert(_ residency: Resident.Residency, of estate: String, at instant: Instant) throws {
    try run(
      """
      INSERT INTO residencies (estate, id, resident, room, relation, starts_at, ends_at, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      estate, residency.id, residency.resident, residency.room, residency.relation, residency.startsAt?.milliseconds,
      residency.endsAt?.milliseconds, instant.milliseconds)
  }

  func update(_ residency: Resident.Residency, of estate: String) throws {
    try run(
      "UPDATE residencies SET relation = ?, starts_at = ?, ends_at = ? WHERE estate = ? AND id = ?",
      residency.relation, residency.startsAt?.milliseconds, residency.endsAt?.milliseconds, estate, residency.id)
  }
}

extension Resident.Relation: ValueConvertible {}

extension Resident {
  init(row: Row) throws {
    self.init(
      id: row.text("id"), name: row.text("name"), phones: row.text("phones").split(separator: " ").map(String.init),
      note: row.optionalText("note"), isDiscreet: row.bool("discreet"))
  }
}

extension Resident.Residency {
  init(row: Row) throws {
    guard let relation = Resident.Relation(rawValue: row.text("relation")) else {
      throw DatabaseError.failed(reason: "unknown relation")
    }
    self.init(
      id: row.text("id"), resident: row.text("resident"), room: row.text("room"), roomDisplay: row.text("display"),
      relation: relation, startsAt: row.optionalInt("starts_at").map(Instant.init(milliseconds:)),
      endsAt: row.optionalInt("ends_at").map(Instant.init(milliseconds:)))
  }
}
