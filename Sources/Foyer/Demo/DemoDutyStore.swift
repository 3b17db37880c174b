import Database

/// Carries the demo's duties out with the stores of the desk.
struct DemoDutyDesk {
  let house: DemoHouse
  /// By post: who has arrived, and who is on duty.
  private var arrived: [Int: String] = [:]
  private var serving: [Int: String] = [:]
  private var looked: String?

  init(house: DemoHouse) { self.house = house }

  private static let things: [(Equipment.Kind, String, Int)] = [
    (.radio, "对讲机", 4), (.torch, "强光手电", 2), (.keys, "钥匙柜", 18), (.intercom, "可视对讲主机", 1),
    (.camera, "监控画面", 1), (.reader, "门禁读卡器", 1), (.alarmPanel, "消防报警盘", 1), (.extinguisher, "灭火器", 2),
    (.aed, "AED", 1),
  ]

  mutating func carryOut(_ deed: DemoDutyDeed, at post: Int, by author: JournalAuthor, in tx: Transaction) throws {
    switch deed {
    case .equip: try equip(by: author, in: tx)
    case .arrive: try arrive(at: post, by: author, in: tx)
    case .begin: try begin(at: post, by: author, in: tx)
    case .beginAfterGap:
      try tx.noteUnmannedTime(at: author.post, of: house.estate, by: author)
      try begin(at: post, by: author, in: tx)
    case .close(let reason): try close(reason, at: post, by: author, in: tx)
    case .lookWhoIsMissing: try tx.noteAbsences(of: house.estate, by: author)
    case .settleAbsence(let outcome, let reason):
      guard let absence = try tx.openAbsences(of: author.estate).first else { return }
      try tx.settle(absence, as: outcome, reason: reason, by: author)
    case .settleEarly(let reason):
      guard let duty = try tx.dutiesLeftEarly(of: author.estate, limit: 1).first else { return }
      try tx.settleEarly(duty, isAgreed: true, reason: reason, by: author)
    case .look(let wrong): try look(.own, wrong, of: arrived[post], by: author, in: tx)
    case .inspect(let wrong): try look(.inspection, wrong, of: serving[post], by: author, in: tx)
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

  private mutating func begin(at post: Int, by author: JournalAuthor, in tx: Transaction) throws {
    guard let id = arrived.removeValue(forKey: post) else { return }
    try tx.begin(try tx.existingDuty(id, of: author.estate), by: author)
    let before = serving.updateValue(id, forKey: post)
    guard let before = try before.map({ try tx.existingDuty($0, of: author.estate) }), before.isOpen else { return }
    let leaving = JournalAuthor(
      estate: author.estate, post: author.post, account: before.account, name: before.name, at: author.at)
    try tx.end(before, as: .handover, relievedBy: id, by: leaving)
  }

  private mutating func close(_ reason: String, at post: Int, by author: JournalAuthor, in tx: Transaction) throws {
    guard let id = serving.removeValue(forKey: post) else { return }
    try tx.end(try tx.existingDuty(id, of: author.estate), as: .order, reason: reason, by: author)
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
