import Testing

@testable import Foyer

struct AttendanceTests {
  private let limits = Attendance.Limits(arriveEarly: 10, lateAfter: 5, absentAfter: 30, unmannedAfter: 5)
  private let start = TestLobby.evening

  private func entry(_ id: String, account: String = "a", from: Int = 0, until: Int = 480) -> RosterEntry {
    RosterEntry(
      id: id, post: "p", account: account, kind: "k", startsAt: start.advanced(minutes: from),
      endsAt: start.advanced(minutes: until))
  }

  private func duty(_ entry: RosterEntry?, arrived: Int, began: Int? = nil, ended: Int? = nil) -> Duty {
    var duty = Duty(
      id: "d\(arrived)", post: "p", account: "a", name: "白芷",
      plan: entry.map { .init(entry: $0.id, shift: nil, from: $0.startsAt, until: $0.endsAt) },
      arrivedAt: start.advanced(minutes: arrived), arrivalBy: "a")
    duty.startedAt = began.map { start.advanced(minutes: $0) }
    duty.endedAt = ended.map { start.advanced(minutes: $0) }
    return duty
  }

  private func look(_ entries: [RosterEntry], _ duties: [Duty] = [], at minutes: Int) -> Attendance {
    let ends = duties.compactMap { duty in duty.endedAt.map { ("p", $0) } }
    return Attendance(
      entries: entries, duties: duties, lastEnds: Dictionary(ends, uniquingKeysWith: max), limits: limits,
      at: start.advanced(minutes: minutes))
  }

  @Test(arguments: [
    (-11, Attendance.Standing.expected), (-10, .due), (4, .due), (5, .late), (29, .late), (30, .absent), (480, .absent),
  ])
  func `Who has not come is expected, due, late and then absent`(minutes: Int, standing: Attendance.Standing) {
    #expect(look([entry("e")], at: minutes).lines.map(\.standing) == [standing])
  }

  @Test func `Who has come is neither late nor absent`() {
    let shift = entry("e")
    #expect(look([shift], [duty(shift, arrived: -3)], at: 40).lines.map(\.standing) == [.arrived])
    #expect(look([shift], [duty(shift, arrived: -3, began: 0)], at: 40).missing.isEmpty)
    // Sent home before he served: the shift is nobody's again.
    #expect(look([shift], [duty(shift, arrived: -3, ended: 2)], at: 40).missing.count == 1)
  }

  @Test func `A post is unmanned where the roster has somebody and nobody is on duty`() {
    let shift = entry("e")
    #expect(look([shift], at: 4).gaps.isEmpty)
    #expect(look([shift], at: 5).gaps == [.init(post: "p", since: start)])
    #expect(look([shift], [duty(shift, arrived: -3, began: 0)], at: 40).gaps.isEmpty)
    // The last one left at 20; from then on it is empty, although he had come.
    let gone = duty(shift, arrived: -3, began: 0, ended: 20)
    #expect(look([shift], [gone], at: 26).gaps == [.init(post: "p", since: start.advanced(minutes: 20))])
    #expect(look([], at: 40).gaps.isEmpty)
  }

  @Test func `A relief who does not come leaves no hole while the last one stays`() {
    let (old, new) = (entry("o", from: -480, until: 0), entry("n", account: "b"))
    let found = look([old, new], [duty(old, arrived: -490, began: -480)], at: 60)
    #expect(found.gaps.isEmpty && found.missing.map(\.entry.id) == ["n"])
  }

  @Test func `Cover without a break begins with its first shift`() {
    let entries = [entry("a", from: -480, until: 0), entry("b"), entry("c", from: 481, until: 900)]
    #expect(Attendance.coverStart(of: entries, at: start.advanced(minutes: 10)) == start.advanced(minutes: -480))
    #expect(Attendance.coverStart(of: entries, at: start.advanced(minutes: 480)) == nil)
    #expect(Attendance.coverStart(of: entries, at: start.advanced(minutes: 500)) == start.advanced(minutes: 481))
  }

  @Test(arguments: [(-11, 0), (-10, 0), (-9, 1), (0, 10), (20, 30)])
  func `Less than the minutes before the shift counts as late`(arrived: Int, late: Int) {
    #expect(limits.lateness(of: start.advanced(minutes: arrived), for: start) == late)
  }

  @Test func `Punctuality is n of d, and leave does not count`() {
    let shift = entry("e")
    func absence(_ outcome: Absence.Outcome?) -> Absence {
      var absence = Absence(shift)
      absence.outcome = outcome
      return absence
    }
    let figures = Punctuality(
      duties: [
        duty(shift, arrived: -12, began: 0), duty(shift, arrived: -2, began: 0), duty(nil, arrived: 3, began: 4),
      ],
      absences: [absence(.leave), absence(.absent), absence(nil)], names: [:], unmannedMinutes: 7, limits: limits)
    #expect(figures.onTime == 1 && figures.due == 4 && figures.unplanned == 1 && figures.unsettled == 1)
    #expect(figures.lines.map(\.lateMinutes) == [8])
    #expect(PunctualityPage.rate(0, 0) == "—" && PunctualityPage.rate(2, 3) == "66.7%")
  }
}
