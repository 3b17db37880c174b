import Foundation
import Hummingbird
import Pages

/// What a page of a month shows.
struct RosterView: Sendable {
  let estate: Estate
  let month: RosterMonth
  let roster: Roster?
  let plan: RosterPlan
  let findings: [RosterFinding]
  let names: RosterNames
  let crews: [Crew]
  let members: [CrewMember]
  let hasSetup: Bool

  /// Shifts that begin in the month.
  var entries: [RosterEntry] { plan.entries.filter { $0.startsAt >= plan.from && $0.startsAt < plan.until } }
}

/// The roster of a month: looked at, made, approved, checked.
struct RosterController: Sendable {
  let lobby: Lobby

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let query = try Form(urlEncoded: request.uri.query ?? "")
    let view = try await lobby.rosterView(context) { zone in
      var reader = FieldReader(query)
      let month = reader.month("month", zone: zone, now: context.now)
      try reader.errors.check()
      return month
    }
    return try answer(view, context, errors: FieldErrors(), status: 200)
  }

  func check(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (principal, query, now) = (try context.principal, try Form(urlEncoded: request.uri.query ?? ""), context.now)
    let plan = try await lobby.read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      var reader = FieldReader(query)
      let from = reader.day("from", zone: estate.zone) ?? estate.zone.startOfDay(now)
      let last = reader.day("to", zone: estate.zone) ?? estate.zone.startOfDay(from, adding: 30)
      if last < from || last > from.advanced(days: 400) { reader.errors.add("to", "period") }
      try reader.errors.check()
      return try snapshot.rosterPlan(of: estate, from: from, until: estate.zone.startOfDay(last, adding: 1))
    }
    return try lobby.json(RosterCheckResource(plan), status: 200)
  }

  func generate(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, month) = (try context.author, try month(of: context))
    try await lobby.write(in: author.estate) { tx in
      _ = try tx.generate(month, of: try tx.existingEstate(author.estate), by: author)
    }
    return try await done(month, context, flash: "flash.roster.generated")
  }

  func approve(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, month) = (try context.author, try month(of: context))
    do {
      try await lobby.write(in: author.estate) { tx in
        try tx.approve(month, of: try tx.existingEstate(author.estate), by: author)
      }
      return try await done(month, context, flash: "flash.roster.approved")
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try answer(try await lobby.rosterView(context) { _ in month }, context, errors: errors, status: 422)
    }
  }

  private func month(of context: LobbyContext) throws -> RosterMonth {
    guard let month = context.parameters.get("month").flatMap(RosterMonth.init) else { throw LobbyError.notFound }
    return month
  }

  private func done(_ month: RosterMonth, _ context: LobbyContext, flash: String) async throws -> Response {
    let view = try await lobby.rosterView(context) { _ in month }
    return try lobby.done(
      context, at: "/roster?month=\(month.text)", resource: RosterResource(view), status: 201,
      flash: Flash(flash, ["n": String(view.entries.count)]))
  }

  private func answer(
    _ view: RosterView, _ context: LobbyContext, errors: FieldErrors, status: Int
  ) throws -> Response {
    try lobby.answer(
      context, page: RosterPage(view: view, lobby: lobby, context: context, notes: FieldNotes(errors, lobby, context)),
      resource: RosterResource(view), status: status)
  }
}

extension Lobby {
  func rosterView(
    _ context: LobbyContext, _ month: @escaping @Sendable (EstateZone) throws -> RosterMonth
  ) async throws -> RosterView {
    let principal = try context.principal
    return try await read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      let month = try month(estate.zone)
      var plan = try snapshot.rosterPlan(
        of: estate, from: month.start(in: estate.zone), until: month.end(in: estate.zone))
      // What nobody has approved is a plan of those who make it.
      if !principal.may(.planRoster) { plan.entries.removeAll { !$0.isInForce } }
      let roster = try snapshot.roster(of: estate, month: month)
      let crews = try snapshot.crews(of: estate.id)
      return RosterView(
        estate: estate, month: month, roster: roster, plan: plan,
        findings: principal.may(.planRoster) || principal.may(.seeStaff) ? plan.findings() : [],
        names: try snapshot.rosterNames(of: estate.id), crews: crews, members: try snapshot.crewMembers(of: estate.id),
        hasSetup: try !crews.isEmpty && !snapshot.shiftKinds(of: estate.id).isEmpty)
    }
  }
}
