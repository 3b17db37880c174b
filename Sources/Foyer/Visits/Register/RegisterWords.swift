import Foundation
import IdentityDocuments
import Pages

/// A visit as the paper register writes it: numbers and hosts masked, the visitor's name as the estate wants it.
struct RegisterWords: Sendable {
  let zone: EstateZone
  let language: Language
  let phrasebook: Phrasebook
  let namesInFull: Bool
  /// Paper stands under its day; a file is read on its own and mixed with others.
  var wholeDates = false

  private static let none = "—"

  var withWholeDates: RegisterWords {
    var words = self
    words.wholeDates = true
    return words
  }

  func cells(_ visit: Visit) -> [String] {
    let isOutside = visit.state == .refused || visit.state == .waiting
    return [
      wholeDates ? zone.day(visit.arrivedAt) : zone.monthAndDay(visit.arrivedAt), visitor(visit),
      visit.visitorSex.map { text("register.sex_\($0)") } ?? Self.none,
      String(visit.party), document(visit), visit.document.masked ?? Self.none,
      visit.visitorPhone.map(Self.maskedPhone) ?? Self.none, purpose(visit),
      visit.hostName.map { PersonName($0).masked } ?? Self.none, visit.room ?? Self.none, confirmation(visit),
      visit.belongings ?? (isOutside ? Self.none : text("register.no_belongings")),
      visit.pass?.number ?? (isOutside ? Self.none : text("visit.no_pass")), arrived(visit), left(visit),
      passBack(visit), visit.registeredBy, note(visit),
    ]
  }

  /// The columns' names as they stand on paper, on two lines where they are narrow.
  var header: [String] { PaperSheet.visitorColumns.map { text("register.column_\($0.name)") } }
  var number: String { text("register.column_number_in_row") }

  /// The same on one line.
  var plainHeader: [String] {
    ([number] + header).map { $0.replacing("\n", with: language == .english ? " " : "") }
  }

  private func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
    phrasebook.text(key, language, arguments)
  }

  private func visitor(_ visit: Visit) -> String {
    guard let name = visit.visitorName else {
      if visit.category == .turnedAway, let reason = visit.reason { return text("visit.reason.\(reason)") }
      return text("visit.category.\(visit.category.rawValue)")
    }
    return namesInFull ? name : PersonName(name).masked
  }

  private func document(_ visit: Visit) -> String {
    // One that was not shown has no name, whatever kind was asked for.
    let isShown = visit.document.masked != nil || visit.document.check != .declined
    if isShown, let type = visit.document.type { return text("register.document_\(type)") }
    guard visit.document.check == .notRequired else { return text("visit.check.\(visit.document.check.rawValue)") }
    return visit.state == .refused || visit.state == .waiting ? Self.none : text("register.no_document")
  }

  static func maskedPhone(_ text: String) -> String {
    PhoneNumber.parse(text).first?.mask ?? "*"
  }

  private func purpose(_ visit: Visit) -> String {
    guard visit.category == .turnedAway, let reason = visit.reason else {
      return text("visit.purpose.\(visit.purpose.rawValue)")
    }
    return text("visit.reason.\(reason)")
  }

  private func confirmation(_ visit: Visit) -> String {
    let method = visit.confirmation.method.map { text("register.method_\($0.rawValue)") }
    let answer: String? =
      switch visit.confirmation.result {
      case .confirmed: visit.confirmation.confirmedBy
      case .declined, .noAnswer: visit.confirmation.result.map { text("visit.answer.\($0.rawValue)") }
      case nil: nil
      }
    let words = [method, answer].compactMap(\.self)
    if !words.isEmpty { return words.joined(separator: " ") }
    return visit.state == .refused ? text("visit.state.refused") : Self.none
  }

  private func arrived(_ visit: Visit) -> String { wholeDates ? moment(visit.arrivedAt) : zone.clock(visit.arrivedAt) }

  private func moment(_ instant: Instant) -> String {
    wholeDates ? zone.yearDayAndClock(instant) : zone.dayAndClock(instant)
  }

  /// The clock alone on the day of arrival, with the day on a later one.
  private func left(_ visit: Visit) -> String {
    guard let endedAt = visit.endedAt, visit.state != .closedNoDeparture else { return "" }
    guard !wholeDates else { return moment(endedAt) }
    return zone.clock(endedAt, onDayOf: visit.arrivedAt)
  }

  private func passBack(_ visit: Visit) -> String {
    guard let pass = visit.pass else { return Self.none }
    switch pass.returned {
    case true?: return "√"
    case false?: return text("register.pass_missing")
    case nil: return ""
    }
  }

  private func note(_ visit: Visit) -> String {
    var words: [String] = []
    if visit.state == .waiting { words.append(text("visit.state.waiting")) }
    if visit.state == .closedNoDeparture { words.append(text("visit.state.closed_no_departure")) }
    if visit.state == .refused, visit.category != .turnedAway, let reason = visit.reason {
      words.append(text("visit.reason.\(reason)"))
    }
    if let alternative = visit.document.alternative { words.append(text("visit.alternative.\(alternative.rawValue)")) }
    if visit.confirmation.tries > 1 { words.append(text("record.tries", ["n": String(visit.confirmation.tries)])) }
    if visit.isEnteredLate { words.append(text("record.entered_late", ["at": moment(visit.recordedAt)])) }
    return (words + [visit.note].compactMap(\.self)).joined(separator: text("duty_record.comma"))
  }
}
