import Foundation

/// The newest entry of the record at a moment.
struct RecordHead: Sendable, Equatable {
  let seq: Int
  let id: String
  /// The last seal under it.
  var seal: SealMark?
}

/// A seal of the record as it stands on paper.
struct SealMark: Sendable, Equatable {
  let seq: Int
  let digits: String
}

/// One time that a sheet went to paper.
struct SheetPrint: Sendable, Equatable {
  /// The entry of the record that tells of it.
  let id: String
  let key: String
  /// 1 for the first; from 2 on it is a reprint and says so.
  let copy: Int
  let fingerprint: String
  /// The entry of the record that it was sealed on.
  let after: Int
  /// The seal of the record that stood on the sheet.
  let seal: SealMark?
  var head: RecordHead?
  let at: Instant
  let by: String

  /// How long the page of a print goes to paper as that print; later it is a preview again.
  static let minutes = 10

  func isFresh(at now: Instant) -> Bool { now <= at.advanced(minutes: Self.minutes) }

  func on(_ head: RecordHead) -> SheetPrint {
    var print = self
    print.head = head
    return print
  }
}

/// A sheet that goes to paper: its rows, and the days that they are of.
struct PrintedSheet: Sendable {
  let rows: [[String]]
  let pages: Int
  let period: RegisterPeriod
  let kind: JournalKind
  /// By which the record knows it, where it is no period of a register.
  var name: String?
  var form = "receptions"

  /// The same period of the same form has the same key.
  var key: String {
    if let name { return name }
    return switch kind {
    case .registerPrinted: period.key
    case .rosterPrinted: "roster/\(period.key)"
    default: "\(form)/\(period.key)"
    }
  }
}

extension SheetPrint {
  init?(_ entry: JournalEntry) {
    let payload = entry.event.payload
    guard let key = entry.event.subject, let fingerprint = payload["fingerprint"],
      let copy = payload["copy"].flatMap(Int.init), let after = payload["after"].flatMap(Int.init)
    else { return nil }
    self.init(
      id: entry.id, key: key, copy: copy, fingerprint: fingerprint, after: after,
      seal: SealMark(payload), head: nil, at: entry.recordedAt,
      by: entry.accountName)
  }
}

extension SealMark {
  /// As an entry of a print keeps it.
  init?(_ payload: [String: String]) {
    guard let seq = payload["sealed"].flatMap(Int.init), let digits = payload["seal"] else { return nil }
    self.init(seq: seq, digits: digits)
  }
}
