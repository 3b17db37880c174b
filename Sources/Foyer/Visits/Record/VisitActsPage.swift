import Foundation
import IdentityDocuments
import Pages

/// The line of stations on a visit's page, and the acts that fit its state.
extension VisitPage {
  var stations: [[String: Any]] {
    let progress = VisitStations(visit).progress
    return VisitStations.Stop.allCases.enumerated().map { index, stop in
      let state = progress[stop] ?? .todo
      return [
        "n": index + 1, "title": word("record.stop_\(stop.rawValue)"), "progress": state.rawValue,
        "is_now": state == .now, "lines": lines(at: stop).map { ["text": $0] },
        "sign": state == .skipped ? word("record.skipped") : false,
      ]
    }
  }

  private func lines(at stop: VisitStations.Stop) -> [String] {
    switch stop {
    case .challenge:
      return [visit.room, hostWord].compactMap(\.self)
    case .confirmation: return confirmationLines
    case .document:
      let alternative = visit.document.alternative.map { word("visit.alternative.\($0.rawValue)") }
      guard visit.document.check != .notRequired else { return [] }
      return [word("visit.check.\(visit.document.check.rawValue)"), alternative].compactMap(\.self)
    case .admission:
      let reason = visit.state == .refused ? visit.reason.map { word("visit.reason.\($0)") } : nil
      return [visit.admittedAt.map(zone.dayAndClock), visit.pass?.number, reason].compactMap(\.self)
    case .departure:
      guard let endedAt = visit.endedAt, visit.state != .refused else { return [] }
      let seen = visit.state == .closedNoDeparture ? word("visit.state.closed_no_departure") : nil
      return [zone.dayAndClock(endedAt), seen].compactMap(\.self)
    }
  }

  private var hostWord: String? {
    switch visit.hostMatch {
    case .notAsked: nil
    // Couriers and emergency services name no person.
    case .match where visit.hostName == nil: word("record.room_match")
    case let match: word("record.host_\(match.rawValue)")
    }
  }

  private var confirmationLines: [String] {
    let confirmation = visit.confirmation
    guard confirmation.method != nil || confirmation.result != nil else { return [] }
    let how = confirmation.method.map { word("visit.method.\($0.rawValue)") }
    let answer = confirmation.result.map { word("visit.answer.\($0.rawValue)") }
    let tries = confirmation.tries > 1 ? word("record.tries", ["n": String(confirmation.tries)]) : nil
    let words = [how, answer].compactMap(\.self).joined(separator: " · ")
    return [words, tries, confirmation.confirmedBy].compactMap(\.self)
  }

  func acts(_ typed: TypedForm) -> [String: Any] {
    let may = context.may(.registerVisits)
    let isUndoable = UndoWindow.isOpen(since: visit.endedAt, at: context.now)
    let hasEnded = visit.state == .left || visit.state == .closedNoDeparture
    let isEmergency = visit.category == .emergency
    return [
      "has_acts": may && (visit.state == .inside || visit.state == .waiting || hasEnded && isUndoable || isEmergency),
      "may_depart": may && visit.state == .inside, "departs_with_pass": visit.pass != nil,
      "may_undo": may && hasEnded && isUndoable, "is_waiting": may && visit.state == .waiting,
      "awaits_answer": visit.awaitsHost,
      "awaits_details": may && isEmergency && visit.state != .refused,
      "confirmation_form": [
        typed.choices("method", words(Visit.ConfirmationMethod.allCases, "visit.method"), columns: 3, required: true),
        typed.choices("result", words(Visit.ConfirmationResult.allCases, "visit.answer"), columns: 3, required: true),
        typed.input("confirmed_by"),
      ],
      "document_form": [
        typed.select("type", [.init(value: "", label: word("record.no_type"))] + documentTypes),
        typed.input("number", limit: 100),
        typed.choices("check", words(Self.checks, "visit.check"), columns: 2, required: true),
        typed.choices("alternative", words(Visit.Alternative.allCases, "visit.alternative"), columns: 2),
      ],
      "refusal_form": [
        typed.select(
          "reason", [.init(value: "", label: word("record.choose"))] + words(Visit.Refusal.allCases, "visit.reason"),
          required: true), typed.area("note", limit: 500),
      ],
      "details_form": [
        typed.input("visitor.name"), typed.input("visitor.organisation", limit: 100),
        typed.input("visitor.phone", limit: 40), typed.input("visitor.party", type: "number", limit: 3),
        typed.input("host.room"), typed.area("note", limit: 500),
      ],
    ]
  }

  private static let checks: [Visit.DocumentCheck] = [.match, .mismatch, .unreadable, .declined]

  private var documentTypes: [TypedForm.Choice] { words(DocumentType.allCases, "document.type") }

  private func words(_ choices: some Sequence<some RawRepresentable<String>>, _ key: String) -> [TypedForm.Choice] {
    choices.map { .init(value: $0.rawValue, label: word("\(key).\($0.rawValue)")) }
  }
}
