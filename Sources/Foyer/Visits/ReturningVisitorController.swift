import Foundation
import Hummingbird
import Pages

/// Who came to a room before, so that a returning visitor is in with a few keys. Names are masked: the counter faces
/// the public, and what is not shown need not be typed either (``Registration`` takes it from the earlier visit).
struct ReturningVisitorController: Sendable {
  let lobby: Lobby

  private static let most = 5

  struct List: Encodable {
    struct Item: Encodable {
      let visit, name, purpose, purposeText, last: String
      let documentType: String?
    }
    let items: [Item]
  }

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let principal = try context.principal
    let text = request.uri.queryParameters.get("room") ?? ""
    guard text.count <= 60 else { throw FieldErrors("room", "too_long", ["limit": "60"]) }
    let key = RoomName.parse(text).key
    let (estate, visits) = try await lobby.read { snapshot in
      (
        try snapshot.existingEstate(principal.estate),
        try snapshot.returningVisitors(toRoom: key, of: principal.estate, limit: Self.most)
      )
    }
    let items = visits.map { visit in
      List.Item(
        visit: visit.id, name: PersonName(visit.visitorName ?? "").masked, purpose: visit.purpose.rawValue,
        purposeText: lobby.text("visit.purpose.\(visit.purpose.rawValue)", context),
        last: estate.zone.dayAndClock(visit.arrivedAt), documentType: visit.document.type)
    }
    return try lobby.json(List(items: items), status: 200)
  }
}
