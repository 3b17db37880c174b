import Foundation
import Testing

@testable import Foyer

/// The zone's own arithmetic says what the system's calendar says.
struct ZoneOffsetTests {
  @Test(arguments: ["Asia/Shanghai", "Asia/Urumqi", "UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])
  func `Days and clocks are the calendar's, also on days on which clocks change`(name: String) throws {
    let zone = try #require(EstateZone(name))
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone.timeZone
    var generator = SystemRandomNumberGenerator()
    // Spring and autumn of 2026, minute by ten minutes, and moments of two centuries.
    let changes = (0..<54_000).map { 1_767_225_600_000 + $0 * 600_000 }
    let others = (0..<2000).map { _ in Int.random(in: -1_500_000_000_000...4_000_000_000_000, using: &generator) }
    for milliseconds in changes.shuffled().prefix(4000) + others {
      let instant = Instant(milliseconds: milliseconds)
      let parts = calendar.dateComponents(
        [.year, .month, .day, .hour, .minute, .second, .weekday], from: instant.date)
      let own = zone.parts(instant)
      let theirs = EstateZone.Parts(
        year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0, hour: parts.hour ?? 0,
        minute: parts.minute ?? 0, second: parts.second ?? 0, weekday: ((parts.weekday ?? 1) + 5) % 7 + 1)
      #expect(own == theirs, "\(name) \(milliseconds)")
    }
  }

  @Test(arguments: ["Asia/Shanghai", "UTC", "America/New_York", "Asia/Kathmandu"])
  func `A moment is written as the system writes ISO 8601`(name: String) throws {
    let zone = try #require(EstateZone(name))
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true, timeZone: zone.timeZone)
      .timeZoneSeparator(.colon)
    for milliseconds in stride(from: 1_767_225_600_000, to: 1_798_761_600_000, by: 86_400_000 / 5 + 4321) {
      let instant = Instant(milliseconds: milliseconds / 1000 * 1000)
      #expect(zone.iso(instant) == instant.date.formatted(style))
    }
    #expect(zone.iso(Instant(milliseconds: 1_767_225_600_007)).contains(":00.007"))
  }
}
