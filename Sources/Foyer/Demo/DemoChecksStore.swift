import Database

/// Makes rounds as the diary says, through the stores of the desk.
struct DemoChecks {
  private var lists: [Checklist.Kind: Checklist] = [:]
  private var rounds: [Int: String] = [:]
  /// Ids of findings by the number of their fault.
  private var findings: [Int: String] = [:]

  mutating func carryOut(_ deed: DemoCheck, in estate: Estate, by author: JournalAuthor, tx: Transaction) throws {
    switch deed {
    case .setUp: try setUp(by: author, tx)
    case .begin(let number, let kind, let due): try begin(number, kind, due: due, in: estate, by: author, tx)
    case .stop(let number, let index, let fault): try stop(number, index, fault, by: author, tx)
    case .skip(let number, let index, let reason):
      let progress = try progress(number, estate.id, tx)
      try tx.skip(progress.plan.stops[index], of: progress, reason: reason, digest: "", by: author)
    case .corrected(let number, let index, let why):
      let progress = try progress(number, estate.id, tx)
      let stop = progress.plan.stops[index]
      let report = StopReport(
        way: progress.visited[stop.id]?.way ?? .none, reason: nil, note: nil,
        answers: stop.items.compactMap { $0.answer(Self.good($0)) }, findings: [], photos: [], digest: why)
      try tx.correct(report, at: stop, of: progress, why: why, by: author)
    case .done(let number, let note): try tx.complete(try finding(number, estate.id, tx), note: note, by: author)
    case .checked(let number): try tx.check(try finding(number, estate.id, tx), by: author)
    case .excuse(let kind, let due, let reason):
      guard let list = lists[kind] else { return }
      let round = DueRound(checklist: list.id, kind: kind, name: list.plan.name, dueAt: due, state: .missed)
      try tx.excuse(round, reason: reason, of: estate, by: author)
    case .seen(let nature, let place, let what, let told):
      try tx.insertOnce(
        CheckFinding.Draft(
          id: Identifier.make(at: author.at), nature: nature, place: place, subject: nil, what: what, handling: .told,
          told: told, ticket: nil), by: author)
    }
  }

  private mutating func setUp(by author: JournalAuthor, _ tx: Transaction) throws {
    try tx.insertStandardChecklists(by: author, at: author.at)
    for list in try tx.checklists(of: author.estate) {
      if list.kind == .patrol { try hang(list, by: author, tx) }
      let list = try tx.existingChecklist(list.id, of: author.estate)
      try tx.use(list, by: author)
      lists[list.kind] = try tx.existingChecklist(list.id, of: author.estate)
    }
  }

  /// Each stop of the patrol gets a point with a code.
  private func hang(_ list: Checklist, by author: JournalAuthor, _ tx: Transaction) throws {
    var plan = list.plan
    for index in plan.stops.indices {
      let id = Identifier.make(at: author.at.advanced(seconds: index))
      try tx.insertPatrolPoint(id, name: plan.stops[index].name, by: author)
      plan.stops[index].point = id
    }
    try tx.change(list, to: plan, by: author)
  }

  private mutating func begin(
    _ number: Int, _ kind: Checklist.Kind, due: Instant?, in estate: Estate, by author: JournalAuthor,
    _ tx: Transaction
  ) throws {
    guard let list = lists[kind] else { return }
    let id = Identifier.make(at: author.at)
    let round = due.map {
      DueRound(checklist: list.id, kind: kind, name: list.plan.name, dueAt: $0, state: .open)
    }
    try tx.begin(id, list, due: round, digest: "", in: estate, by: author)
    rounds[number] = id
  }

  private mutating func stop(
    _ number: Int, _ index: Int, _ fault: DemoFault?, by author: JournalAuthor, _ tx: Transaction
  ) throws {
    let progress = try progress(number, author.estate, tx)
    let stop = progress.plan.stops[index]
    let answers = stop.items.enumerated().compactMap { place, item in
      item.answer(fault?.item == place ? fault?.reading ?? CheckItem.fail : Self.good(item))
    }
    var drafts: [CheckFinding.Draft] = []
    if let fault {
      let id = Identifier.make(at: author.at)
      findings[fault.number] = id
      let seen = fault.reading.map { "\($0) \(stop.items[fault.item].unit ?? "")" }
      drafts = [
        CheckFinding.Draft(
          id: id, round: progress.round.id, stop: stop.id, item: stop.items[fault.item].id,
          nature: CheckFinding.nature(of: progress.round.kind), place: stop.name, subject: stop.items[fault.item].word,
          what: [seen, fault.what].compactMap(\.self).joined(separator: " "),
          handling: fault.told == nil ? .oneself : .told, told: fault.told, ticket: fault.ticket)
      ]
    }
    let report = StopReport(
      way: stop.point == nil ? .none : .scanned, reason: nil, note: nil, answers: answers, findings: drafts,
      photos: [], digest: "")
    try tx.keep(report, at: stop, of: progress, by: author)
  }

  private static func good(_ item: CheckItem) -> String {
    switch item.kind {
    case .reading: CheckItem.text(((item.low ?? 0) + (item.high ?? 0)) / 2)
    case .count: String(item.expected ?? 1)
    case .choice: String(item.options?.firstIndex(where: \.isGood) ?? 0)
    case .yesNo, .photo: CheckItem.pass
    }
  }

  private func progress(_ number: Int, _ estate: String, _ tx: Transaction) throws -> RoundProgress {
    try tx.progress(of: rounds[number] ?? "", estate: estate)
  }

  private func finding(_ number: Int, _ estate: String, _ tx: Transaction) throws -> CheckFinding {
    try tx.existingFinding(findings[number] ?? "", of: estate)
  }
}
