import Database

/// Writes the demo's handovers with the desk's stores: what was open at that moment, read by the relief, signed by both.
struct DemoHandoverDesk {
  let house: DemoHouse
  let words: HandoverWords
  /// By post, while it is open.
  private var open: [Int: String] = [:]
  private var present: String?

  init(house: DemoHouse, words: HandoverWords) {
    (self.house, self.words) = (house, words)
  }

  private var estate: Estate { house.estate }

  mutating func prepare(
    _ kind: DemoHandover, at post: Int, from going: [Duty], to relief: Duty?, by author: JournalAuthor,
    in tx: Transaction
  ) throws {
    guard open[post] == nil else { return }
    let isEarly = kind == .early || kind == .present
    var handover = Handover(
      id: Identifier.make(at: author.at), post: author.post,
      coversFrom: try tx.shiftBeginning(of: author.post, estate: estate.id, offGoing: going, at: author.at),
      begunAt: author.at, begunBy: author.name, earlyReason: isEarly ? DemoHandover.earlyReason : nil)
    handover.parties = going.map { party(.offGoing, $0) } + (relief.map { [party(.relief, $0)] } ?? [])
    if kind == .present, relief == nil { handover.parties.append(comingRelief(at: post, now: author.at)) }
    if kind == .twofold { handover.parties.append(secondRelief(at: post, now: author.at)) }
    try tx.insert(handover, digest: "demo", by: author)
    open[post] = handover.id
    if kind == .present { present = handover.id }
  }

  /// Whoever has the next shift.
  private func comingRelief(at post: Int, now: Instant) -> Handover.Party {
    let here = DemoStaff.onDuty(now, post: post, zone: estate.zone)
    let next = (1...9).lazy.map { DemoStaff.onDuty(now.advanced(minutes: $0 * 60), post: post, zone: estate.zone) }
      .first { $0 != here }
    let relief = house.author(at: now, by: next ?? DemoStaff.leader, post: post)
    return .init(account: relief.account, side: .relief, name: relief.name, arrivedAt: now.advanced(minutes: -4))
  }

  private func secondRelief(at post: Int, now: Instant) -> Handover.Party {
    let relief = house.author(at: now, by: DemoStaff.off(now, post: post, zone: estate.zone), post: post)
    return .init(account: relief.account, side: .relief, name: relief.name, arrivedAt: now)
  }

  private func party(_ side: Handover.Side, _ duty: Duty) -> Handover.Party {
    .init(
      account: duty.account, side: side, name: duty.name, duty: duty.id, plannedFrom: duty.plan?.from,
      plannedUntil: duty.plan?.until, arrivedAt: duty.arrivedAt)
  }

  // MARK: - The end

  /// Counted, read, signed by everybody; or as the leader ordered.
  mutating func finish(_ kind: DemoHandover, at post: Int, by author: JournalAuthor, in tx: Transaction) throws {
    guard var handover = try taken(at: post, in: tx) else { return }
    if handover.reliefs.isEmpty { handover.parties.append(try join(handover, by: author, in: tx)) }
    try count(handover, isShort: kind == .asked, by: author, in: tx)
    let items = try tx.openThings(of: handover.post, estate: estate, at: author.at)
    let doubtful = kind == .asked || kind == .refused ? items.last { !$0.isSummary }?.key : nil
    for (position, item) in items.enumerated() {
      let state: HandoverItem.State = kind == .refused && item.key == doubtful ? .questioned : .understood
      try keep(item, state, at: position, by: author, in: handover, tx)
    }
    try tx.record(
      .init(kind: .handoverUnderstood, subject: handover.id, payload: ["count": String(items.count)]), by: author)
    if let doubtful { try ask(about: doubtful, handover, isAnswered: kind == .asked, by: author, in: tx) }
    if kind == .refused { return try refuse(handover, by: author, in: tx) }
    for party in handover.offGoing + handover.reliefs { try sign(party, of: handover, by: author, in: tx) }
    try close(handover, as: .accepted, reason: nil, by: author, in: tx)
    try tx.record(.init(kind: .handoverAccepted, subject: handover.id), by: author)
  }

