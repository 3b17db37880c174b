import Foundation
import Hummingbird
import Pages

/// One planned shift: planned by hand, looked at, changed, called off.
struct RosterEntryController: Sendable {
  let lobby: Lobby

  /// What a form of a shift chooses from, and what stands there.
  struct Desk: Sendable {
    let estate: Estate
    let names: RosterNames
    let kinds: [ShiftKind]
    let people: [Account]
    let entry: RosterEntry?
    let findings: [RosterFinding]
    let rules: RosterRules
    var trail: Trail?

    var accounts: Set<String> { Set(people.map(\.id)) }
  }

  func new(_ request: Request, _ context: LobbyContext) async throws -> Response {
    var asked = context
    asked.form = try Form(urlEncoded: request.uri.query ?? "")
    return try await page(asked, nil, errors: nil)
  }

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let id = try context.id()
    let desk = try await desk(id, context)
    guard let entry = desk.entry else { throw LobbyError.notFound }
    return try lobby.answer(
      context, page: RosterEntryPage(desk: desk, errors: nil, lobby: lobby, context: context),
      resource: RosterEntryResource(entry, words: desk.names, zone: desk.estate.zone))
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, form) = (try context.author, context.form)
    do {
      let desk = try await desk(nil, context)
      let entry = try Self.form(form, desk).entry(at: context.now)
      try await lobby.write(in: author.estate) { tx in
        try tx.plan(entry, digest: form.fingerprint, of: desk.estate, by: author)
      }
      return try await done(entry.id, context, status: 201, flash: "flash.roster.shift_added")
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await page(context, nil, errors: errors)
    }
  }

  func update(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    do {
      let desk = try await desk(id, context)
      guard let old = desk.entry else { throw LobbyError.notFound }
      let entry = try Self.form(context.form, desk).entry(at: context.now, changing: old)
      try await lobby.write(in: author.estate) { tx in
        try tx.change(try tx.existingRosterEntry(id, of: author.estate), to: entry, of: desk.estate, by: author)
      }
      return try await done(id, context, status: 200, flash: "flash.roster.shift_changed")
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await page(context, id, errors: errors)
    }
  }

  func delete(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    do {
      try await lobby.write(in: author.estate) { tx in
        let entry = try tx.existingRosterEntry(id, of: author.estate)
        try tx.cancel(entry, of: try tx.existingEstate(author.estate), by: author)
      }
      return try await done(id, context, status: 200, flash: "flash.roster.shift_cancelled")
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await page(context, id, errors: errors)
    }
  }

  private static func form(_ form: Form, _ desk: Desk) -> RosterEntryForm {
    let kinds = desk.kinds + (desk.entry.flatMap { desk.names.kinds[$0.kind] }.map { [$0] } ?? [])
    return RosterEntryForm(
      form: form, zone: desk.estate.zone, kinds: kinds, posts: desk.names.posts, accounts: desk.accounts)
  }

  private func done(_ id: String, _ context: LobbyContext, status: Int, flash: String) async throws -> Response {
    let desk = try await desk(id, context)
    guard let entry = desk.entry else { throw LobbyError.notFound }
    let month = RosterMonth(holding: entry.startsAt, zone: desk.estate.zone)
    return try lobby.done(
      context, at: "/roster-entries/\(id)",
      resource: RosterEntryResource(entry, words: desk.names, zone: desk.estate.zone), status: status,
      flash: Flash(flash), returnTo: "/roster?month=\(month.text)")
  }

  private func page(_ context: LobbyContext, _ id: String?, errors: FieldErrors?) async throws -> Response {
    let desk = try await desk(id, context)
    return try lobby.html(
      RosterEntryPage(desk: desk, errors: errors, lobby: lobby, context: context), context,
      status: errors == nil ? 200 : 422)
  }

  private func desk(_ id: String?, _ context: LobbyContext) async throws -> Desk {
    let principal = try context.principal
    return try await lobby.read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      let entry = try id.map { try snapshot.existingRosterEntry($0, of: estate.id) }
      if let entry, entry.state == .draft, !principal.may(.planRoster) { throw LobbyError.notFound }
      let plan = try entry.map { try snapshot.rosterPlan(of: estate, around: [$0]) }
      return Desk(
        estate: estate, names: try snapshot.rosterNames(of: estate.id), kinds: try snapshot.shiftKinds(of: estate.id),
        people: try snapshot.accounts(of: estate.id).filter { $0.disabledAt == nil && $0.role.mayBePlanned },
        entry: entry, findings: plan.map { Self.concerning(entry, $0) } ?? [],
        rules: RosterRules(try snapshot.settings(of: estate)),
        trail: try id.map { try snapshot.trail(of: estate.id, subject: $0) })
    }
  }

  /// What the checks say of this person or this post around the shift.
  private static func concerning(_ entry: RosterEntry?, _ plan: RosterPlan) -> [RosterFinding] {
    guard let entry, entry.state != .cancelled else { return [] }
    return plan.findings().filter { finding in
      finding.from < entry.endsAt.advanced(days: 1) && finding.until > entry.startsAt.advanced(days: -1)
        && (finding.account == entry.account || finding.post == entry.post)
    }
  }
}
