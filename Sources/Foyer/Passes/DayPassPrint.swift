import Foundation

/// One time that a day pass went to paper. From the second on it is a reprint and says so.
struct DayPassPrint: Sendable, Equatable {
  /// The entry of the record that tells of it.
  let id: String
  let visit: String
  let copy: Int
  let at: Instant
  let by: String

  /// An old address must not bring the same print to paper again.
  func isFresh(at now: Instant) -> Bool { now <= at.advanced(minutes: SheetPrint.minutes) }
}

extension DayPassPrint {
  init?(_ entry: JournalEntry) {
    guard entry.event.kind == .visitPassPrinted, let visit = entry.event.subject,
      let copy = entry.event.payload["copy"].flatMap(Int.init)
    else { return nil }
    self.init(id: entry.id, visit: visit, copy: copy, at: entry.recordedAt, by: entry.accountName)
  }
}

struct DayPassPrintResource: Encodable {
  let id, visit, printedAt, printedBy: String
  let copy: Int

  init(_ print: DayPassPrint, zone: EstateZone) {
    id = print.id
    visit = print.visit
    copy = print.copy
    printedAt = zone.iso(print.at)
    printedBy = print.by
  }
}
