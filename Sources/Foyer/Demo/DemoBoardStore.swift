import Database
import Pages

/// Does what the diary says of the board, through the forms and stores of the desk.
struct DemoBoardDesk {
  let house: DemoHouse
  /// Ids by their number in the diary.
  private var ids: [Int: String] = [:]

  init(house: DemoHouse) { self.house = house }

  private var estate: Estate { house.estate }
  private func id(_ number: Int) -> String { ids[number] ?? "" }

  mutating func carryOut(_ deed: DemoBoardDeed, by author: JournalAuthor, in tx: Transaction) throws {
    switch deed {
    case .event(let number, let fields, let from, let until):
      let draft = try LobbyEventForm(form: form(fields, from, until), zone: estate.zone).draft(at: author.at)
      ids[number] = draft.id
      try tx.insertOnce(draft, of: estate, by: author)
    case .calledOff(let number):
      let event = try tx.existingLobbyEvent(id(number), of: estate.id)
      try tx.setCancelled(true, event, of: estate, by: author)
    case .report(let number, let came, let note):
      let event = try tx.existingLobbyEvent(id(number), of: estate.id)
      try tx.report(event, visitorsCame: came, note: note, of: estate.id, by: author)
    case .saying(let fields, let until):
      let draft = try SayingForm(form: form(fields, author.at, until), zone: estate.zone).draft(at: author.at)
      try tx.insertOnce(draft, of: estate.id, by: author)
    case .reading: try read(by: author, in: tx)
    case .notice, .published, .givenBack, .withdrawn: try notice(deed, by: author, in: tx)
    case .instruction, .changed: try instruct(deed, by: author, in: tx)
    }
  }

  private mutating func notice(_ deed: DemoBoardDeed, by author: JournalAuthor, in tx: Transaction) throws {
    switch deed {
    case .notice(let number, let fields, let from, let until):
      let draft = try NoticeForm(form: form(fields, from, until), zone: estate.zone).draft(at: author.at)
      ids[number] = draft.id
      try tx.insertOnce(draft, of: estate.id, by: author)
    case .published(let number):
      try tx.publish(try tx.existingNotice(id(number), of: estate.id), of: estate.id, by: author)
    case .givenBack(let number, let reason):
      try tx.giveBack(try tx.existingNotice(id(number), of: estate.id), reason: reason, of: estate.id, by: author)
    case .withdrawn(let number, let reason):
      try tx.withdraw(try tx.existingNotice(id(number), of: estate.id), reason: reason, of: estate.id, by: author)
    default: break
    }
  }

  private mutating func instruct(_ deed: DemoBoardDeed, by author: JournalAuthor, in tx: Transaction) throws {
    switch deed {
    case .instruction(let number, let fields, let roles, let persons, let until):
      var entries = fields.mapValues { Form.Entry.text($0) }
      entries["roles"] = .list(roles.map { .text($0.rawValue) })
      entries["persons"] = .list(persons.compactMap { house.accounts[$0] }.map { .text($0) })
      if let until { entries["until"] = .text(estate.zone.iso(until)) }
      let draft = try InstructionForm(form: Form(entries: entries, isTyped: false), zone: estate.zone)
        .draft(at: author.at)
      ids[number] = draft.id
      try tx.insertOnce(draft, of: estate.id, by: author)
    case .changed(let number, let body):
      let instruction = try tx.existingInstruction(id(number), of: estate.id)
      var details = instruction.details
      details.body = body
      try tx.change(instruction, to: details, of: estate.id, by: author)
    default: break
    }
  }

  private func read(by author: JournalAuthor, in tx: Transaction) throws {
    guard let account = try tx.account(author.account, of: estate.id) else { return }
    let reader = BoardReader(account: account.id, name: account.name, role: account.role, post: author.post)
    for item in try tx.board(of: estate, for: reader, at: author.at).unread {
      _ = try tx.read(item.id, revision: item.revision, as: reader, of: estate, by: author)
    }
  }

  private func form(_ fields: [String: String], _ from: Instant, _ until: Instant) -> Form {
    var form = Form(entries: fields.mapValues { .text($0) }, isTyped: false)
    form.set("from", estate.zone.iso(from))
    form.set("until", estate.zone.iso(until))
    return form
  }
}
