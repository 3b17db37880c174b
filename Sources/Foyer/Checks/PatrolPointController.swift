import Foundation
import Hummingbird
import Pages

/// Points that patrols pass: named, printed as codes, and what happens when one is read.
struct PatrolPointController: Sendable {
  let lobby: Lobby

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await page(context, errors: nil)
  }

  private func page(_ context: LobbyContext, errors: FieldErrors?) async throws -> Response {
    let principal = try context.principal
    let (estate, points, lists) = try await lobby.read { snapshot in
      (
        try snapshot.existingEstate(principal.estate), try snapshot.patrolPoints(of: principal.estate),
        try snapshot.checklists(of: principal.estate)
      )
    }
    let words = CheckWords(estate, lobby, context)
    return try lobby.answer(
      context,
      page: PatrolPointListPage(
        points: points, lists: lists, errors: errors, words: words, lobby: lobby, context: context),
      resource: PatrolPointListResource(items: points.map { PatrolPointResource($0, words) }),
      status: errors == nil ? 200 : 422)
  }

  /// Where a printed code leads: to the stop of the round that is under way, or to what could be begun here.
  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (principal, id) = (try context.principal, try context.id())
    let code = request.uri.queryParameters.get("code").map { String($0.prefix(40)) } ?? ""
    let (estate, point, running, lists) = try await lobby.read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      let running = try snapshot.runningRounds(of: estate.id).map {
        try snapshot.progress(of: $0.id, estate: estate.id)
      }
      return (
        estate, try snapshot.existingPatrolPoint(id, of: estate.id), running, try snapshot.checklists(of: estate.id)
      )
    }
    let own = running.filter { $0.ahead.contains { $0.point == id } }
    let round = own.first { $0.round.startedBy == principal.name } ?? own.first
    if let round, !code.isEmpty, context.may(.makeRounds), !context.wantsJSON,
      let stop = round.ahead.first(where: { $0.point == id })
    {
      let digits = code.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
      return lobby.redirect(to: "/rounds/\(round.round.id)?stop=\(stop.id)&code=\(digits)")
    }
    let words = CheckWords(estate, lobby, context)
    let here = lists.filter { $0.isInUse && $0.plan.stops.contains { $0.point == id } }
    return try lobby.answer(
      context, page: PatrolPointPage(point: point, lists: here, words: words, lobby: lobby, context: context),
      resource: PatrolPointResource(point, words))
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, form) = (try context.author, context.form)
    do {
      let id = try await lobby.write(in: author.estate) { tx in
        var reader = FieldReader(form)
        let id = reader.id(at: author.at)
        let name = reader.text("name", limit: 60, required: true)
        try reader.errors.check()
        try tx.insertPatrolPoint(id, name: name ?? "", by: author)
        return id
      }
      return try await done(id, context, status: 201, flash: "flash.point.made")
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await page(context, errors: errors)
    }
  }

  func update(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let form = context.form
    do {
      return try await act(context, status: 200, flash: "flash.point.renamed") { point, author, tx in
        var reader = FieldReader(form)
        let name = reader.text("name", limit: 60, required: true)
        try reader.errors.check()
        try tx.rename(point, to: name ?? "", by: author)
      }
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await page(context, errors: errors)
    }
  }

  func renew(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await act(context, flash: "flash.point.renewed") { point, author, tx in
      try tx.renewCode(of: point, by: author)
    }
  }

  func retire(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await act(context, flash: "flash.point.retired") { point, author, tx in try tx.retire(point, by: author) }
  }

  /// The codes on paper, to be hung up at the points.
  func sheet(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let principal = try context.principal
    let (estate, points) = try await lobby.read { snapshot in
      (try snapshot.existingEstate(principal.estate), try snapshot.patrolPoints(of: principal.estate))
    }
    let base = lobby.serving.publicAddress?.origin ?? "http://\(request.head.authority ?? "127.0.0.1")"
    return try lobby.html(
      PatrolPointSheetPage(points: points, base: base, estate: estate, lobby: lobby, context: context), context)
  }

  private func act(
    _ context: LobbyContext, status: Int = 201, flash: String,
    _ change: @escaping CheckChange<PatrolPoint>
  ) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    try await lobby.write(in: author.estate) { tx in
      try change(try tx.existingPatrolPoint(id, of: author.estate), author, tx)
    }
    return try await done(id, context, status: status, flash: flash)
  }

  private func done(_ id: String, _ context: LobbyContext, status: Int, flash: String) async throws -> Response {
    let estate = try await lobby.estate(try context.principal.estate)
    let point = try await lobby.read { try $0.existingPatrolPoint(id, of: estate.id) }
    return try lobby.done(
      context, at: "/points/\(id)", resource: PatrolPointResource(point, CheckWords(estate, lobby, context)),
      status: status, flash: Flash(flash), returnTo: "/points")
  }
}
