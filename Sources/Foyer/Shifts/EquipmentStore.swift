import Database

extension Snapshot {
  /// What a post has by the book, in its order.
  func equipment(of post: String, estate: String) throws -> [Equipment] {
    try rows(
      "SELECT * FROM equipment WHERE estate = ? AND post = ? AND retired_at IS NULL ORDER BY position, id", estate, post
    ).map(Equipment.init(row:))
  }

  func existingEquipment(_ id: String, of estate: String) throws -> Equipment {
    guard let row = try row("SELECT * FROM equipment WHERE estate = ? AND id = ?", estate, id) else {
      throw LobbyError.notFound
    }
    return Equipment(row: row)
  }

  /// What should be at a post now, one line a thing, for counting it.
  func equipmentCounts(at post: String, of estate: String) throws -> [EquipmentCount] {
    let open = Dictionary(grouping: try openFaults(of: estate).filter { $0.post == post }, by: \.equipment)
    return try equipment(of: post, estate: estate).map { EquipmentCount(equipment: $0, open: open[$0.id] ?? []) }
  }

  /// Everything that is not in order in an estate, the oldest first.
  func openFaults(of estate: String, limit: Int = 200) throws -> [EquipmentFault] {
    try rows(
      """
      SELECT equipment_faults.*, equipment.name FROM equipment_faults
      JOIN equipment ON equipment.estate = equipment_faults.estate AND equipment.id = equipment_faults.equipment
      WHERE equipment_faults.estate = ? AND closed_at IS NULL ORDER BY found_at, equipment_faults.id LIMIT ?
      """, estate, limit
    ).map(EquipmentFault.init(row:))
  }

  func existingFault(_ id: String, of estate: String) throws -> EquipmentFault {
    let row = try row(
      """
      SELECT equipment_faults.*, equipment.name FROM equipment_faults
      JOIN equipment ON equipment.estate = equipment_faults.estate AND equipment.id = equipment_faults.equipment
      WHERE equipment_faults.estate = ? AND equipment_faults.id = ?
      """, estate, id)
    guard let row else { throw LobbyError.notFound }
    return EquipmentFault(row: row)
  }
}

extension Transaction {
  func insert(_ equipment: Equipment, by author: JournalAuthor) throws {
    try run(
      "INSERT INTO equipment (estate, id, post, kind, name, pieces, position, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      author.estate, equipment.id, equipment.post, equipment.kind.rawValue, equipment.name, equipment.pieces,
      equipment.position, author.at.milliseconds)
    try record(.init(kind: .equipmentAdded, subject: equipment.id, payload: equipment.payload), by: author)
  }

  /// Name and count by the book.
  func change(_ equipment: Equipment, to changed: Equipment, by author: JournalAuthor) throws {
    try run(
      "UPDATE equipment SET kind = ?, name = ?, pieces = ? WHERE estate = ? AND id = ?", changed.kind.rawValue,
      changed.name, changed.pieces, author.estate, equipment.id)
    let payload = changed.payload.merging(["from": String(equipment.pieces)]) { own, _ in own }
    try record(.init(kind: .equipmentChanged, subject: equipment.id, payload: payload), by: author)
  }

  func retire(_ equipment: Equipment, by author: JournalAuthor) throws {
    try run(
      "UPDATE equipment SET retired_at = ? WHERE estate = ? AND id = ? AND retired_at IS NULL", author.at.milliseconds,
      author.estate, equipment.id)
    try record(.init(kind: .equipmentRetired, subject: equipment.id, payload: equipment.payload), by: author)
  }

  /// Something is not in order: open from now on.
  func insert(_ fault: EquipmentFault, found duty: String?, by author: JournalAuthor) throws {
    try run(
      """
      INSERT INTO equipment_faults (estate, id, equipment, post, kind, pieces, away, note, duty, found_at, found_by,
        told, told_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      author.estate, fault.id, fault.equipment, fault.post, fault.kind.rawValue, fault.pieces, fault.away, fault.note,
      duty, fault.foundAt.milliseconds, fault.foundBy, fault.told, fault.toldAt?.milliseconds)
    try record(
      .init(kind: .faultFound, subject: fault.id, important: fault.kind == .missing, payload: fault.payload), by: author
    )
  }

  /// Who was told, and how many pieces are away meanwhile.
  func report(_ fault: EquipmentFault, to whom: String?, away: Int, by author: JournalAuthor) throws {
    try run(
      "UPDATE equipment_faults SET told = ?, told_at = ?, away = ? WHERE estate = ? AND id = ? AND closed_at IS NULL",
      whom ?? fault.told, whom == nil ? fault.toldAt?.milliseconds : author.at.milliseconds, away, author.estate,
      fault.id)
    try record(.init(kind: .faultReported, subject: fault.id, payload: fault.payload), by: author)
  }

  func close(_ fault: EquipmentFault, how: String, by author: JournalAuthor) throws {
    let changed = try run(
      "UPDATE equipment_faults SET closed_at = ?, closed_by = ?, how = ?, away = 0 WHERE estate = ? AND id = ? AND closed_at IS NULL",
      author.at.milliseconds, author.account, how, author.estate, fault.id)
    guard changed == 1 else { throw LobbyError.conflict(code: "fault_closed", clause: "A-1.2") }
    try record(.init(kind: .faultClosed, subject: fault.id, payload: fault.payload), by: author)
  }
}

extension Equipment {
  init(row: Row) {
    self.init(
      id: row.text("id"), post: row.text("post"), kind: Kind(rawValue: row.text("kind")) ?? .other,
      name: row.text("name"), pieces: row.int("pieces"), position: row.int("position"),
      retiredAt: row.instant("retired_at"))
  }

  /// For the record: what it is and how many there are.
  var payload: [String: String] { ["equipment": name, "count": String(pieces)] }
}

extension EquipmentFault {
  init(row: Row) {
    self.init(
      id: row.text("id"), equipment: row.text("equipment"), name: row.text("name"), post: row.text("post"),
      kind: Kind(rawValue: row.text("kind")) ?? .faulty, pieces: row.int("pieces"), away: row.int("away"),
      note: row.optionalText("note"), foundAt: Instant(milliseconds: row.int("found_at")),
      foundBy: row.text("found_by"), told: row.optionalText("told"), toldAt: row.instant("told_at"),
      closedAt: row.instant("closed_at"), closedBy: row.optionalText("closed_by"), how: row.optionalText("how"))
  }

  var payload: [String: String] { ["equipment": name, "count": String(pieces), "fault": kind.rawValue] }
}
