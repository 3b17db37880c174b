import Foundation
import Hummingbird
import Pages

/// A resident's rooms: another one, moving out, and taking that back.
struct ResidencyController: Sendable {
  let lobby: Lobby

  private var residents: ResidentController { ResidentController(lobby: lobby) }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id, form) = (try context.author, try context.id(), context.form)
    do {
      try await lobby.write(in: author.estate) { tx in
        let resident = try tx.existingResident(id, of: author.estate)
        let zone = try tx.existingEstate(author.estate).zone
        try tx.addResidency(of: resident, in: try ResidencyForm(form: form, zone: zone).validated(), by: author)
      }
      return try await residents.done(id, context, status: 201, flash: "flash.resident.room_added")
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await residents.again(id, errors, context)
    }
  }

  func update(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, form) = (try context.author, context.form)
    let (id, residencyID) = (try context.id(), try context.id("residency"))
    do {
      try await lobby.write(in: author.estate) { tx in
        let residency = try tx.existingResidency(residencyID, of: id, estate: author.estate)
        let zone = try tx.existingEstate(author.estate).zone
        try tx.change(residency, to: try ResidencyForm(form: form, zone: zone).validatedTerms(), by: author)
      }
      return try await residents.done(id, context, status: 200, flash: "flash.resident.dates_changed")
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await residents.again(id, errors, context, residency: residencyID)
    }
  }

  func end(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, form, now) = (try context.author, context.form, context.now)
    let (id, residencyID) = (try context.id(), try context.id("residency"))
    do {
      try await lobby.write(in: author.estate) { tx in
        let zone = try tx.existingEstate(author.estate).zone
        let residency = try tx.existingResidency(residencyID, of: id, estate: author.estate)
        guard residency.isCurrent(at: now) else { throw LobbyError.conflict(code: "moved_out_already") }
        let end = try MoveOutForm(form: form, zone: zone).validated(at: now)
        if let start = residency.startsAt, end <= start { throw FieldErrors("day", "before_from") }
        try tx.end(residency, at: end, by: author)
      }
      return try await residents.done(
        id, context, status: 201, flash: "flash.resident.moved_out",
        undo: "/residents/\(id)/residencies/\(residencyID)/end")
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await residents.again(id, errors, context)
    }
  }

  func reopen(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    let (id, residencyID) = (try context.id(), try context.id("residency"))
    try await lobby.write(in: author.estate) { tx in
      let residency = try tx.existingResidency(residencyID, of: id, estate: author.estate)
      guard residency.endsAt != nil else { throw LobbyError.conflict(code: "lives_there") }
      try tx.reopen(residency, by: author)
    }
    return try await residents.done(id, context, status: 200, flash: "flash.resident.moved_back")
  }
}
