import Foundation
import Hummingbird
import Pages

/// Seeing a visitor out, and taking that back.
struct DepartureController: Sendable {
  let lobby: Lobby

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await end(try context.id(), as: .left, context)
  }

  /// The same, found by the pass that lies on the desk.
  func createByPass(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let estate = try context.principal.estate
    var reader = FieldReader(context.form)
    let typed = reader.text("pass", limit: 20, required: true, clause: "C-3")
    try reader.errors.check()
    let visit = try await lobby.read { snapshot in
      try PassNumber(typed ?? "").flatMap { try snapshot.pass(meant: $0, of: estate) }?.visit
        .flatMap { try snapshot.visit($0, of: estate) }
    }
    guard let visit else {
      let errors = FieldErrors("pass", "pass_not_out", clause: "C-3")
      guard !context.wantsJSON else { throw errors }
      return try await DeskController(lobby: lobby).page(context, passErrors: errors, status: 422)
    }
    return try await end(visit.id, as: .left, context)
  }

  /// Nobody saw the departure; only a person says so (traps: never silently).
  func close(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await end(try context.id(), as: .closedNoDeparture, context)
  }

  private func end(_ id: String, as state: Visit.State, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    var reader = FieldReader(context.form)
    let passReturned = reader.flag("pass_returned", default: state == .left)
    try reader.errors.check()
    let (estate, visit) = try await lobby.write(in: author.estate) { tx in
      let estate = try tx.existingEstate(author.estate)
      let visit = try tx.existingVisit(id, of: estate.id)
      // What was lost or handed in before is not handed in now.
      let holdsPass = try tx.isHoldingPass(id, of: estate.id)
      let returned = visit.pass.map { holdsPass ? passReturned : $0.returned ?? false }
      guard try tx.end(visit, of: estate.id, as: state, at: author.at, passReturned: returned, by: author) else {
        throw LobbyError.conflict(code: "visit_not_inside")
      }
      if passReturned { try tx.returnPass(of: id, estate: estate.id, at: author.at) }
      var payload = ["pass_returned": passReturned ? "yes" : "no"]
      payload["pass"] = holdsPass ? visit.pass?.number : nil
      let kind: JournalKind = state == .left ? .visitLeft : .visitClosedUnseen
      try tx.record(.init(kind: kind, subject: id, room: visit.room, payload: payload), by: author)
      return (estate, try tx.existingVisit(id, of: estate.id))
    }
    return try lobby.done(
      context, at: "/visits/\(id)", resource: VisitResource(visit, zone: estate.zone),
      flash: Flash(
        "flash.visit.\(state.rawValue)", ["pass": visit.pass?.number ?? ""], undo: "/visits/\(id)/departure"),
      returnTo: context.ownBack ?? "/")
  }

  func delete(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    let id = try context.id()
    let (estate, visit) = try await lobby.write(in: author.estate) { tx in
      let estate = try tx.existingEstate(author.estate)
      let visit = try tx.existingVisit(id, of: estate.id)
      guard UndoWindow.isOpen(since: visit.endedAt, at: author.at), try tx.reopen(id, of: estate.id)
      else { throw LobbyError.conflict(code: "departure_stands") }
      if let pass = visit.pass, visit.pass?.returned == true {
        guard let onRack = try tx.pass(numbered: pass.number, of: estate.id), onRack.id == pass.id,
          try tx.issue(onRack, to: id, of: estate.id, at: author.at)
        else { throw LobbyError.conflict(code: "pass_not_on_rack", clause: "C-3") }
      }
      var payload: [String: String] = [:]
      payload["pass"] = visit.pass?.number
      try tx.record(.init(kind: .visitDepartureUndone, subject: id, room: visit.room, payload: payload), by: author)
      return (estate, try tx.existingVisit(id, of: estate.id))
    }
    return try lobby.done(
      context, at: "/visits/\(id)", resource: VisitResource(visit, zone: estate.zone), status: 200,
      flash: Flash("flash.departure_undone"), returnTo: "/")
  }
}

/// Details of a visitor who was let in fast (trap 10: police, firemen, medics first, the register afterwards).
struct DetailsController: Sendable {
  let lobby: Lobby

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    let id = try context.id()
    var reader = FieldReader(context.form)
    let party = reader.int("visitor.party", in: 1...500)
    let name = reader.text("visitor.name", limit: 60)
    let phone = reader.text("visitor.phone", limit: 40)
    let organisation = reader.text("visitor.organisation", limit: 100)
    let room = reader.text("host.room", limit: 60)
    let note = reader.text("note", limit: 500)
    try reader.errors.check()
    let (estate, visit) = try await lobby.write(in: author.estate) { tx in
      let estate = try tx.existingEstate(author.estate)
      let visit = try tx.existingVisit(id, of: estate.id)
      let details = Visit.Details(
        visitorName: name, visitorPhone: phone, organisation: organisation, room: room, note: note,
        party: party ?? visit.party)
      try tx.addDetails(details, to: id, of: estate.id)
      try tx.record(.init(kind: .visitDetailsAdded, subject: id, room: room ?? visit.room), by: author)
      return (estate, try tx.existingVisit(id, of: estate.id))
    }
    return try lobby.done(
      context, at: "/visits/\(id)", resource: VisitResource(visit, zone: estate.zone),
      flash: Flash("flash.details_added"))
  }
}
