import Foundation
import Pages

/// What a question found.
struct ResidentListPage: Page {
  static let template = "residents/index"
  let filter: ResidentFilterForm
  let answer: ResidentAnswer
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let words = ResidentWords(zone: answer.estate.zone, lobby: lobby, context: context)
    return ResidentFrame.content(text: filter.text, lobby: lobby, context: context).merging([
      "is_search": true, "residents": answer.residents.map { words.row($0, answer.residencies[$0.id] ?? []) },
      "has_residents": !answer.residents.isEmpty, "is_places": false,
      "nobody": lobby.text("resident.nobody", context, ["text": filter.text]),
      "next": answer.next.map { ResidentFrame.path(["q": filter.text, "cursor": $0.text]) } ?? false,
    ]) { $1 }
  }
}

/// Without a question: the estate's buildings, and the rooms of the chosen one.
struct BuildingListPage: Page {
  static let template = "residents/index"
  let buildings: [Building]
  let chosen: Building?
  let rooms: [Home]
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    ResidentFrame.content(text: "", lobby: lobby, context: context).merging([
      "is_search": false, "residents": [], "has_residents": false, "nobody": "", "next": false,
      "is_places": [
        "buildings": buildings.map(tile), "has_buildings": !buildings.isEmpty,
        "chosen": chosen.map { ["display": $0.display, "rooms": rooms.map(row)] as [String: Any] } ?? false,
      ] as [String: Any],
    ]) { $1 }
  }

  private func tile(_ building: Building) -> [String: Any] {
    [
      "path": ResidentFrame.path([
        "zone": building.zone ?? "", "building": building.name ?? "", "entrance": building.entrance ?? "",
      ]),
      "display": building.display.isEmpty ? lobby.text("resident.no_building", context) : building.display,
      "count": lobby.text("resident.room_count", context, ["n": String(building.roomCount)]),
      "is_current": chosen?.isSamePlace(as: building) ?? false,
    ]
  }

  private func row(_ home: Home) -> [String: Any] {
    [
      "path": "/rooms/\(home.room.id)", "room": home.room.display, "is_empty": home.people.isEmpty,
      "people": home.people.map { person in
        [
          "path": "/residents/\(person.resident.id)", "name": person.resident.name,
          "is_discreet": person.resident.isDiscreet,
          "relation": lobby.text("resident.relation_\(person.residency.relation.rawValue)", context),
        ] as [String: Any]
      },
    ]
  }
}

/// What both faces of `/residents` show around their list.
enum ResidentFrame {
  static func content(text: String, lobby: Lobby, context: LobbyContext) -> [String: Any] {
    ["q": text, "may_keep": context.may(.keepResidents), "may_import": context.may(.importResidents)]
  }

  /// `/residents?q=…`, values encoded.
  static func path(_ query: [String: String]) -> String {
    "/residents?"
      + query.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty || $0.key == "building" }
      .map { "\($0.key)=\($0.value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }
      .joined(separator: "&")
  }
}
