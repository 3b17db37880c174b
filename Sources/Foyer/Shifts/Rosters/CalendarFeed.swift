import Foundation

/// Planned shifts as an iCalendar stream (RFC 5545): stable ids, moments in UTC, lines of at most 75 octets.
struct CalendarFeed: Sendable {
  struct Event: Sendable {
    let uid: String
    let from, until, changedAt: Instant
    let revision: Int
    let summary, place: String
  }

  let name: String
  let events: [Event]

  var text: String {
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Foyer//Roster//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
      "X-WR-CALNAME:\(Self.escaped(name))", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
    ]
    for event in events { lines += Self.lines(event) }
    lines.append("END:VCALENDAR")
    return lines.map(Self.folded).joined()
  }

  private static func lines(_ event: Event) -> [String] {
    [
      "BEGIN:VEVENT", "UID:\(event.uid)@foyer", "DTSTAMP:\(moment(event.changedAt))", "DTSTART:\(moment(event.from))",
      "DTEND:\(moment(event.until))", "SEQUENCE:\(event.revision)", "SUMMARY:\(escaped(event.summary))",
      "LOCATION:\(escaped(event.place))", "STATUS:CONFIRMED", "TRANSP:OPAQUE", "END:VEVENT",
    ]
  }

  /// `20260514T150000Z`
  static func moment(_ instant: Instant) -> String {
    let iso = utc.iso(instant).prefix(19)
    return iso.filter { $0 != "-" && $0 != ":" } + "Z"
  }

  private static let utc = EstateZone("UTC") ?? .shanghai

  static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing(";", with: "\\;").replacing(",", with: "\\,")
      .replacing("\r\n", with: "\\n").replacing("\n", with: "\\n").replacing("\r", with: "")
  }

  /// The line with its end; what does not fit goes on after a blank, and no character is cut in two.
  static func folded(_ line: String) -> String {
    var folded = ""
    var octets = 0
    for scalar in line.unicodeScalars {
      let width = UTF8.width(scalar)
      if octets + width > 75 {
        folded += "\r\n "
        octets = 1
      }
      folded.unicodeScalars.append(scalar)
      octets += width
    }
    return folded + "\r\n"
  }
}
