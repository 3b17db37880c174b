import Database

extension Snapshot {
  /// Everything of the duty that is open, the gravest first and the longest first within its kind.
  func openDutyItems(of estate: Estate, at now: Instant, limit: Int) throws -> [OpenDuty] {
    let attendance = try attendance(of: estate, at: now)
    let absences = try openAbsences(of: estate.id, limit: limit)
    let missing = attendance.missing.filter { line in !absences.contains { $0.entry == line.entry.id } }
    let names = missing.isEmpty && absences.isEmpty ? [:] : try accountNames(of: estate.id)
    let looked = try openAppearanceChecks(of: estate.id, limit: limit)
    return try attendance.gaps.map(OpenDuty.init(gap:))
      + looked.filter(Self.isUnfit).map { OpenDuty(.unfit, check: $0.check, of: $0.duty) }
      + missing.map { OpenDuty(line: $0, name: names[$0.entry.account] ?? "") }
      + absences.map { OpenDuty(absence: $0, name: names[$0.account] ?? "") }
      + dutiesLeftEarly(of: estate.id, limit: limit).map(OpenDuty.init(leftEarly:))
      + looked.filter { !Self.isUnfit($0) }.map { OpenDuty(.appearance, check: $0.check, of: $0.duty) }
      + openFaults(of: estate.id, limit: limit).map(OpenDuty.init(fault:))
  }

  private static func isUnfit(_ found: (check: AppearanceCheck, duty: Duty)) -> Bool {
    found.check.wrong.contains(.fit) && found.duty.state == .arrived && found.duty.ruling == nil
  }
}

extension OpenDuty {
  fileprivate init(gap: Attendance.Gap) {
    self.init(kind: .unmanned, path: "/duties", since: gap.since, post: gap.post, mark: gap.post)
  }

  fileprivate init(_ kind: Kind, check: AppearanceCheck, of duty: Duty) {
    self.init(
      kind: kind, path: "/duties/\(duty.id)", since: check.at, post: duty.post, name: duty.name, note: check.note)
  }

  fileprivate init(line: Attendance.Line, name: String) {
    self.init(
      kind: line.standing == .absent ? .absent : .late, path: "/duties", since: line.entry.startsAt,
      post: line.entry.post, name: name, mark: line.entry.id)
  }

  fileprivate init(absence: Absence, name: String) {
    self.init(
      kind: .absent, path: "/duties", since: absence.from, post: absence.post, name: name, mark: absence.entry)
  }

  fileprivate init(leftEarly duty: Duty) {
    self.init(
      kind: .early, path: "/duties/\(duty.id)", since: duty.endedAt ?? duty.arrivedAt, post: duty.post,
      name: duty.name, pieces: duty.earlyMinutes ?? 0)
  }

  fileprivate init(fault: EquipmentFault) {
    self.init(
      kind: fault.kind == .missing ? .missing : .faulty, path: "/equipment-faults/\(fault.id)", since: fault.foundAt,
      post: fault.post, name: fault.name, note: fault.note, pieces: fault.pieces, told: fault.told)
  }
}
