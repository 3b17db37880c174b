import Foundation
import Pages

/// A reception in the reader's words.
struct ReceptionWords: Sendable {
  let zone: EstateZone
  let language: Language
  let phrasebook: Phrasebook

  private static let none = "—"

  func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
    phrasebook.text(key, language, arguments)
  }

  var header: [String] { PaperSheet.receptionColumns.map { text("reception.column_\($0.name)") } }

  /// One row of the paper form.
  func cells(_ reception: Reception) -> [String] {
    let details = reception.details
    let arrivedAt = reception.arrivedAt ?? details.plannedAt
    return [
      zone.monthAndDay(arrivedAt), details.organisation, joined(details.leader, details.leaderTitle),
      String(details.party), details.purpose, level(details) ?? Self.none, details.approvedBy ?? Self.none,
      joined(details.host, details.escort), zone.clock(arrivedAt), left(reception, since: arrivedAt),
      details.route ?? Self.none, text(details.photosAllowed ? "reception.yes" : "reception.no"),
      reception.feedback ?? "", reception.createdBy,
    ]
  }

  func level(_ details: Reception.Details) -> String? { details.level.map { text("reception.level_\($0.rawValue)") } }

  private func joined(_ one: String?, _ other: String?) -> String {
    let words = [one, other].compactMap(\.self)
    return words.isEmpty ? Self.none : words.joined(separator: "/")
  }

  private func left(_ reception: Reception, since arrivedAt: Instant) -> String {
    guard let leftAt = reception.leftAt else { return "" }
    return zone.clock(leftAt, onDayOf: arrivedAt)
  }

  static func chip(of state: Reception.State) -> String {
    switch state {
    case .announced: "wait"
    case .inside: "on"
    case .left: "done"
    case .cancelled: "off"
    }
  }
}

/// The receptions of a period, read and put into words.
struct ReceptionSheet: Sendable {
  let estate: Estate
  let period: RegisterPeriod
  let words: ReceptionWords
  let rows: [[String]]
  let head: RecordHead

  var paper: PaperSheet { PaperSheet(columns: PaperSheet.receptionColumns, rows: rows) }
}
