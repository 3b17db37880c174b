import Foundation
import Pages

/// One visit as a page shows it: masked, with its words in the reader's language.
struct VisitLine {
  let visit: Visit
  let estate: Estate
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    [
      "id": visit.id, "path": "/visits/\(visit.id)", "state": visit.state.rawValue,
      "state_text": lobby.text("visit.state.\(visit.state.rawValue)", context),
      "name": visit.visitorName ?? "", "purpose": lobby.text("visit.purpose.\(visit.purpose.rawValue)", context),
      "room": visit.room ?? "", "pass": visit.pass?.number ?? "",
      "arrived": estate.zone.dayAndClock(visit.arrivedAt),
    ]
  }
}

struct VisitListPage: Page {
  static let template = "visits/index"
  let visits: [Visit]
  let estate: Estate
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    ["visits": visits.map { VisitLine(visit: $0, estate: estate, lobby: lobby, context: context).content }]
  }
}

struct VisitPage: Page {
  static let template = "visits/show"
  let visit: Visit
  let estate: Estate
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    ["visit": VisitLine(visit: visit, estate: estate, lobby: lobby, context: context).content]
  }
}

struct DeskPage: Page {
  static let template = "desk/show"
  let inside: [Visit]
  let estate: Estate
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    [
      "inside": inside.map { VisitLine(visit: $0, estate: estate, lobby: lobby, context: context).content },
      "estate": estate.name,
    ]
  }
}
