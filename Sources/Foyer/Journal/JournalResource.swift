/// An entry of the record as programs see it.
struct JournalEntryResource: Encodable {
  struct Author: Encodable { let account, name: String }

  let seq: Int
  let id, kind, post, happenedAt, recordedAt: String
  let by: Author
  let subject, room, corrects: String?
  let important: Bool
  let payload: [String: String]

  init(_ entry: JournalEntry, zone: EstateZone) {
    seq = entry.seq
    id = entry.id
    kind = entry.event.kind.rawValue
    post = entry.post
    happenedAt = zone.iso(entry.happenedAt)
    recordedAt = zone.iso(entry.recordedAt)
    by = Author(account: entry.account, name: entry.accountName)
    subject = entry.event.subject
    room = entry.event.room
    corrects = entry.corrects
    important = entry.event.important
    payload = entry.event.payload
  }
}

struct JournalListResource: Encodable {
  let items: [JournalEntryResource]
  /// Ask again with `after` set to this; the same number means that nothing came since.
  let last: Int
  /// The last seal; nil before the first.
  let seal: SealResource?
}

struct CourtesyResource: Encodable {
  let id, kind: String
}

/// The head of the record as it was sealed last: to be noted elsewhere, and compared with paper.
struct SealResource: Encodable {
  let number, seq: Int
  let head, fingerprint, sealedAt, signature: String

  init(_ seal: Seal, zone: EstateZone) {
    (number, seq, fingerprint) = (seal.number, seal.seq, seal.fingerprint)
    (head, signature) = (Hexadecimal.text(seal.head), Hexadecimal.text(seal.signature))
    sealedAt = zone.iso(Instant(milliseconds: seal.sealedAt))
  }
}
