import Database

extension Snapshot {
  func readiness(of duty: Duty, estate: Estate, at now: Instant) throws -> Readiness {
    let isArriving = duty.state == .arrived
    return Readiness(
      duty: duty, appearance: try appearanceChecks(of: duty.id, estate: estate.id),
      counts: try equipmentCounts(at: duty.post, of: estate.id),
      checks: try equipmentChecks(of: duty.id, estate: estate.id),
      unread: isArriving || duty.state == .onDuty
        ? try unreadBoardItems(of: estate, account: duty.account, post: duty.post, at: now) : 0,
      needsBoard: try settings(of: estate).isOn(.boardFirst))
  }

  func appearanceChecks(of duty: String, estate: String) throws -> [AppearanceCheck] {
    try rows("SELECT * FROM appearance_checks WHERE estate = ? AND duty = ? ORDER BY checked_at, id", estate, duty)
      .map(AppearanceCheck.init(row:))
  }

  func existingAppearanceCheck(_ id: String, of estate: String) throws -> AppearanceCheck {
    guard let row = try row("SELECT * FROM appearance_checks WHERE estate = ? AND id = ?", estate, id) else {
      throw LobbyError.notFound
    }
    return AppearanceCheck(row: row)
  }

  /// What was not in order and has not been put right, with whose duty it was.
  func openAppearanceChecks(of estate: String, limit: Int) throws -> [(check: AppearanceCheck, duty: Duty)] {
    try rows(
      """
      SELECT appearance_checks.id AS check_id, duties.* FROM appearance_checks
      JOIN duties ON duties.estate = appearance_checks.estate AND duties.id = appearance_checks.duty
      WHERE appearance_checks.estate = ? AND righted_at IS NULL AND wrong <> '' ORDER BY checked_at LIMIT ?
      """, estate, limit
    ).map { (try existingAppearanceCheck($0.text("check_id"), of: estate), try Duty(row: $0)) }
  }

  func equipmentChecks(of duty: String, estate: String) throws -> [EquipmentCheck] {
    try rows("SELECT * FROM equipment_checks WHERE estate = ? AND duty = ?", estate, duty)
      .map(EquipmentCheck.init(row:))
  }

  /// How inspections went in a period: what was in order of what was looked at.
  func inspectionScore(of estate: String, from: Instant, until: Instant) throws -> (good: Int, all: Int) {
    let checks = try rows(
      "SELECT * FROM appearance_checks WHERE estate = ? AND kind = 'inspection' AND checked_at >= ? AND checked_at < ?",
      estate, from.milliseconds, until.milliseconds
    ).map(AppearanceCheck.init(row:))
    return (checks.reduce(0) { $0 + $1.good }, checks.reduce(0) { $0 + $1.items.count })
  }
}

extension Transaction {
  func insert(_ check: AppearanceCheck, of duty: Duty, by author: JournalAuthor) throws {
    try run(
      """
      INSERT INTO appearance_checks (estate, id, duty, kind, checked_at, account, account_name, items, wrong, note)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      author.estate, check.id, duty.id, check.kind.rawValue, check.at.milliseconds, check.account, check.name,
      check.items.map(\.rawValue).joined(separator: " "), check.wrong.map(\.rawValue).joined(separator: " "), check.note
    )
    let payload = [
      "looked": check.kind.rawValue, "good": String(check.good), "all": String(check.items.count),
    ].adding([
      "who": author.account == duty.account ? nil : duty.name, "note": check.note,
      "wrong_items": check.wrong.isEmpty ? nil : check.wrong.map(\.rawValue).joined(separator: " "),
    ])
    try record(
      .init(kind: .appearanceChecked, subject: duty.id, important: check.wrong.contains(.fit), payload: payload),
      by: author)
  }

  /// What was not in order has been put right.
  func right(_ check: AppearanceCheck, how: String, of duty: Duty, by author: JournalAuthor) throws {
    let changed = try run(
      """
      UPDATE appearance_checks SET righted_at = ?, righted_by = ?, how = ?
      WHERE estate = ? AND id = ? AND righted_at IS NULL
      """, author.at.milliseconds, author.account, how, author.estate, check.id)
    guard changed == 1 else { throw LobbyError.conflict(code: "appearance_righted", clause: "A-1.1") }
    try record(
      .init(kind: .appearanceRighted, subject: duty.id, payload: ["how": how, "who": duty.name]), by: author)
  }

  /// What was found of a post's things; what is not in order opens a fault, once.
  func keep(_ findings: [EquipmentFinding], of duty: Duty, by author: JournalAuthor) throws {
    for finding in findings {
      let fault = finding.fault(id: Identifier.make(at: author.at), by: author)
      if let fault { try insert(fault, found: duty.id, by: author) }
      try keep(finding, fault: fault?.id ?? finding.known?.id, of: duty, by: author)
    }
    let good = findings.count { $0.result == .normal }
    let wrong = findings.filter { $0.result != .normal }.map(\.count.equipment.name).joined(separator: " ")
    try record(
      .init(
        kind: .equipmentChecked, subject: duty.id,
        payload: ["good": String(good), "all": String(findings.count)].adding(["wrong": wrong.isEmpty ? nil : wrong])),
      by: author)
  }

  private func keep(_ finding: EquipmentFinding, fault: String?, of duty: Duty, by author: JournalAuthor) throws {
    try run(
      """
      INSERT INTO equipment_checks (estate, duty, equipment, result, expected, counted, note, fault, checked_at, account)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (estate, duty, equipment) DO UPDATE SET result = excluded.result, expected = excluded.expected,
        counted = excluded.counted, note = excluded.note, fault = excluded.fault, checked_at = excluded.checked_at,
        account = excluded.account
      """,
      author.estate, duty.id, finding.count.equipment.id, finding.result.rawValue, finding.count.expected,
      finding.counted, finding.note, fault, author.at.milliseconds, author.account)
  }
}

extension AppearanceCheck {
  init(row: Row) {
    func items(_ column: String) -> [Item] {
      row.text(column).split(separator: " ").compactMap { Item(rawValue: String($0)) }
    }
    self.init(
      id: row.text("id"), duty: row.text("duty"), kind: Kind(rawValue: row.text("kind")) ?? .own,
      at: Instant(milliseconds: row.int("checked_at")), account: row.text("account"), name: row.text("account_name"),
      items: items("items"), wrong: items("wrong"), note: row.optionalText("note"),
      rightedAt: row.instant("righted_at"), how: row.optionalText("how"))
  }
}

extension EquipmentCheck {
  init(row: Row) {
    self.init(
      equipment: row.text("equipment"), result: Result(rawValue: row.text("result")) ?? .normal,
      expected: row.int("expected"), counted: row.optionalInt("counted"), note: row.optionalText("note"),
      fault: row.optionalText("fault"))
  }
}
