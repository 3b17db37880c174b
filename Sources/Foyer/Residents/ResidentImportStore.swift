import Database
import Foundation

/// Brings what was read from a file into the register, a part at a time: the desk's own changes go in between.
struct ResidentImport: Sendable {
  let database: Database
  let vault: Vault
  let estate: Estate
  let author: JournalAuthor
  /// The import's own id, the subject of its entries in the record.
  let id: String

  /// People in one transaction. More would make a check-in wait.
  static let part = 400

  func run(_ reading: ImportReading, progress: @Sendable (Int, Int) async throws -> Void) async throws -> ImportOutcome
  {
    let people = ImportPerson.people(of: reading.drafts)
    var outcome = ImportOutcome(reading)
    var rows: Set<ImportPerson.Row> = []
    for start in stride(from: 0, to: people.count, by: Self.part) {
      let part = Array(people[start..<min(start + Self.part, people.count)])
      let done = try await database.write(in: estate.id) { tx in try settle(part, in: tx) }
      done.add(to: &outcome, rows: &rows)
      try await progress(min(start + Self.part, people.count), people.count)
    }
    outcome.close(importedRows: rows.count)
    return outcome
  }

  /// The same without changing anything.
  func rehearse(_ reading: ImportReading) async throws -> ImportOutcome {
    let people = ImportPerson.people(of: reading.drafts)
    var outcome = ImportOutcome(reading)
    var rows: Set<ImportPerson.Row> = []
    let done = try await database.read { snapshot in
      var part = ImportPart()
      var newRooms: Set<String> = []
      for person in people {
        let step = try snapshot.step(for: person, in: estate, at: author.at, vault: vault)
        if step.change == .added, step.room == nil { newRooms.insert(person.room.key) }
        part.note(step, person, zone: estate.zone)
      }
      part.roomsAdded = newRooms.count
      return part
    }
    done.add(to: &outcome, rows: &rows)
    outcome.close(importedRows: rows.count)
    return outcome
  }

  private func settle(_ people: [ImportPerson], in tx: Transaction) throws -> ImportPart {
    var part = ImportPart()
    for person in people {
      let step = try tx.step(for: person, in: estate, at: author.at, vault: vault)
      if try tx.take(step, for: person, estate: estate, at: author.at, vault: vault) { part.roomsAdded += 1 }
      part.note(step, person, zone: estate.zone)
    }
    guard part.added + part.changed > 0 else { return part }
    try tx.record(
      .init(
        kind: .residentsImported, subject: id,
        payload: [
          "imported": String(part.rows.count), "added": String(part.added), "changed": String(part.changed),
          "rooms": String(part.roomsAdded),
          "first_row": String(people.first?.rows.first?.row ?? 0), "last_row": String(people.last?.rows.last?.row ?? 0),
        ]), by: author)
    return part
  }
}

/// What one transaction of an import did.
private struct ImportPart: Sendable {
  var added = 0
  var changed = 0
  var roomsAdded = 0
  var rows: Set<ImportPerson.Row> = []
  var warned: [ImportLine] = []

  mutating func note(_ step: ImportStep, _ person: ImportPerson, zone: EstateZone) {
    switch step.change {
    case .none: return
    case .movedOut(let since):
      warned.append(ImportLine(movedOut: person, on: zone.lastDay(before: since)))
      return
    case .added: added += 1
    case .changed: changed += 1
    }
    rows.formUnion(person.rows)
  }

  func add(to outcome: inout ImportOutcome, rows all: inout Set<ImportPerson.Row>) {
    outcome.added += added
    outcome.changed += changed
    outcome.roomsAdded += roomsAdded
    outcome.warned += warned
    all.formUnion(rows)
  }
}

extension Snapshot {
  /// Compares a person of a file with the register.
  func step(for person: ImportPerson, in estate: Estate, at now: Instant, vault: Vault) throws -> ImportStep {
    let room = try room(keyed: person.room.key, of: estate.id)
    let known = try room.map { try inhabitants(named: person.name.written, of: $0.id, estate: estate.id, at: now) }
    guard let room, let known, known.count > person.twin else {
      return try newStep(for: person, room: room, estate: estate)
    }
    guard person.hasTwins else {
      return try step(from: known[0], for: person, room: room, in: estate, at: now, vault: vault)
    }
    // Several people of one name: the one who is on file as the list says, else by their order.
    for candidate in known {
      let step = try step(from: candidate, for: person, room: room, in: estate, at: now, vault: vault)
      if step.change == .none { return step }
    }
    return try step(from: known[person.twin], for: person, room: room, in: estate, at: now, vault: vault)
  }

  private typealias Inhabitant = (resident: Resident, residency: Resident.Residency)

  private func step(
    from known: Inhabitant, for person: ImportPerson, room: Room, in estate: Estate, at now: Instant, vault: Vault
  ) throws -> ImportStep {
    let (from, to) = person.period(in: estate.zone)
    if !known.residency.isCurrent(at: now), let end = known.residency.endsAt {
      return to.map { $0 <= now } ?? false ? .none : ImportStep(change: .movedOut(since: end))
    }
    let kept = try extras(of: known.resident.id, estate: estate.id, vault: vault)
    var (resident, residency) = (known.resident, known.residency)
    resident.phones += person.phones.filter { !resident.phones.contains($0) }
    resident.note = resident.note ?? person.note
    residency.relation = person.relation
    residency.startsAt = from ?? residency.startsAt
    residency.endsAt = to ?? residency.endsAt
    // One end from the list and the other from the register may not fit; then the register's stand.
    if let start = residency.startsAt, let end = residency.endsAt, end <= start {
      (residency.startsAt, residency.endsAt) = (known.residency.startsAt, known.residency.endsAt)
    }
    let extras = kept.merging(person.extras) { _, new in new }
    guard resident != known.resident || residency != known.residency || extras != kept else { return .none }
    return ImportStep(
      change: .changed, room: room, old: known.resident, resident: resident, residency: residency, extras: extras)
  }

