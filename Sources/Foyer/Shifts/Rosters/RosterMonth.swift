/// A calendar month of an estate: `2026-11`, with its days as the wall clock has them.
struct RosterMonth: Sendable, Hashable {
  let year, month: Int

  init(holding instant: Instant, zone: EstateZone) {
    let parts = zone.parts(instant)
    (year, month) = (parts.year, parts.month)
  }

  /// Nil when the text is no month between 2000 and 2999.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 4, parts[1].count == 2, let year = Int(parts[0]),
      let month = Int(parts[1]), (2000...2999).contains(year), (1...12).contains(month)
    else { return nil }
    (self.year, self.month) = (year, month)
  }

  private init(year: Int, month: Int) {
    (self.year, self.month) = (year, month)
  }

  var next: RosterMonth { month == 12 ? .init(year: year + 1, month: 1) : .init(year: year, month: month + 1) }
  var previous: RosterMonth { month == 1 ? .init(year: year - 1, month: 12) : .init(year: year, month: month - 1) }

  var text: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }

  func start(in zone: EstateZone) -> Instant {
    zone.instant(day: "\(text)-01") ?? Instant(milliseconds: 0)
  }

  func end(in zone: EstateZone) -> Instant { next.start(in: zone) }

  /// The first moment of each day.
  func days(in zone: EstateZone) -> [Instant] {
    let end = end(in: zone)
    var days = [start(in: zone)]
    while let last = days.last, days.count < 31 {
      let next = zone.startOfDay(last, adding: 1)
      guard next < end else { break }
      days.append(next)
    }
    return days
  }
}

/// The roster of a month: who made it, and who approved it.
struct Roster: Sendable, Equatable {
  let startsAt, endsAt: Instant
  let madeAt: Instant
  let madeBy: String
  let approvedAt: Instant?
  let approvedBy: String?

  var isApproved: Bool { approvedAt != nil }
}

/// Makes a month out of crews and rotations.
struct RosterGeneration: Sendable {
  let zone: EstateZone
  let kinds: [String: ShiftKind]
  let rotations: [String: Rotation]
  let crews: [Crew]
  let members: [CrewMember]
  /// Shifts that stand already and stay: whoever has one then gets no other.
  let standing: [RosterEntry]
  let absences: [RosterPlan.Absence]

  struct Slot: Sendable, Equatable {
    let post, account, kind: String
    let from, until: Instant
  }

  /// Each shift belongs to the period in which it begins, however the rotation dates it.
  func slots(from: Instant, until: Instant) -> [Slot] {
    let crewOf = Dictionary(crews.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    let standing = Dictionary(grouping: standing, by: \.account)
    var slots: [Slot] = []
    for member in members {
      guard let crew = crewOf[member.crew], let rotation = crew.rotation.flatMap({ rotations[$0] }) else { continue }
      slots += self.slots(of: member, in: crew, rotation, from: from, until: until).filter { slot in
        !standing[slot.account, default: []].contains { $0.overlaps(slot.from, slot.until) }
          && !absences.contains {
            $0.account == slot.account && $0.from < slot.until && $0.until > slot.from
          }
      }
    }
    return slots.sorted { ($0.from, $0.post, $0.account) < ($1.from, $1.post, $1.account) }
  }

  private func slots(
    of member: CrewMember, in crew: Crew, _ rotation: Rotation, from: Instant, until: Instant
  ) -> [Slot] {
    var slots: [Slot] = []
    // A night that is written under the day before may begin on the first.
    var day = zone.startOfDay(from, adding: -1)
    while day < until {
      let number = zone.dayNumber(day)
      if let kind = rotation.kind(on: number, behind: crew.daysBehind, zone: zone).flatMap({ kinds[$0] }) {
        let hours = kind.hours(on: day, zone: zone)
        if hours.from >= from, hours.from < until, hours.from < hours.until {
          slots.append(
            Slot(post: member.post, account: member.account, kind: kind.id, from: hours.from, until: hours.until))
        }
      }
      day = zone.startOfDay(day, adding: 1)
    }
    return slots
  }
}
