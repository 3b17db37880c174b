import Foundation
import Hummingbird
import Pages

/// What is not as it should be, from the moment it is seen until somebody has looked again (B-4.2.3).
struct FindingController: Sendable {
  let lobby: Lobby

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await page(context, query: try Form(urlEncoded: request.uri.query ?? ""), errors: nil)
  }

  private func page(_ context: LobbyContext, query: Form, errors: FieldErrors?) async throws -> Response {
    let principal = try context.principal
    var asked = try FindingForm.query(query)
    if !context.wantsJSON, query["state"] == nil { asked.state = .open }
    let wanted = asked
    let (estate, found, helpers) = try await lobby.read { snapshot in
      (
        try snapshot.existingEstate(principal.estate), try snapshot.findings(wanted, of: principal.estate),
        try snapshot.checkHelpers(of: principal.estate)
      )
    }
    let shown = Array(found.prefix(wanted.limit))
    let next = found.count > shown.count ? shown.last.map { ListCursor(at: $0.foundAt, id: $0.id) } : nil
    let words = CheckWords(estate, lobby, context)
    return try lobby.answer(
      context,
      page: FindingListPage(
        findings: shown, query: wanted, next: next, helpers: helpers, errors: errors, words: words, lobby: lobby,
        context: context),
      resource: FindingListResource(items: shown.map { FindingResource($0, words) }, next: next?.text),
      status: errors == nil ? 200 : 422)
  }

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await show(try context.id(), errors: nil, context)
  }

  private func show(_ id: String, errors: FieldErrors?, _ context: LobbyContext) async throws -> Response {
    let principal = try context.principal
    let (estate, finding, trail, helpers) = try await lobby.read { snapshot in
      (
        try snapshot.existingEstate(principal.estate), try snapshot.existingFinding(id, of: principal.estate),
        try snapshot.trail(of: principal.estate, subject: id), try snapshot.checkHelpers(of: principal.estate)
      )
    }
    return try lobby.answer(
      context,
      page: FindingPage(
        finding: finding, trail: trail, estate: estate, helpers: helpers, errors: errors, lobby: lobby,
        context: context),
      resource: FindingResource(finding, CheckWords(estate, lobby, context)), status: errors == nil ? 200 : 422)
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, form) = (try context.author, context.form)
    do {
      let id = try await lobby.write(in: author.estate) { tx in
        let draft = try FindingForm(form: form).draft(at: author.at)
        try tx.insertOnce(draft, by: author)
        return draft.id
      }
      return try await done(id, context, status: 201, flash: "flash.finding.kept")
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await page(context, query: .empty, errors: errors)
    }
  }

  func tell(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let form = context.form
    return try await act(context, flash: "flash.finding.told") { finding, author, tx in
      let report = try FindingForm(form: form).report()
      try tx.tell(report.told, ticket: report.ticket, of: finding, by: author)
    }
  }

  func complete(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let form = context.form
    return try await act(context, flash: "flash.finding.done") { finding, author, tx in
      try tx.complete(finding, note: try FindingForm(form: form).note(), by: author)
    }
  }

  func check(_ request: Request, _ context: LobbyContext) async throws -> Response {
    return try await act(context, flash: "flash.finding.checked") { finding, author, tx in
      try tx.check(finding, by: author)
    }
  }

  func reopen(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let form = context.form
    return try await act(context, status: 200, flash: "flash.finding.reopened") { finding, author, tx in
      try tx.reopen(finding, reason: try FindingForm(form: form).reason(), by: author)
    }
  }

  private func act(
    _ context: LobbyContext, status: Int = 201, flash: String,
    _ change: @escaping CheckChange<CheckFinding>
  ) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    do {
      try await lobby.write(in: author.estate) { tx in
        try change(try tx.existingFinding(id, of: author.estate), author, tx)
      }
      return try await done(id, context, status: status, flash: flash)
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await show(id, errors: errors, context)
    }
  }

  private func done(_ id: String, _ context: LobbyContext, status: Int, flash: String) async throws -> Response {
    let estate = try context.principal.estate
    let (place, finding) = try await lobby.read { snapshot in
      (try snapshot.existingEstate(estate), try snapshot.existingFinding(id, of: estate))
    }
    return try lobby.done(
      context, at: "/findings/\(id)", resource: FindingResource(finding, CheckWords(place, lobby, context)),
      status: status, flash: Flash(flash))
  }
}
