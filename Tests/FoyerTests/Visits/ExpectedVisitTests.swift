import Foundation
import Testing

@testable import Foyer

/// The windows of expected visitors, on values alone.
struct ExpectedVisitTests {
  static let zone = EstateZone.shanghai
  /// Thursday, 2026-05-14, 21:42.
  static let now = TestLobby.evening

  static func expected(
    _ recurrence: ExpectedVisit.Recurrence, from: String, until: String, lastDay: String? = nil
  ) throws -> ExpectedVisit {
    ExpectedVisit(
      id: Identifier.make(at: now), room: "2-1604", roomKey: nil, hostName: nil, hostMatch: .unlisted,
      visitorName: "连钱", party: 1, purpose: .domestic, plate: nil, note: nil, givesPass: true, recurrence: recurrence,
      from: try #require(zone.instant(local: from)), until: try #require(zone.instant(local: until)),
      lastDay: lastDay.flatMap(zone.instant(day:)), createdAt: now, createdBy: "白芷", cancelledAt: nil, cancelledBy: nil)
  }

  @Test func `A night's carer is expected every evening, and still expected at two in the morning`() throws {
    let carer = try Self.expected(.daily, from: "2026-05-01T22:30", until: "2026-05-02T07:00", lastDay: "2026-06-30")
    #expect(carer.occurrences(at: Self.now, zone: Self.zone).map { Self.zone.dayAndClock($0.from) } == ["5-14 22:30"])
    let atTwo = try #require(Self.zone.instant(local: "2026-05-15T02:00"))
    #expect(
      carer.occurrences(at: atTwo, zone: Self.zone).map { Self.zone.dayAndClock($0.from) } == [
        "5-14 22:30", "5-15 22:30",
      ])
    let atNine = try #require(Self.zone.instant(local: "2026-05-15T09:00"))
    #expect(carer.occurrences(at: atNine, zone: Self.zone).map { Self.zone.dayAndClock($0.from) } == ["5-15 22:30"])
  }

  @Test func `What repeats on weekdays is not expected on Saturday and comes again on Monday`() throws {
    let cleaner = try Self.expected(.weekdays, from: "2026-05-11T09:00", until: "2026-05-11T12:00")
    let friday = try #require(Self.zone.instant(local: "2026-05-15T08:00"))
    let saturday = try #require(Self.zone.instant(local: "2026-05-16T08:00"))
    #expect(cleaner.occurrences(at: saturday, zone: Self.zone).isEmpty)
    #expect(
      cleaner.nextOccurrence(after: friday, zone: Self.zone).map { Self.zone.dayAndClock($0.from) } == "5-18 09:00")
  }

  @Test func `Nobody is expected behind the last day`() throws {
    let carer = try Self.expected(.daily, from: "2026-05-01T22:30", until: "2026-05-02T07:00", lastDay: "2026-05-13")
    #expect(carer.occurrences(at: Self.now, zone: Self.zone).isEmpty)
    #expect(carer.nextOccurrence(after: Self.now, zone: Self.zone) == nil)
    #expect(Self.zone.dayAndClock(carer.closing(in: Self.zone)) == "5-14 08:30")
  }

  @Test func `A window is expected, then due, then missed; an arrival settles it`() throws {
    let once = try Self.expected(.once, from: "2026-05-14T22:00", until: "2026-05-14T23:00")
    var occurrence = try #require(once.occurrences(at: Self.now, zone: Self.zone).first)
    #expect(occurrence.state(at: Self.now) == .expected)
    #expect(occurrence.state(at: Self.now.advanced(minutes: 30)) == .due)
    #expect(occurrence.state(at: Self.now.advanced(minutes: 90)) == .missed)
    occurrence.arrivals = [.init(visit: "v", occurredIn: occurrence.from, at: Self.now)]
    #expect(occurrence.state(at: Self.now.advanced(minutes: 90)) == .arrived)
  }
}
