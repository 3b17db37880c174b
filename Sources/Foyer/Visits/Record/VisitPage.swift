import Foundation
import IdentityDocuments
import Pages

struct VisitPage: Page {
  static let template = "visits/show"
  let record: VisitRecordFacts
  let errors: FieldErrors?
  let lobby: Lobby
  let context: LobbyContext

  var visit: Visit { record.visit }
  var zone: EstateZone { record.estate.zone }

  var content: [String: Any] {
    let typed = TypedForm(context.form, errors: errors, prefix: "record_form", lobby: lobby, context: context)
    return [head, facts, typed.summary, acts(typed), documentParts].reduce(into: [:]) { $0.merge($1) { $1 } }
  }

  func word(_ key: String, _ arguments: [String: String] = [:]) -> String { lobby.text(key, context, arguments) }

  private var head: [String: Any] {
    [
      "path": "/visits/\(visit.id)", "name": title, "state_text": word("visit.state.\(visit.state.rawValue)"),
      "chip": visit.isOverstaying(at: context.now) ? "late" : VisitWords.chip(of: visit.state),
      "reason": visit.reason.map { word("visit.reason.\($0)") } ?? false, "pass": visit.pass?.number ?? false,
      "went_in_without": visit.wentInWithoutPass,
      "is_late_entry": visit.isEnteredLate,
      "late_entry": word("record.entered_late", ["at": zone.dayAndClock(visit.recordedAt)]),
      "is_overstaying": visit.isOverstaying(at: context.now), "overstay": overstay,
      "has_warnings": !visit.warnings.isEmpty, "warnings": visit.warnings.map { ["text": warning($0)] },
      "stations": stations,
      "trail": JournalTrail(trail: record.trail, zone: zone, lobby: lobby, context: context, isOfSubject: true).content,
    ]
  }

  private var words: VisitWords { lobby.words(record.estate, context) }

  private var title: String { words.name(of: visit) }

  private func warning(_ word: String) -> String {
    lobby.phrasebook.has("visit.warning.\(word)") ? self.word("visit.warning.\(word)") : word
  }

  private var overstay: String {
    guard let end = visit.expectedEnd else { return "" }
    return word(
      "record.overstay", ["end": zone.dayAndClock(end), "time": words.duration(context.now.minutes(since: end))])
  }

  private var facts: [String: Any] {
    let list: [(String, String?)] = [
      ("visitor", visit.visitorName), ("sex", visit.visitorSex.map { word("record.sex_\($0)") }),
      ("party", String(visit.party)), ("organisation", visit.organisation),
      ("phone", visit.visitorPhone.map(maskedPhone)), ("purpose", word("visit.purpose.\(visit.purpose.rawValue)")),
      ("category", word("visit.category.\(visit.category.rawValue)")), ("room", visit.room),
      ("host", visit.hostName.map { PersonName($0).masked }), ("belongings", visit.belongings),
      ("arrived", zone.dayAndClock(visit.arrivedAt)),
      ("recorded", visit.isEnteredLate ? zone.dayAndClock(visit.recordedAt) : nil),
      ("expected_end", visit.expectedEnd.map(zone.dayAndClock)), ("ended", visit.endedAt.map(zone.dayAndClock)),
      ("pass_back", visit.pass?.returned.map { word($0 ? "record.pass_back_yes" : "record.pass_back_no") }),
      ("registered_by", visit.registeredBy), ("ended_by", visit.endedBy), ("note", visit.note),
    ]
    return [
      "facts": list.compactMap { name, value in value.map { ["label": word("record.fact_\(name)"), "value": $0] } }
    ]
  }

  private func maskedPhone(_ text: String) -> String {
    let numbers = PhoneNumber.parse(text).map(\.mask)
    return numbers.isEmpty ? "*" : numbers.joined(separator: "、")
  }

  private var documentParts: [String: Any] {
    let document = visit.document
    return [
      "has_document": document.type != nil || document.check != .notRequired,
      "document_type": document.type.map { word("document.type.\($0)") } ?? false,
      "document_number": document.masked ?? false, "document_check": word("visit.check.\(document.check.rawValue)"),
      "document_chip": Self.chip(of: document.check),
      "document_alternative": document.alternative.map { word("visit.alternative.\($0.rawValue)") } ?? false,
      "document_findings": document.findings.map { ["text": word("document.finding.\($0)")] },
      "may_reveal": document.masked != nil && context.may(.revealNumbers), "reveal_subject": revealSubject,
      "reveal_reasons": RevealPage.reasons(lobby, context), "has_reveals": !record.reveals.isEmpty,
      "reveals": record.reveals.map {
        [
          "at": zone.dayAndClock($0.at), "who": $0.accountName, "reason": RevealPage.words(of: $0, lobby, context),
        ]
      },
    ]
  }

  /// `A-004，秦*`
  private var revealSubject: String { [visit.pass?.number, title].compactMap(\.self).joined(separator: " · ") }

  private static func chip(of check: Visit.DocumentCheck) -> String {
    switch check {
    case .match: "done"
    case .mismatch: "late"
    case .unreadable, .declined: "soon"
    case .notRequired: "off"
    }
  }
}
