import Database

/// Carries the demo's duties out with the stores of the desk.
struct DemoDutyDesk {
  let house: DemoHouse
  /// By post: who has arrived, and who is on duty.
  private var arrived: [Int: String] = [:]
  private var serving: [Int: [String]] = [:]
  private var looked: String?
  private var handovers: DemoHandoverDesk

  init(house: DemoHouse, words: HandoverWords) {
    self.house = house
    handovers = DemoHandoverDesk(house: house, words: words)
  }

  private static let things: [(Equipment.Kind, String, Int)] = [
    (.radio, "对讲机", 4), (.torch, "强光手电", 2), (.keys, "钥匙柜", 18), (.intercom, "可视对讲主机", 1),
    (.camera, "监控画面", 1), (.reader, "门禁读卡器", 1), (.alarmPanel, "消防报警盘", 1), (.extinguisher, "灭火器", 2),
    (.aed, "AED", 1),
  ]

  mutating func carryOut(_ deed: DemoDutyDeed, at post: Int, by author: JournalAuthor, in tx: Transaction) throws {
    switch deed {
    case .equip: try equip(by: author, in: tx)
    case .arrive: try arrive(at: post, by: author, in: tx)
    case .prepare(let handover): try prepare(handover, at: post, by: author, in: tx)
    case .read: try handovers.read(at: post, by: author, in: tx)
    case .begin(let handover): try begin(handover, at: post, by: author, in: tx)
    case .release: try release(at: post, by: author, in: tx)
    case .beginAfterGap:
      try tx.noteUnmannedTime(at: author.post, of: house.estate, by: author)
      try begin(.released, at: post, by: author, in: tx)
    case .close(let reason): try close(reason, at: post, by: author, in: tx)
    case .lookWhoIsMissing: try tx.noteAbsences(of: house.estate, by: author)
    case .settleAbsence(let outcome, let reason):
      guard let absence = try tx.openAbsences(of: author.estate).first else { return }
      try tx.settle(absence, as: outcome, reason: reason, by: author)
    case .settleEarly(let reason):
      guard let duty = try tx.dutiesLeftEarly(of: author.estate, limit: 1).first else { return }
      try tx.settleEarly(duty, isAgreed: true, reason: reason, by: author)
    case .look(let wrong): try look(.own, wrong, of: arrived[post], by: author, in: tx)
    case .inspect(let wrong): try look(.inspection, wrong, of: serving[post]?.first, by: author, in: tx)
    case .right(let how): try right(how, at: post, by: author, in: tx)
    case .count(let wrong): try count(wrong, at: post, by: author, in: tx)
    case .tell(let name, let whom, let away):
      let fault = try fault(name, in: tx) ?? breakDown(name, by: author, in: tx)
      if let fault { try tx.report(fault, to: whom, away: away, by: author) }
    case .settle(let name, let how):
      if let fault = try fault(name, in: tx) { try tx.close(fault, how: how, by: author) }
    }
  }

  private func equip(by author: JournalAuthor, in tx: Transaction) throws {
    for post in house.posts {
      for (position, thing) in Self.things.enumerated() {
        try tx.insert(
          Equipment(
            id: Identifier.make(at: author.at), post: post.id, kind: thing.0, name: thing.1, pieces: thing.2,
            position: position + 1), by: author)
      }
    }
  }

  private mutating func arrive(at post: Int, by author: JournalAuthor, in tx: Transaction) throws {
    guard try tx.openDuty(of: author.account, estate: author.estate) == nil else { return }
    let arrival = DutyForm.Arrival(
      id: Identifier.make(at: author.at), post: author.post, account: nil, at: author.at)
    let duty = try DutyArrival(arrival: arrival, estate: house.estate, author: author, mayWriteForOthers: false)
      .make(in: tx)
    arrived[post] = duty.id
  }

  private func duties(at post: Int, in tx: Transaction) throws -> [Duty] {
    try (serving[post] ?? []).map { try tx.existingDuty($0, of: house.estate.id) }.filter(\.isOpen)
  }

  private mutating func prepare(
    _ handover: DemoHandover, at post: Int, by author: JournalAuthor, in tx: Transaction
  ) throws {
    let going = try duties(at: post, in: tx)
    guard !going.isEmpty else { return }
    let relief = try arrived[post].map { try tx.existingDuty($0, of: house.estate.id) }
    try handovers.prepare(handover, at: post, from: going, to: relief, by: author, in: tx)
  }

