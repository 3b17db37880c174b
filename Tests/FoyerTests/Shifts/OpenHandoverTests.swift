import Testing

@testable import Foyer

struct OpenHandoverTests {
  private static let start = TestLobby.evening

  @Test func `A handover is raised when it takes longer than it may, and at once when it is refused`() {
    var handover = Handover(
      id: "h", post: "p", coversFrom: Self.start, begunAt: Self.start, begunBy: "白芷", earlyReason: nil)
    func raised(_ minutes: Int) -> OpenHandover.Kind? {
      OpenHandover(handover, minutes: 15, at: Self.start.advanced(minutes: minutes))?.kind
    }
    #expect(raised(15) == nil)
    #expect(raised(16) == .overdue)
    (handover.refusedAt, handover.refusedBy) = (Self.start.advanced(minutes: 2), "石斛")
    #expect(raised(3) == .refused)
  }

  @Test func `Punctual is what was accepted by the planned end; an order counts as neither punctual nor quick`() {
    func line(_ begun: Int, _ closed: Int, planned: Int?, accepted: Bool = true) -> HandoverPunctuality.Line {
      .init(
        begunAt: Self.start.advanced(minutes: begun), closedAt: Self.start.advanced(minutes: closed),
        plannedUntil: planned.map { Self.start.advanced(minutes: $0) }, isAccepted: accepted)
    }
    let found = HandoverPunctuality(
      [
        line(0, 10, planned: 10), line(0, 11, planned: 10), line(-10, 10, planned: 10), line(0, 5, planned: nil),
        line(0, 5, planned: 10, accepted: false),
      ], minutes: 15)
    #expect(found.handovers == 5 && found.planned == 4 && found.inTime == 2 && found.quick == 3)
  }

  @Test func `Two late reliefs of one hour and two lists missed at one time are different things`() {
    func late(_ entry: String) -> OpenItem {
      .duty(OpenDuty(kind: .late, path: "/duties", since: Self.start, post: "p", mark: entry))
    }
    func missed(_ list: String) -> OpenItem {
      .missedRound(DueRound(checklist: list, kind: .patrol, name: "", dueAt: Self.start, state: .missed))
    }
    #expect(Set([late("a"), late("b"), missed("a"), missed("b")].map(\.key)).count == 4)
  }
}
