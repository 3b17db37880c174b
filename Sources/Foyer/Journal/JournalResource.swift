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
}
