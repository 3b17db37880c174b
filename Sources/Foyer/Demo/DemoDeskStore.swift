import Database
import Pages

/// Does what the diary says, as the desk would: the same forms, rules and stores, with their own hours and authors.
struct DemoDesk {
  let vault: Vault
  let house: DemoHouse
  /// Ids of the visits by their number in the diary.
  private(set) var visits: [Int: String] = [:]
  private var notes: [String: String] = [:]

  init(vault: Vault, house: DemoHouse) {
    self.vault = vault
    self.house = house
  }

  private var estate: Estate { house.estate }

  mutating func carryOut(_ act: DemoAct, in tx: Transaction) throws {
    let author = house.author(of: act)
    switch act.deed {
    case .visit(let visit): try register(visit, by: author, in: tx)
    case .departure(let number, let passReturned):
      try end(number, as: .left, passReturned: passReturned, by: author, in: tx)
    case .unseenDeparture(let number):
      try end(number, as: .closedNoDeparture, passReturned: false, by: author, in: tx)
    case .lostPass(let number): try lose(number, by: author, in: tx)
    case .note(let note): try write(note, by: author, in: tx)
    case .expected, .reception: break
    }
  }

  private mutating func register(_ visit: DemoVisit, by author: JournalAuthor, in tx: Transaction) throws {
    var form = Form(entries: visit.fields.mapValues { .text($0) }, isTyped: false)
    if let occurredAt = visit.occurredAt { form.set("occurred_at", estate.zone.iso(occurredAt)) }
    let draft = try VisitForm(form: form, zone: estate.zone).validated(at: author.at)
    let registered = try Registration(vault: vault, estate: estate, author: author).register(draft, in: tx)
    visits[visit.number] = registered.id
  }

  private func end(
    _ number: Int, as state: Visit.State, passReturned: Bool, by author: JournalAuthor, in tx: Transaction
  ) throws {
    guard let id = visits[number] else { return }
    let visit = try tx.existingVisit(id, of: estate.id)
    let hasReturned = visit.pass == nil ? nil : passReturned
    // Whoever was turned away has nothing to leave.
    guard try tx.end(visit, of: estate.id, as: state, at: author.at, passReturned: hasReturned, by: author) else {
      return
    }
    if passReturned { try tx.returnPass(of: id, estate: estate.id, at: author.at) }
    var payload = ["pass_returned": passReturned ? "yes" : "no"]
    payload["pass"] = visit.pass?.number
    let kind: JournalKind = state == .left ? .visitLeft : .visitClosedUnseen
    try tx.record(.init(kind: kind, subject: id, room: visit.room, payload: payload), by: author)
  }

  private func lose(_ number: Int, by author: JournalAuthor, in tx: Transaction) throws {
  }

  private mutating func write(_ note: DemoNote, by author: JournalAuthor, in tx: Transaction) throws {
    let corrects = note.corrects.flatMap { notes[$0] }
    notes[note.text] = try tx.record(
      .init(
        kind: corrects == nil ? .noteWritten : .noteCorrected, room: note.room, important: note.important,
        payload: ["text": note.text]),
      by: author, corrects: corrects)
  }
}