  private mutating func begin(
    _ handover: DemoHandover, at post: Int, by author: JournalAuthor, in tx: Transaction
  ) throws {
    guard let id = arrived.removeValue(forKey: post) else { return }
    let going = try duties(at: post, in: tx)
    try handovers.finish(handover, at: post, by: author, in: tx)
    try tx.begin(try tx.existingDuty(id, of: author.estate), by: author)
    serving[post] = try [id] + (handover == .twofold ? [second(at: post, by: author, in: tx)] : [])
    for duty in going {
      try tx.end(duty, as: handover == .refused ? .order : .handover, relievedBy: id, by: leaving(duty, author))
    }
  }

  /// One who shadows the other for a shift.
  private func second(at post: Int, by author: JournalAuthor, in tx: Transaction) throws -> String {
    let name = DemoStaff.off(author.at, post: post, zone: house.estate.zone)
    let own = house.author(at: author.at, by: name, post: post)
    let duty = Duty(
      id: Identifier.make(at: author.at), post: own.post, account: own.account, name: name, plan: nil,
      arrivedAt: author.at.advanced(minutes: -9), arrivalBy: own.account)
    try tx.insert(duty, by: own)
    try tx.begin(duty, by: own)
    return duty.id
  }

  private mutating func release(at post: Int, by author: JournalAuthor, in tx: Transaction) throws {
    try handovers.release(at: post, by: author, in: tx)
    for duty in try duties(at: post, in: tx) {
      try tx.end(duty, as: .order, reason: DemoHandover.release, by: author)
    }
    serving[post] = nil
  }

  private func leaving(_ duty: Duty, _ author: JournalAuthor) -> JournalAuthor {
    JournalAuthor(estate: author.estate, post: author.post, account: duty.account, name: duty.name, at: author.at)
  }

  private mutating func close(_ reason: String, at post: Int, by author: JournalAuthor, in tx: Transaction) throws {
    for duty in try duties(at: post, in: tx) { try tx.end(duty, as: .order, reason: reason, by: author) }
    serving[post] = nil
  }

  private mutating func look(
    _ kind: AppearanceCheck.Kind, _ wrong: AppearanceCheck.Item?, of duty: String?, by author: JournalAuthor,
    in tx: Transaction
  ) throws {
    guard let duty = try duty.flatMap({ try tx.duty($0, of: author.estate) }), duty.isOpen else { return }
    let check = AppearanceCheck(
      id: Identifier.make(at: author.at), duty: duty.id, kind: kind, at: author.at, account: author.account,
      name: author.name, items: kind.items, wrong: wrong.map { [$0] } ?? [],
      note: wrong.map { $0 == .badge ? "工牌没戴" : "靠着前台" })
    try tx.insert(check, of: duty, by: author)
    if wrong != nil { looked = check.id }
  }

  private func right(_ how: String, at post: Int, by author: JournalAuthor, in tx: Transaction) throws {
    guard let looked else { return }
    let check = try tx.existingAppearanceCheck(looked, of: author.estate)
    guard check.isOpen else { return }
    try tx.right(check, how: how, of: try tx.existingDuty(check.duty, of: author.estate), by: author)
  }

  private func count(_ wrong: String?, at post: Int, by author: JournalAuthor, in tx: Transaction) throws {
    guard let duty = try arrived[post].flatMap({ try tx.duty($0, of: author.estate) }) else { return }
    let findings = try tx.equipmentCounts(at: duty.post, of: author.estate).map { count in
      let isWrong = count.equipment.name == wrong
      return EquipmentFinding(
        count: count, said: .normal,
        counted: count.equipment.isCounted ? count.expected - (isWrong ? 1 : 0) : nil,
        note: isWrong ? "点数少一件，正在找" : nil)
    }
    try tx.keep(findings, of: duty, by: author)
  }

  private func fault(_ name: String, in tx: Transaction) throws -> EquipmentFault? {
    try tx.openFaults(of: house.estate.id).first { $0.name == name }
  }

  private func breakDown(_ name: String, by author: JournalAuthor, in tx: Transaction) throws -> EquipmentFault? {
    guard let thing = try tx.equipment(of: author.post, estate: author.estate).first(where: { $0.name == name }) else {
      return nil
    }
    let fault = EquipmentFault(
      id: Identifier.make(at: author.at), equipment: thing.id, name: name, post: thing.post, kind: .faulty, pieces: 1,
      away: 0, note: "3号机不开机，先用备用机", foundAt: author.at, foundBy: author.account)
    try tx.insert(fault, found: nil, by: author)
    return fault
  }
}
