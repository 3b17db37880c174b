import Database

/// The demo's roster: four crews of two at two doors, the months behind, this one and a draft of the next, and a few
/// requests to decide.
struct DemoRoster {
  let vault: Vault
  let house: DemoHouse
  /// When the estate was set up.
  let founded: Instant
  let now: Instant

  private var estate: Estate { house.estate }
  private var zone: EstateZone { house.estate.zone }
  private func id(at instant: Instant) -> String { Identifier.make(at: instant) }

  /// Kinds, needs, rotation, crews and certificates, and all months up to this one: planned ahead.
  func found(in tx: Transaction) throws {
    let author = house.author(at: founded, by: DemoStaff.leader)
    let kinds = [("早", "早班", 420), ("中", "中班", 900), ("夜", "夜班", 1_380)].map { code, name, minute in
      ShiftKind(id: id(at: founded), code: code, name: name, startsMinute: minute, endsMinute: minute + 480)
    }
    try tx.keepUsualShifts(kinds, of: estate, by: author)
    let training = ShiftKind(
      id: id(at: founded), code: "训", name: "培训", purpose: .training, startsMinute: 600, endsMinute: 720)
    try tx.apply(.kind(training), of: estate, by: author)
    try tx.apply(.rotation(rotation(kinds)), of: estate, by: author)
    try assemble(by: author, in: tx)
    try certify(by: author, in: tx)
    var month = RosterMonth(holding: now.advanced(days: -42), zone: zone)
    while month.start(in: zone) <= now {
      try tx.generate(month, of: estate, by: author)
      try tx.approve(month, of: estate, by: house.author(at: founded, by: "厚朴"))
      month = month.next
    }
  }

  /// The cycle by which ``DemoStaff`` knows who is on duty.
  private func rotation(_ kinds: [ShiftKind]) -> Rotation {
    let start = zone.startOfDay(founded, adding: -(zone.dayNumber(founded) % DemoStaff.cycle.count))
    let days = DemoStaff.cycle.map { hour in hour.flatMap { hour in kinds.first { $0.startsMinute == hour * 60 }?.id } }
    return Rotation(id: id(at: founded), name: "四班三运转", days: days, startsAt: start)
  }

  private func assemble(by author: JournalAuthor, in tx: Transaction) throws {
    let rotation = try tx.rotations(of: estate.id).first
    for (index, names) in DemoStaff.crews.enumerated() {
      let crew = Crew(
        id: id(at: founded), name: ["甲班", "乙班", "丙班", "丁班"][index], rotation: rotation?.id, daysBehind: 2 * index)
      try tx.apply(.crew(crew), of: estate, by: author)
      for (post, name) in names.enumerated() {
        let member = CrewMember(account: house.accounts[name] ?? "", crew: crew.id, post: house.posts[post].id)
        try tx.apply(.member(member), of: estate, by: author)
      }
    }
  }

  /// Everyone's licence; one runs out in the month to come.
  private func certify(by author: JournalAuthor, in tx: Transaction) throws {
    for name in DemoStaff.crews.flatMap(\.self) + [DemoStaff.leader] {
      let end = name == "方竹" ? zone.startOfDay(now, adding: 20) : nil
      let certificate = StaffCertificate(
        id: id(at: founded), account: house.accounts[name] ?? "", kind: .guardLicence, expiresAt: end)
      try tx.keep(certificate, of: estate.id, by: author)
    }
  }

  /// What is open now: next month's draft, a leave granted and one asked for, a swap that waits for the leader.
  func present(in tx: Transaction) throws {
    let leader = house.author(at: now, by: DemoStaff.leader)
    try tx.generate(RosterMonth(holding: now, zone: zone).next, of: estate, by: leader)
    let granted = try ask("通草", in: 5, days: 2, .annual, "回老家", tx)
    try tx.decide(granted, .approved, note: nil, of: estate, by: leader)
    _ = try ask("苏木", in: 9, days: 1, .personal, "孩子开家长会", tx)
    try trade(from: "连翘", to: "石斛", in: tx)
  }

  private func ask(
    _ name: String, in days: Int, days length: Int, _ kind: Leave.Kind, _ reason: String, _ tx: Transaction
  ) throws -> Leave {
    let author = house.author(at: now, by: name)
    let leave = Leave(
      id: id(at: now), account: author.account, kind: kind, startsAt: zone.startOfDay(now, adding: days),
      endsAt: zone.startOfDay(now, adding: days + length), reason: reason, state: .asked, askedAt: now,
      askedBy: author.account, decision: nil)
    try tx.ask(leave, digest: "demo", of: estate.id, vault: vault, by: author)
    return leave
  }

  private func trade(from name: String, to other: String, in tx: Transaction) throws {
    let (asker, helper) = (house.author(at: now, by: name), house.author(at: now, by: other))
    let shifts = try tx.rosterEntries(
      of: estate.id, account: asker.account, from: now.advanced(days: 1), until: now.advanced(days: 14))
    guard let entry = shifts.first else { return }
    let trade = ShiftTrade(
      id: id(at: now), entry: entry, account: asker.account, otherAccount: helper.account, otherEntry: nil,
      note: "家里有事", state: .asked, askedAt: now, answeredAt: nil, decision: nil)
    try tx.ask(trade, digest: "demo", of: estate.id, by: asker)
    try tx.answer(trade, .accepted, of: estate.id, by: helper)
  }
}
