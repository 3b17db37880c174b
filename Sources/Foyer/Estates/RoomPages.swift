import Foundation
import Pages

/// One room and the people who have or had to do with it.
struct RoomPage: Page {
  static let template = "rooms/show"
  let home: Home
  let zone: EstateZone
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let room = home.room
    let now = home.people.filter { $0.residency.isCurrent(at: context.now) }
    let before = home.people.filter { !$0.residency.isCurrent(at: context.now) }
    let encoded = room.display.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    return [
      "display": room.display, "facts": facts, "people": now.map(row), "has_people": !now.isEmpty,
      "former": before.map(row), "has_former": !before.isEmpty, "visits_path": "/visits?room=\(encoded)",
      "add_path": "/residents/new?room=\(encoded)", "may_keep": context.may(.keepResidents),
      "may_see_visits": context.may(.seeVisits),
      "building_path": ResidentFrame.path([
        "zone": room.zone ?? "", "building": room.building ?? "", "entrance": room.entrance ?? "",
      ]),
    ]
  }

  private var facts: [[String: Any]] {
    let room = home.room
    let all = [
      ("zone", room.zone), ("building", room.building), ("entrance", room.entrance), ("floor", room.floor),
      ("kind", lobby.text("room.kind_\(room.kind.rawValue)", context)),
    ]
    return all.compactMap { name, value in
      value.map { ["label": lobby.text("room.\(name)", context), "value": $0] }
    }
  }

  private func row(_ person: Home.Person) -> [String: Any] {
    let words = ResidentWords(zone: zone, lobby: lobby, context: context)
    return words.place(person.residency).merging(words.row(person.resident, [])) { $1 }
  }
}

/// Adding a room.
struct RoomFormPage: Page {
  static let template = "rooms/form"
  let form: Form
  let errors: FieldErrors?
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let typed = TypedForm(form, errors: errors, prefix: "room_form", lobby: lobby, context: context)
    return typed.summary.merging(["fields": [typed.input("room", required: true, focus: true)]]) { $1 }
  }
}
