import Foundation
import Hummingbird
import Pages

/// Residents: the list with its search, one resident, adding and changing.
struct ResidentController: Sendable {
  let lobby: Lobby

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (principal, now) = (try context.principal, context.now)
    let filter = try ResidentFilterForm(try Form(urlEncoded: request.uri.query ?? ""))
    if !context.wantsJSON, filter.text.isEmpty { return try await places(filter, principal.estate, context) }
    let answer = try await lobby.read { try $0.found(filter, in: principal.estate, at: now) }
    return try lobby.answer(
      context, page: ResidentListPage(filter: filter, answer: answer, lobby: lobby, context: context),
      resource: ResidentListResource(
        items: answer.residents.map {
          ResidentResource($0, residencies: answer.residencies[$0.id] ?? [], zone: answer.estate.zone, at: now)
        }, next: answer.next?.text))
  }

  /// Without a question: buildings, and the rooms of the chosen one.
  private func places(_ filter: ResidentFilterForm, _ estate: String, _ context: LobbyContext) async throws -> Response
  {
    let now = context.now
    let page = try await lobby.read { snapshot in
      let buildings = try snapshot.buildings(of: estate)
      let chosen = filter.building.flatMap { wanted in buildings.first { $0.isSamePlace(as: wanted) } }
      let inhabited = try chosen.map { try snapshot.inhabitedRooms(of: $0, estate: estate, at: now) } ?? []
      return BuildingListPage(buildings: buildings, chosen: chosen, rooms: inhabited, lobby: lobby, context: context)
    }
    return try lobby.html(page, context)
  }

  func new(_ request: Request, _ context: LobbyContext) async throws -> Response {
    var form = Form.empty
    form.set("room", request.uri.queryParameters.get("room").map { String($0.prefix(60)) } ?? "")
    return try lobby.html(
      ResidentFormPage(form: form, errors: nil, resident: nil, lobby: lobby, context: context), context)
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, form, now) = (try context.author, context.form, context.now)
    do {
      let id = try await lobby.write(in: author.estate) { tx in
        let estate = try tx.existingEstate(author.estate)
        let (resident, draft) = try Self.both(form, zone: estate.zone, at: now)
        try tx.settle(resident, in: draft, by: author)
        return resident.id
      }
      return try await done(id, context, status: 201, flash: "flash.resident.added")
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try lobby.html(
        ResidentFormPage(form: form, errors: errors, resident: nil, lobby: lobby, context: context), context,
        status: 422)
    }
  }

  /// Everything that is wrong with either half, at once.
  private static func both(_ form: Form, zone: EstateZone, at now: Instant) throws -> (Resident, ResidencyForm.Draft) {
    let resident = Result { try ResidentForm(form: form).validated(at: now) }
    let residency = Result { try ResidencyForm(form: form, zone: zone).validated() }
    switch (resident, residency) {
    case (.success(let resident), .success(let residency)): return (resident, residency)
    case (.failure(let error as FieldErrors), .failure(let other as FieldErrors)):
      var all = error
      for entry in other.entries { all.add(entry.field, entry.code, entry.arguments, clause: entry.clause) }
      throw all
    case (.failure(let error), _), (_, .failure(let error)): throw error
    }
  }

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let record = try await record(try context.id(), context)
    return try lobby.answer(
      context, page: ResidentPage(record: record, lobby: lobby, context: context),
      resource: ResidentRecordResource(record, context: context))
  }

  func edit(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let resident = try await record(try context.id(), context).resident
    return try lobby.html(
      ResidentFormPage(form: resident.form, errors: nil, resident: resident, lobby: lobby, context: context), context)
  }

  func update(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id, form, now) = (try context.author, try context.id(), context.form, context.now)
    let old = try await record(id, context)
    do {
      let resident = try ResidentForm(form: form).validated(id: id, at: now)
      try await lobby.write(in: author.estate) { tx in
        let old = try tx.existingResident(id, of: author.estate)
        guard resident != old else { return }
        try tx.update(resident, from: old, of: author.estate, at: now)
        let room = ResidentRecord.room(of: try tx.residencies(of: id, estate: author.estate), at: now)
        try tx.record(
          .init(
            kind: .residentChanged, subject: id, room: room,
            payload: ["change": resident.differences(from: old).joined(separator: " ")]), by: author)
      }
      return try await done(id, context, status: 200, flash: "flash.resident.changed")
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try lobby.html(
        ResidentFormPage(form: form, errors: errors, resident: old.resident, lobby: lobby, context: context), context,
        status: 422)
    }
  }
}

extension ResidentController {
  func record(_ id: String, _ context: LobbyContext) async throws -> ResidentRecord {
    let (estate, vault) = (try context.principal.estate, lobby.vault)
    return try await lobby.read { try $0.residentRecord(id, of: estate, vault: vault) }
  }

  /// After a change of a resident: he himself, as he is now.
  func done(_ id: String, _ context: LobbyContext, status: Int, flash: String, undo: String? = nil) async throws
    -> Response
  {
    let record = try await record(id, context)
    return try lobby.done(
      context, at: "/residents/\(id)", resource: ResidentRecordResource(record, context: context), status: status,
      flash: Flash(flash, ["room": record.room(at: context.now) ?? "–"], undo: undo))
  }

  /// The resident's page again, with what is wrong with one of its forms.
  func again(
    _ id: String, _ errors: FieldErrors, _ context: LobbyContext, residency: String? = nil
  ) async throws -> Response {
    try lobby.html(
      ResidentPage(
        record: try await record(id, context), form: context.form, errors: errors, residency: residency, lobby: lobby,
        context: context),
      context, status: 422)
  }
}
