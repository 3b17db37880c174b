import Foundation
import Hummingbird
import Pages

/// Seeing a visitor out.
struct DepartureController: Sendable {
  let lobby: Lobby

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    let id = try context.id()
    var reader = FieldReader(context.form)
    let passReturned = reader.flag("pass_returned", default: true)
    try reader.errors.check()
    let (estate, visit) = try await lobby.write { tx in
      let estate = try tx.existingEstate(author.estate)
      let visit = try tx.existingVisit(id, of: estate.id)
      guard
        try tx.end(
          visit, of: estate.id, as: .left, at: author.at,
          passReturned: visit.pass == nil ? nil : passReturned, by: author)
      else { throw LobbyError.conflict(code: "visit_not_inside") }
      if passReturned { try tx.returnPass(of: id, estate: estate.id, at: author.at) }
      var payload = ["pass_returned": passReturned ? "yes" : "no"]
      payload["pass"] = visit.pass?.number
      try tx.record(.init(kind: .visitLeft, subject: id, room: visit.room, payload: payload), by: author)
      return (estate, try tx.existingVisit(id, of: estate.id))
    }
    return try lobby.done(
      context, at: "/visits/\(id)", resource: VisitResource(visit, zone: estate.zone),
      flash: Flash("flash.visit.left", ["pass": visit.pass?.number ?? "–"], undo: "/visits/\(id)/departure"),
      returnTo: "/")
  }
}