  private func newStep(for person: ImportPerson, room: Room?, estate: Estate) throws -> ImportStep {
    // Somebody of this name and number in another room is the same person, but not the other one of two.
    let known =
      person.hasTwins ? nil : try resident(named: person.name.written, phones: person.phones, estate: estate.id)
    guard let known else { return ImportStep(change: .added, room: room, extras: person.extras) }
    var resident = known
    resident.phones += person.phones.filter { !resident.phones.contains($0) }
    return ImportStep(change: .added, room: room, old: known, resident: resident, extras: person.extras)
  }

  /// Who is on file under this name in the room: first those who live there now.
  private func inhabitants(named name: String, of room: String, estate: String, at now: Instant) throws -> [Inhabitant]
  {
    let found = try rows(
      """
      SELECT r.name, r.phones, r.note, r.discreet, r.id AS resident_id, y.*, '' AS display
      FROM residencies y JOIN residents r ON r.estate = y.estate AND r.id = y.resident
      WHERE y.estate = ? AND y.room = ? AND r.name = ? ORDER BY y.created_at DESC, y.id
      """, estate, room, name
    ).map { row in
      (
        Resident(
          id: row.text("resident_id"), name: row.text("name"),
          phones: row.text("phones").split(separator: " ").map(String.init), note: row.optionalText("note"),
          isDiscreet: row.bool("discreet")), try Resident.Residency(row: row)
      )
    }
    return found.filter { $0.1.isCurrent(at: now) } + found.filter { !$0.1.isCurrent(at: now) }
  }

  /// The same name with the same number in another room is the same person.
  private func resident(named name: String, phones: [String], estate: String) throws -> Resident? {
    for phone in phones {
      guard let word = ResidentGram.phoneWord(phone) else { continue }
      let found = try row(
        """
        SELECT r.* FROM resident_grams g JOIN residents r ON r.estate = g.estate AND r.id = g.resident
        WHERE g.estate = ? AND g.gram = ? AND g.rank = 0 AND g.word = ? AND r.name = ?
        """, estate, String(word.prefix(5)), word, name)
      if let found { return try Resident(row: found) }
    }
    return nil
  }

  /// Columns that somebody asked to keep, in the clear.
  func extras(of resident: String, estate: String, vault: Vault) throws -> [String: String] {
    guard
      let sealed = try row("SELECT extras FROM residents WHERE estate = ? AND id = ?", estate, resident)?
        .optionalBytes("extras")
    else { return [:] }
    let text = try vault.open(sealed, for: "\(estate)/residents/\(resident)/extras")
    return try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
  }
}

extension Transaction {
  /// Answers whether a room was made.
  fileprivate func take(_ step: ImportStep, for person: ImportPerson, estate: Estate, at now: Instant, vault: Vault)
    throws -> Bool
  {
    switch step.change {
    case .none, .movedOut: return false
    case .changed:
      if let old = step.old, let resident = step.resident { try update(resident, from: old, of: estate.id, at: now) }
      if let residency = step.residency { try update(residency, of: estate.id) }
      if let resident = step.resident { try keep(step.extras, of: resident.id, estate: estate.id, vault: vault) }
      return false
    case .added:
      return try add(person, step: step, estate: estate, at: now, vault: vault)
    }
  }

  private func add(_ person: ImportPerson, step: ImportStep, estate: Estate, at now: Instant, vault: Vault) throws
    -> Bool
  {
    // A row before this one may have made the room since it was looked up.
    let known = try step.room ?? room(keyed: person.room.key, of: estate.id)
    guard let room = known ?? Room(person.room, id: Identifier.make(at: now)) else { return false }
    if known == nil { try insert(room, of: estate.id, at: now) }
    let resident =
      step.resident
      ?? Resident(
        id: Identifier.make(at: now), name: person.name.written, phones: person.phones, note: person.note,
        isDiscreet: false)
    if let old = step.old {
      try update(resident, from: old, of: estate.id, at: now)
    } else {
      try insert(resident, of: estate.id, at: now)
    }
    try keep(step.extras, of: resident.id, estate: estate.id, vault: vault)
    let (from, to) = person.period(in: estate.zone)
    try insert(
      Resident.Residency(
        id: Identifier.make(at: now), resident: resident.id, room: room.id, roomDisplay: room.display,
        relation: person.relation, startsAt: from, endsAt: to), of: estate.id, at: now)
    return known == nil
  }

  private func keep(_ extras: [String: String], of resident: String, estate: String, vault: Vault) throws {
    guard !extras.isEmpty else { return }
    let text = String(
      decoding: try JSONSerialization.data(withJSONObject: extras, options: [.sortedKeys]), as: UTF8.self)
    try run(
      "UPDATE residents SET extras = ? WHERE estate = ? AND id = ?",
      try vault.seal(text, for: "\(estate)/residents/\(resident)/extras"), estate, resident)
  }
}