  private mutating func taken(at post: Int, in tx: Transaction) throws -> Handover? {
    try open.removeValue(forKey: post).map { try tx.existingHandover($0, of: estate.id) }
  }

  private func join(_ handover: Handover, by author: JournalAuthor, in tx: Transaction) throws -> Handover.Party {
    let relief = Handover.Party(account: author.account, side: .relief, name: author.name, arrivedAt: author.at)
    try tx.insert(relief, in: handover.id, estate: estate.id)
    return relief
  }

  private func count(
    _ handover: Handover, isShort: Bool, by author: JournalAuthor, in tx: Transaction, only most: Int = .max
  ) throws {
    let assets = try tx.handoverAssets(of: handover.post, estate: estate.id).prefix(most)
    for (position, asset) in assets.enumerated() {
      let missing = isShort && position == 0 ? 1 : 0
      let count = Handover.Count(
        thing: asset.thing, name: asset.name, book: asset.book, away: asset.away, counted: asset.expected - missing,
        reason: missing > 0 ? "一张掉在柜后，已找到放回" : nil, at: author.at, by: author.name)
      try tx.keep(count, position: position, in: handover.id, by: author)
    }
    let payload = ["count": String(assets.count)].adding(["wrong": isShort ? "1" : nil])
    try tx.record(.init(kind: .handoverCounted, subject: handover.id, important: isShort, payload: payload), by: author)
  }

  private func keep(
    _ item: HandoverItem, _ state: HandoverItem.State, at position: Int, by author: JournalAuthor,
    in handover: Handover, _ tx: Transaction
  ) throws {
    var item = item
    item.words = item.source.map { words.all($0, at: author.at) } ?? [:]
    item.joinedAt = handover.begunAt
    if state != .unseen { (item.state, item.stateAt, item.stateBy) = (state, author.at, author.name) }
    try tx.keep(item, position: position, in: handover.id, estate: estate.id)
  }

  private func say(
    _ kind: Handover.Statement.Kind, _ text: String, about item: String?, in handover: Handover,
    by author: JournalAuthor, ago minutes: Int = 0, _ tx: Transaction
  ) throws {
    let at = author.at.advanced(minutes: -minutes)
    try tx.insert(
      .init(
        id: Identifier.make(at: at), item: item, kind: kind, text: text, at: at, account: author.account,
        name: author.name), in: handover.id, estate: estate.id)
  }

  private func ask(
    about item: String, _ handover: Handover, isAnswered: Bool, by author: JournalAuthor, in tx: Transaction
  ) throws {
    let (question, answer) = DemoHandover.question
    try say(.questioned, question, about: item, in: handover, by: author, ago: 3, tx)
    try tx.record(
      .init(kind: .handoverQuestioned, subject: handover.id, important: true, payload: ["text": question]), by: author)
    guard isAnswered, let going = handover.offGoing.first else { return }
    let other = house.author(at: author.at, by: going.name)
    try say(.answered, answer, about: item, in: handover, by: other, ago: 1, tx)
    try tx.record(.init(kind: .handoverAnswered, subject: handover.id, payload: ["text": answer]), by: other)
  }

  private func refuse(_ handover: Handover, by author: JournalAuthor, in tx: Transaction) throws {
    let (refusal, order) = DemoHandover.refusal
    try say(.refused, refusal, about: nil, in: handover, by: author, ago: 2, tx)
    try tx.noteRefusal(refusal, by: author.name, at: author.at, of: handover.id, estate: estate.id)
    try tx.record(
      .init(kind: .handoverRefused, subject: handover.id, important: true, payload: ["text": refusal]), by: author)
    try decide(.orderedAccept, .accept, order, of: handover, at: author, in: tx)
  }

  mutating func release(at post: Int, by author: JournalAuthor, in tx: Transaction) throws {
    guard let handover = try taken(at: post, in: tx) else { return }
    for (position, item) in try tx.openThings(of: handover.post, estate: estate, at: author.at).enumerated() {
      try keep(item, .unseen, at: position, by: author, in: handover, tx)
    }
    try decide(.orderedRelease, .release, DemoHandover.release, of: handover, at: author, in: tx)
  }

