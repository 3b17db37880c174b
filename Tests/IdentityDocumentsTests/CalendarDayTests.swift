import IdentityDocuments
import Testing

@Suite("Days of the calendar")
struct CalendarDayTests {
  @Test("only days of the calendar exist")
  func existence() {
    #expect(CalendarDay(year: 2024, month: 2, day: 29) != nil)
    #expect(CalendarDay(year: 2023, month: 2, day: 29) == nil)
    #expect(CalendarDay(year: 1900, month: 2, day: 29) == nil)
    #expect(CalendarDay(year: 2000, month: 2, day: 29) != nil)
    #expect(CalendarDay(year: 2026, month: 4, day: 31) == nil)
    #expect(CalendarDay(year: 2026, month: 13, day: 1) == nil)
    #expect(CalendarDay(year: 2026, month: 0, day: 1) == nil)
    #expect(CalendarDay(year: 2026, month: 1, day: 0) == nil)
    #expect(CalendarDay(year: 0, month: 1, day: 1) == nil)
    #expect(CalendarDay(year: Int.max, month: Int.min, day: Int.max) == nil)
  }

  @Test("ISO text and day are the same thing", arguments: ["0001-01-01", "1949-12-31", "2024-02-29", "9999-12-31"])
  func roundTrip(iso: String) {
    #expect(CalendarDay.parse(iso)?.iso == iso)
  }

  @Test(
    "other spellings are no day",
    arguments: ["", "2026-1-1", "2026-02-30", "20260101", "2026/01/01", "2026-01-01T", " 2026-01-01", "２０２６-01-01"])
  func refused(text: String) {
    #expect(CalendarDay.parse(text) == nil)
  }

  @Test("days are in order")
  func order() {
    #expect(day("2025-12-31") < day("2026-01-01"))
    #expect(day("2026-01-31") < day("2026-02-01"))
    #expect(!(day("2026-01-01") < day("2026-01-01")))
  }

  @Test("every day since the epoch follows the one before it, for four hundred years")
  func succession() throws {
    #expect(CalendarDay(daysSince1970: 0)?.iso == "1970-01-01")
    #expect(CalendarDay(daysSince1970: 20_780)?.iso == "2026-11-23")
    #expect(CalendarDay(daysSince1970: -719_162)?.iso == "0001-01-01")
    #expect(CalendarDay(daysSince1970: 2_932_896)?.iso == "9999-12-31")
    #expect(CalendarDay(daysSince1970: -719_163) == nil)
    #expect(CalendarDay(daysSince1970: .max) == nil)
    var previous = try #require(CalendarDay(daysSince1970: -1))
    for number in 0..<146_097 {
      let next = try #require(CalendarDay(daysSince1970: number))
      guard previous < next else {
        Issue.record("\(previous.iso) is not before \(next.iso)")
        return
      }
      previous = next
    }
    #expect(previous.iso == "2369-12-31")
  }
}
