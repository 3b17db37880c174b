import Database

/// Where an estate's record stands: its last entry, and the last that is sealed.
struct RecordState: Sendable, Equatable {
  let estate: String
  let last: Int
  let sealed: Int

  var unsealed: Int { max(0, last &- sealed) }
}

extension Snapshot {
  /// Oldest first, byte for byte.
  func recorded(of estate: String, after seq: Int, limit: Int) throws -> [RecordedEntry] {
    try rows(
      """
      SELECT estate, seq, id, post, happened_at, recorded_at, account, account_name, kind, subject, room, pass,
        important, corrects, salt, payload, commitment
      FROM journal WHERE estate = ? AND seq > ? ORDER BY seq LIMIT ?
      """, estate, seq, limit
    ).map(RecordedEntry.init(row:))
  }

  func lastSeal(of estate: String) throws -> Seal? {
    try row("SELECT * FROM seals WHERE estate = ? ORDER BY number DESC LIMIT 1", estate).map(Seal.init(row:))
  }

  func seal(_ number: Int, of estate: String) throws -> Seal? {
    try row("SELECT * FROM seals WHERE estate = ? AND number = ?", estate, number).map(Seal.init(row:))
  }

  /// Oldest first.
  func seals(of estate: String, after number: Int, limit: Int) throws -> [Seal] {
    try rows("SELECT * FROM seals WHERE estate = ? AND number > ? ORDER BY number LIMIT ?", estate, number, limit)
      .map(Seal.init(row:))
  }

  /// Every estate's, by two steps in an index for each.
  func recordStates() throws -> [RecordState] {
    try rows(
      """
      SELECT id, (SELECT max(seq) FROM journal WHERE estate = estates.id) AS last_seq,
        (SELECT seq FROM seals WHERE estate = estates.id ORDER BY number DESC LIMIT 1) AS sealed
      FROM estates ORDER BY id
      """
    ).map { row in
      RecordState(
        estate: row.text("id"), last: row.optionalInt("last_seq") ?? 0, sealed: row.optionalInt("sealed") ?? 0)
    }
  }

  /// When the oldest entry was written that no seal covers.
  func oldestUnsealed(_ states: [RecordState]) throws -> Instant? {
    try states.filter { $0.unsealed > 0 }.compactMap { state in
      try row("SELECT recorded_at FROM journal WHERE estate = ? AND seq = ?", state.estate, state.sealed + 1)
    }.map { Instant(milliseconds: $0.int("recorded_at")) }.min()
  }

  /// Every estate that has entries or seals, also one that the table of estates does not know.
  func recordedEstates() throws -> [String] {
    Set(try distinctEstates("journal") + distinctEstates("seals")).sorted()
  }

  /// One step in the key for each estate, however many rows there are.
  private func distinctEstates(_ table: String) throws -> [String] {
    var estates: [String] = []
    while let next = try row("SELECT min(estate) AS next FROM \(table) WHERE estate > ?", estates.last ?? "")?
      .optionalText("next")
    {
      estates.append(next)
    }
    return estates
  }
}

extension Transaction {
  /// False when somebody else has made the seal of this number meanwhile.
  func insert(_ seal: Seal) throws -> Bool {
    try run(
      """
      INSERT INTO seals (estate, number, seq, head, previous, sealed_at, mac, signature)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (estate, number) DO NOTHING
      """,
      seal.estate, seal.number, seal.seq, seal.head, seal.previous, seal.sealedAt, seal.mac, seal.signature) == 1
  }
}

extension Seal {
  init(row: Row) {
    self.init(
      estate: row.text("estate"), number: row.int("number"), seq: row.int("seq"), head: row.bytes("head"),
      previous: row.bytes("previous"), sealedAt: row.int("sealed_at"), mac: row.bytes("mac"),
      signature: row.bytes("signature"))
  }
}

extension RecordedEntry {
  /// In the order of the columns of `recorded(of:after:limit:)`: looking each up by name costs as much as the hashing.
  init(row: Row) {
    self.init(
      estate: row.text(at: 0), seq: row.int(at: 1), id: row.text(at: 2), post: row.text(at: 3),
      happenedAt: row.int(at: 4), recordedAt: row.int(at: 5), account: row.text(at: 6), accountName: row.text(at: 7),
      kind: row.text(at: 8), subject: row.optionalText(at: 9), room: row.optionalText(at: 10),
      pass: row.optionalText(at: 11), important: row.int(at: 12), corrects: row.optionalText(at: 13),
      salt: row.bytes(at: 14), payload: row.text(at: 15), commitment: row.optionalBytes(at: 16))
  }
}

/// Whatever stands in a row that somebody tampered with, reading it must not stop the program.
extension Row {
  fileprivate func bytes(_ name: String) -> [UInt8] { optionalBytes(name) ?? [] }
  fileprivate func text(at position: Int) -> String { optionalText(at: position) ?? "" }
  fileprivate func int(at position: Int) -> Int { optionalInt(at: position) ?? 0 }
  fileprivate func bytes(at position: Int) -> [UInt8] { optionalBytes(at: position) ?? [] }
}
