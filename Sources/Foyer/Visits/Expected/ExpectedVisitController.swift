import Foundation
import Hummingbird
import Pages

/// Expected visitors: the lists, one, writing down, changing.
struct ExpectedVisitController: Sendable {
  let lobby: Lobby

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (principal, now) = (try context.principal, context.now)
    let query = try ExpectedVisitQuery(try Form(urlEncoded: request.uri.query ?? ""))
    let (estate, found) = try await lobby.read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      return (estate, try snapshot.expectedVisits(query, of: estate, at: now))
    }
    let shown = Array(found.prefix(query.limit))
    let next = found.count > shown.count ? shown.last?.place(in: query.when, zone: estate.zone) : nil
    return try lobby.answer(
      context,
      page: ExpectedVisitListPage(
        occurrences: shown, query: query, next: next, estate: estate, lobby: lobby, context: context),
      resource: ExpectedVisitListResource(
        items: shown.map { ExpectedVisitResource($0, zone: estate.zone, at: now) }, next: next?.text))
  }

  func new(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let principal = try context.principal
    let estate = try await lobby.read { try $0.existingEstate(principal.estate) }
    var form = Form.empty
    form.set("host.room", request.uri.queryParameters.get("room").map { String($0.prefix(60)) } ?? "")
    return try lobby.html(
      ExpectedVisitFormPage(form: form, errors: nil, expected: nil, estate: estate, lobby: lobby, context: context),
      context)
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, form, now) = (try context.author, context.form, context.now)
    do {
      let (estate, id) = try await lobby.write(in: author.estate) { tx in
        let estate = try tx.existingEstate(author.estate)
        let draft = try ExpectedVisitForm(form: form, zone: estate.zone).validated(at: now)
        try tx.insertOnce(draft, of: estate, by: author)
        return (estate, draft.id)
      }
      return try await done(id, estate, context, flash: "flash.expected_visit.added")
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await again(nil, errors, context)
    }
  }

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (principal, id, now) = (try context.principal, try context.id(), context.now)
    let (estate, occurrence, trail) = try await lobby.read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      return (
        estate, try snapshot.currentOccurrence(of: id, estate: estate, at: now),
        try snapshot.trail(of: estate.id, subject: id)
      )
    }
    return try lobby.answer(
      context,
      page: ExpectedVisitPage(
        occurrence: occurrence, trail: trail, estate: estate, lobby: lobby, context: context),
      resource: ExpectedVisitResource(occurrence, zone: estate.zone, at: now))
  }

  func edit(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (principal, id) = (try context.principal, try context.id())
    let (estate, expected) = try await lobby.read { snapshot in
      (
        try snapshot.existingEstate(principal.estate),
        try snapshot.existingExpectedVisit(id, of: principal.estate)
      )
    }
    return try lobby.html(
      ExpectedVisitFormPage(
        form: expected.form(zone: estate.zone), errors: nil, expected: expected, estate: estate, lobby: lobby,
        context: context), context)
  }

  func update(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id, form, now) = (try context.author, try context.id(), context.form, context.now)
    do {
      let estate = try await lobby.write(in: author.estate) { tx in
        let estate = try tx.existingEstate(author.estate)
        _ = try tx.existingExpectedVisit(id, of: estate.id)
        let draft = try ExpectedVisitForm(form: form, zone: estate.zone).validated(id: id, at: now)
        try tx.update(draft, of: estate, by: author)
        return estate
      }
      return try await done(id, estate, context, status: 200, flash: "flash.expected_visit.changed")
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await again(id, errors, context)
    }
  }

  private func done(
    _ id: String, _ estate: Estate, _ context: LobbyContext, status: Int = 201, flash: String
  ) async throws -> Response {
    let now = context.now
    let occurrence = try await lobby.read { try $0.currentOccurrence(of: id, estate: estate, at: now) }
    return try lobby.done(
      context, at: "/expected-visits/\(id)",
      resource: ExpectedVisitResource(occurrence, zone: estate.zone, at: now), status: status,
      flash: Flash(flash, ["room": occurrence.expected.room]), returnTo: "/expected-visits/\(id)")
  }

  /// The same page with what was typed and what is wrong with it.
  private func again(_ id: String?, _ errors: FieldErrors, _ context: LobbyContext) async throws -> Response {
    let principal = try context.principal
    let (estate, expected) = try await lobby.read { snapshot in
      (
        try snapshot.existingEstate(principal.estate),
        try id.map { try snapshot.existingExpectedVisit($0, of: principal.estate) }
      )
    }
    return try lobby.html(
      ExpectedVisitFormPage(
        form: context.form, errors: errors, expected: expected, estate: estate, lobby: lobby, context: context),
      context, status: 422)
  }
}

/// Calling off an expected visitor, and taking that back.
struct ExpectedVisitCancellationController: Sendable {
  let lobby: Lobby

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await set(cancelled: true, context)
  }

  func delete(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await set(cancelled: false, context)
  }

  private func set(cancelled: Bool, _ context: LobbyContext) async throws -> Response {
    let (author, id, now) = (try context.author, try context.id(), context.now)
    let (estate, occurrence) = try await lobby.write(in: author.estate) { tx in
      let estate = try tx.existingEstate(author.estate)
      try tx.setCancelled(cancelled, try tx.existingExpectedVisit(id, of: estate.id), of: estate.id, by: author)
      return (estate, try tx.currentOccurrence(of: id, estate: estate, at: now))
    }
    return try lobby.done(
      context, at: "/expected-visits/\(id)", resource: ExpectedVisitResource(occurrence, zone: estate.zone, at: now),
      status: cancelled ? 201 : 200,
      flash: Flash(
        cancelled ? "flash.expected_visit.cancelled" : "flash.expected_visit.restored",
        ["room": occurrence.expected.room], undo: cancelled ? "/expected-visits/\(id)/cancellation" : nil),
      returnTo: "/expected-visits")
  }
}