  /// The leader signs and ends it.
  private func decide(
    _ said: Handover.Statement.Kind, _ order: Handover.Order, _ reason: String, of handover: Handover,
    at author: JournalAuthor, in tx: Transaction
  ) throws {
    let leader = house.author(at: author.at, by: DemoStaff.leader)
    try tx.insert(signed(leader), in: handover.id, estate: estate.id)
    try say(said, reason, about: nil, in: handover, by: leader, tx)
    try tx.record(
      .init(
        kind: .handoverOrdered, subject: handover.id, important: true,
        payload: ["order": order.rawValue, "text": reason]), by: leader)
    try close(handover, as: .ordered, reason: reason, by: leader, in: tx)
  }

  private func signed(_ leader: JournalAuthor) -> Handover.Party {
    .init(
      account: leader.account, side: .leader, name: leader.name, arrivedAt: leader.at, signedAt: leader.at, way: "pin",
      drawn: DemoHandover.signatures[leader.name])
  }

  private func sign(
    _ party: Handover.Party, of handover: Handover, by author: JournalAuthor, in tx: Transaction
  ) throws {
    var party = party
    (party.signedAt, party.way, party.drawn) = (author.at, "pin", DemoHandover.signatures[party.name])
    try tx.insert(party, in: handover.id, estate: estate.id)
    try tx.record(
      .init(
        kind: .handoverSigned, subject: handover.id, payload: ["side": party.side.rawValue, "way": "pin"]),
      by: house.author(at: author.at, by: party.name))
  }

  private func close(
    _ handover: Handover, as closing: Handover.Closing, reason: String?, by author: JournalAuthor, in tx: Transaction
  ) throws {
    let report = Handover.Report(
      happened: nil, safety: "巡查正常，消防通道畅通", utilities: "正常", orders: nil, hygiene: "门厅干净")
    try tx.keep(report, of: handover.id, by: author)
    let tallies = try tx.tallies(
      of: handover.post, estate: estate.id, from: handover.coversFrom, until: author.at.advanced(seconds: 1))
    try tx.close(handover, as: closing, reason: reason, tallies: tallies, by: author)
  }

  // MARK: - The present

  /// The relief has begun to read: one item in each state.
  func read(at post: Int, by author: JournalAuthor, in tx: Transaction) throws {
    guard let handover = try present.flatMap({ try tx.handover($0, of: estate.id) }), handover.isOpen,
      let relief = handover.reliefs.first
    else { return }
    let leader = house.author(at: author.at, by: DemoStaff.leader)
    let reader = house.author(at: author.at, by: relief.name, post: post)
    let items = try tx.openThings(of: handover.post, estate: estate, at: author.at)
    let states: [HandoverItem.State] = [.understood, .understood, .ruled, .questioned, .answered]
    for (position, item) in items.enumerated() {
      let state = position < states.count ? states[position] : .unseen
      try keep(item, state, at: position, by: state == .ruled ? leader : reader, in: handover, tx)
    }
    try count(handover, isShort: true, by: author, in: tx, only: 2)
    try tx.record(.init(kind: .handoverUnderstood, subject: handover.id, payload: ["count": "2"]), by: reader)
    guard items.count > 4 else { return }
    try rule(items[2].key, handover, asked: reader, by: leader, in: tx)
    try ask(about: items[3].key, handover, isAnswered: false, by: reader, in: tx)
    try ask(about: items[4].key, handover, isAnswered: true, by: reader, in: tx)
  }

  private func rule(
    _ item: String, _ handover: Handover, asked reader: JournalAuthor, by leader: JournalAuthor, in tx: Transaction
  ) throws {
    let (question, ruling) = DemoHandover.ruling
    try say(.questioned, question, about: item, in: handover, by: reader, ago: 2, tx)
    try say(.ruledAccept, ruling, about: item, in: handover, by: leader, tx)
    try tx.insert(signed(leader), in: handover.id, estate: estate.id)
    try tx.record(
      .init(kind: .handoverRuled, subject: handover.id, important: true, payload: ["text": ruling]), by: leader)
  }
}
