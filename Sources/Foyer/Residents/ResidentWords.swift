import Foundation
import IdentityDocuments
import Pages

/// Residents and their rooms in the reader's words.
struct ResidentWords {
  let zone: EstateZone
  let lobby: Lobby
  let context: LobbyContext

  func row(_ resident: Resident, _ residencies: [Resident.Residency]) -> [String: Any] {
    let current = residencies.filter { $0.isCurrent(at: context.now) }
    return [
      "path": "/residents/\(resident.id)", "name": resident.name, "is_discreet": resident.isDiscreet,
      "phone": resident.maskedPhones.first ?? false, "rooms": current.map(place), "has_rooms": !current.isEmpty,
    ]
  }

  func place(_ residency: Resident.Residency) -> [String: Any] {
    let isCurrent = residency.isCurrent(at: context.now)
    let isComing = residency.startsAt.map { $0 > context.now } ?? false
    return [
      "id": residency.id, "room": residency.roomDisplay, "room_path": "/rooms/\(residency.room)",
      "relation": lobby.text("resident.relation_\(residency.relation.rawValue)", context),
      "period": period(residency), "is_current": isCurrent, "may_reopen": residency.endsAt != nil,
      "state": lobby.text("resident.state_\(isCurrent ? isComing ? "coming" : "lives" : "left")", context),
      "chip": isCurrent ? isComing ? "wait" : "on" : "off",
    ]
  }

  /// `2023-05-01 – 2026-04-30`, an open end where there is none.
  func period(_ residency: Resident.Residency) -> Any {
    let from = residency.startsAt.map(zone.day)
    let to = residency.endsAt.map(zone.lastDay(before:))
    switch (from, to) {
    case (nil, nil): return false
    case (let from?, nil): return lobby.text("resident.since", context, ["day": from])
    case (nil, let to?): return lobby.text("resident.until", context, ["day": to])
    case (let from?, let to?): return "\(from) – \(to)"
    }
  }

  func bar(_ bar: AdmissionBar) -> [String: Any] {
    let who = [bar.name.map { PersonName($0).masked }, bar.phone.map(PhoneMask.masked)].compactMap(\.self)
    return ["id": bar.id, "who": who.joined(separator: " · "), "since": zone.day(bar.since)]
  }

  func card(_ card: RecognitionCard) -> [[String: Any]] {
    let facts = [
      ("floor", card.floor), ("household", card.household.map(String.init)), ("appearance", card.appearance),
      ("usual_times", card.usualTimes),
    ]
    return facts.compactMap { name, value in
      value.map { ["label": lobby.text("resident_form.card_\(name)", context), "value": $0] }
    }
  }

  /// Columns of an import that somebody asked to keep; identity numbers stay masked.
  func extras(_ extras: [String: String]) -> [[String: Any]] {
    extras.sorted { $0.key < $1.key }.map { name, value in
      [
        "label": lobby.text("importing.field_\(name)", context),
        "value": name == ResidentField.document.rawValue ? DocumentNumber.mask(value, as: .residentID) : value,
      ]
    }
  }

  var relations: [TypedForm.Choice] {
    Resident.Relation.allCases.map {
      .init(value: $0.rawValue, label: lobby.text("resident.relation_\($0.rawValue)", context))
    }
  }
}
