import Database
import Foundation

extension Snapshot {
  func admissionBars(of resident: String, estate: String, vault: Vault) throws -> [AdmissionBar] {
    try rows(
      "SELECT * FROM admission_bars WHERE estate = ? AND resident = ? ORDER BY created_at, id", estate, resident
    ).map { row in
      let id = row.text("id")
      let text = try vault.open(row.optionalBytes("sealed") ?? [], for: "\(estate)/bars/\(id)")
      let kept = try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
      return AdmissionBar(
        id: id, resident: resident, name: kept["name"], phone: kept["phone"],
        since: Instant(milliseconds: row.int("created_at")))
    }
  }
}

extension Transaction {
  func insert(_ bar: AdmissionBar, room: String?, vault: Vault, by author: JournalAuthor) throws {
    var kept: [String: String] = [:]
    kept["name"] = bar.name
    kept["phone"] = bar.phone
    let text = String(decoding: try JSONEncoder().encode(kept), as: UTF8.self)
    try run(
      """
      INSERT INTO admission_bars (estate, id, resident, name_hash, phone_hash, sealed, created_at, created_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      author.estate, bar.id, bar.resident, bar.name.flatMap { AdmissionBar.nameHash($0, vault: vault) },
      bar.phone.flatMap { AdmissionBar.phoneHash($0, vault: vault) },
      try vault.seal(text, for: "\(author.estate)/bars/\(bar.id)"), author.at.milliseconds, author.account)
    try record(.init(kind: .admissionBarAdded, subject: bar.resident, room: room), by: author)
  }

  /// False when there is none.
  func removeBar(_ id: String, of resident: String, room: String?, by author: JournalAuthor) throws -> Bool {
    guard
      try run("DELETE FROM admission_bars WHERE estate = ? AND id = ? AND resident = ?", author.estate, id, resident)
        == 1
    else { return false }
    try record(.init(kind: .admissionBarRemoved, subject: resident, room: room), by: author)
    return true
  }
}
