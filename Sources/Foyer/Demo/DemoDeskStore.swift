import Database
import Pages

/// Does what the diary says, as the desk would: the same forms, rules and stores, with their own hours and authors.
struct DemoDesk {
  let vault: Vault
  let house: DemoHouse
  /// Ids of the visits by their number in the diary.
  private(set) var visits: [Int: String] = [:]
  private var expected: [Int: String] = [:]
  private var receptions: [Int: String] = [:]
  private var notes: [String: JournalEntry] = [:]
  private var checks = DemoChecks()
  private var board: DemoBoardDesk
  private var duties: DemoDutyDesk

  init(vault: Vault, house: DemoHouse, lobby: Lobby) {
    self.vault = vault
    self.house = house
    board = DemoBoardDesk(house: house)
    duties = DemoDutyDesk(house: house, words: HandoverWords(lobby: lobby, estate: house.estate))
  }

  private var estate: Estate { house.estate }

  mutating func carryOut(_ act: DemoAct, in tx: Transaction) throws {
    let author = house.author(at: act.at, by: act.by, post: act.post)
    switch act.deed {
    case .visit(let visit): try register(visit, by: author, in: tx)
    case .departure(let number, let passReturned):
      try end(number, as: .left, passReturned: passReturned, by: author, in: tx)
    case .unseenDeparture(let number):
      try end(number, as: .closedNoDeparture, passReturned: false, by: author, in: tx)
    case .reveal(let number, let reason, let note): try reveal(number, reason, note: note, by: author, in: tx)
    case .note(let note): try write(note, by: author, in: tx)
    case .courtesy(let kind): try tx.count(kind, id: Identifier.make(at: author.at), by: author)
    case .inspection(let from, let remark):
      let period = DutyRecordPeriod(from: from, until: author.at, post: author.post, zone: estate.zone)
      _ = try tx.inspect(period, remark: remark, by: author)
    case .board(let deed): try board.carryOut(deed, by: author, in: tx)
    case .duty(let deed): try duties.carryOut(deed, at: act.post, by: author, in: tx)
    case .answer(let number, let result): try answer(number, result, by: author, in: tx)
    case .expected(let expected): try expect(expected, by: author, in: tx)
    case .lostPass(let number): try change(passOf: number, .loss, by: author, in: tx)
    case .foundPass(let number): try change(passOf: number, .recovery, by: author, in: tx)
    case .check(let check): try checks.carryOut(check, in: estate, by: author, tx: tx)
    case .reception(let reception): try announce(reception, by: author, in: tx)
    case .receptionArrival(let number):
      let reception = try tx.existingReception(receptions[number] ?? "", of: estate.id)
      try tx.arrive(reception, party: reception.details.party, of: estate.id, by: author)
    case .receptionDeparture(let number, let feedback):
      let reception = try tx.existingReception(receptions[number] ?? "", of: estate.id)
      try tx.leave(reception, feedback: feedback, of: estate.id, by: author)
    }
  }

  private mutating func register(_ visit: DemoVisit, by author: JournalAuthor, in tx: Transaction) throws {
    var form = Form(entries: visit.fields.mapValues { .text($0) }, isTyped: false)
    if let id = visit.expected.flatMap({ expected[$0] }) { form.set("expected_visit", id) }
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

  /// The pass that a visit was given; nothing when it was given none.
  private func change(passOf number: Int, _ act: Pass.Act, by author: JournalAuthor, in tx: Transaction) throws {
    guard let id = visits[number], let pass = try tx.existingVisit(id, of: estate.id).pass else { return }
    _ = try PassChange(act: act, author: author).make(of: pass.id, in: tx)
  }

  private func reveal(
    _ number: Int, _ reason: Reveal.Reason, note: String, by author: JournalAuthor, in tx: Transaction
  ) throws {
    guard let id = visits[number] else { return }
    _ = try tx.revealDocument(
      of: try tx.existingVisit(id, of: estate.id), estate: estate.id, reason: reason, note: note, vault: vault,
      by: author)
  }

  /// What a waiting visitor's host says at last.
  private func answer(_ number: Int, _ result: String, by author: JournalAuthor, in tx: Transaction) throws {
    guard let id = visits[number], let result = Visit.ConfirmationResult(rawValue: result) else { return }
    var visit = try tx.existingVisit(id, of: estate.id)
    guard visit.state == .waiting else { return }
    visit.confirmation = Visit.Confirmation(
      method: .intercom, result: result, tries: visit.confirmation.tries + 1, confirmedBy: nil)
    let facts = Admission.Facts(
      category: visit.category, refusal: nil, answer: result, check: visit.document.check,
      alternative: visit.document.alternative, waits: true)
    _ = try Registration(vault: vault, estate: estate, author: author)
      .proceed(visit, with: facts, as: .visitConfirmed, in: tx)
  }

  private mutating func expect(_ announced: DemoExpected, by author: JournalAuthor, in tx: Transaction) throws {
    var form = Form(entries: announced.fields.mapValues { .text($0) }, isTyped: false)
    form.set("from", estate.zone.iso(announced.from))
    form.set("until", estate.zone.iso(announced.to))
    let draft = try ExpectedVisitForm(form: form, zone: estate.zone).validated(at: author.at)
    try tx.insertOnce(draft, of: estate, by: author)
    expected[announced.number] = draft.id
  }

  private mutating func announce(_ reception: DemoReception, by author: JournalAuthor, in tx: Transaction) throws {
    var form = Form(entries: reception.fields.mapValues { .text($0) }, isTyped: false)
    form.set("planned_at", estate.zone.iso(reception.plannedAt))
    let draft = try ReceptionForm(form: form, zone: estate.zone).draft(at: author.at)
    try tx.insertOnce(draft, of: estate.id, by: author)
    receptions[reception.number] = draft.id
  }

  private mutating func write(_ note: DemoNote, by author: JournalAuthor, in tx: Transaction) throws {
    if let wrong = note.corrects.flatMap({ notes[$0] }) {
      notes[note.text] = try tx.correct(wrong, to: note.text, by: author)
      return
    }
    var form = Form(entries: note.more.mapValues { .text($0) }, isTyped: false)
    if !note.text.isEmpty { form.set("text", note.text) }
    if let room = note.room { form.set("room", room) }
    if note.important { form.set("important", "on") }
    notes[note.text] = try tx.write(try NoteForm(form: form, zone: estate.zone).validated(at: author.at), by: author)
  }
}
