import Foundation
import Hummingbird
import Pages

/// The lists of what rounds look at: kept by the leaders, seen by everyone who makes rounds.
struct ChecklistController: Sendable {
  let lobby: Lobby

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let principal = try context.principal
    let (estate, lists) = try await lobby.read { snapshot in
      (try snapshot.existingEstate(principal.estate), try snapshot.checklists(of: principal.estate))
    }
    let words = CheckWords(estate, lobby, context)
    return try lobby.answer(
      context, page: ChecklistListPage(lists: lists, words: words, lobby: lobby, context: context),
      resource: ChecklistListResource(items: lists.map { ChecklistResource($0, words) }))
  }

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (principal, id) = (try context.principal, try context.id())
    let version = request.uri.queryParameters.get("version").flatMap { Int($0) }
    let (estate, list, versions, points) = try await lobby.read { snapshot in
      (
        try snapshot.existingEstate(principal.estate),
        try snapshot.existingChecklist(id, of: principal.estate, version: version),
        try snapshot.versions(of: id, estate: principal.estate), try snapshot.patrolPoints(of: principal.estate)
      )
    }
    let words = CheckWords(estate, lobby, context)
    return try lobby.answer(
      context,
      page: ChecklistPage(
        list: list, shown: version ?? list.version, versions: versions, points: points, words: words, lobby: lobby,
        context: context), resource: ChecklistResource(list, words))
  }

  func new(_ request: Request, _ context: LobbyContext) async throws -> Response { try await form(nil, nil, context) }

  func edit(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await form(try context.id(), nil, context)
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, form, words) = (try context.author, context.form, try await words(context))
    do {
      let id = try await lobby.write(in: author.estate) { tx in
        let points = Set(try tx.patrolPoints(of: author.estate).map(\.id))
        let draft = try ChecklistForm(form: form, points: points).draft(at: author.at).standardised(by: words)
        try tx.insertOnce(draft, by: author)
        return draft.id
      }
      return try await done(id, context, status: 201, flash: "flash.checklist.made")
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await self.form(nil, errors, context)
    }
  }

  func update(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id, form, words) = (try context.author, try context.id(), context.form, try await words(context))
    do {
      try await lobby.write(in: author.estate) { tx in
        let list = try tx.existingChecklist(id, of: author.estate)
        let points = Set(try tx.patrolPoints(of: author.estate).map(\.id))
        let plan = try ChecklistForm(form: form, points: points).plan(before: list.plan).standardised(by: words)
        if plan != list.plan { try tx.change(list, to: plan, by: author) }
      }
      // Room for more is asked for in the middle of the work.
      if form.typed("more") == "on", !context.wantsJSON { return lobby.redirect(to: "/checklists/\(id)/edit") }
      return try await done(id, context, status: 200, flash: "flash.checklist.changed")
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await self.form(id, errors, context)
    }
  }

  func use(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await act(context, flash: "flash.checklist.used") { list, author, tx in try tx.use(list, by: author) }
  }

  func retire(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await act(context, flash: "flash.checklist.retired") { list, author, tx in
      try tx.retire(list, by: author)
      try tx.settle(list.id, of: try tx.existingEstate(author.estate), at: author.at)
    }
  }

  private func act(
    _ context: LobbyContext, flash: String,
    _ change: @escaping CheckChange<Checklist>
  ) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    try await lobby.write(in: author.estate) { tx in
      try change(try tx.existingChecklist(id, of: author.estate), author, tx)
    }
    return try await done(id, context, status: 201, flash: flash)
  }

  private func words(_ context: LobbyContext) async throws -> CheckWords {
    CheckWords(try await lobby.estate(try context.principal.estate), lobby, context)
  }

  private func form(_ id: String?, _ errors: FieldErrors?, _ context: LobbyContext) async throws -> Response {
    let principal = try context.principal
    let (list, points) = try await lobby.read { snapshot in
      (
        try id.map { try snapshot.existingChecklist($0, of: principal.estate) },
        try snapshot.patrolPoints(of: principal.estate)
      )
    }
    let words = try await words(context)
    return try lobby.html(
      ChecklistFormPage(list: list, points: points, errors: errors, words: words, lobby: lobby, context: context),
      context, status: errors == nil ? 200 : 422)
  }

  private func done(_ id: String, _ context: LobbyContext, status: Int, flash: String) async throws -> Response {
    let (estate, words) = (try context.principal.estate, try await words(context))
    let list = try await lobby.read { try $0.existingChecklist(id, of: estate) }
    return try lobby.done(
      context, at: "/checklists/\(id)", resource: ChecklistResource(list, words), status: status, flash: Flash(flash),
      returnTo: list.retiredAt == nil ? nil : "/checklists")
  }
}

extension Checklist.Draft {
  fileprivate func standardised(by words: CheckWords) -> Checklist.Draft {
    .init(id: id, kind: kind, plan: plan.standardised(by: words), digest: digest)
  }
}

extension Checklist.Plan {
  /// What a leader left as the product says it stays the product's, and so is said in every language.
  func standardised(by words: CheckWords) -> Checklist.Plan {
    var plan = self
    plan.name = words.code(of: name)
    for stop in plan.stops.indices {
      plan.stops[stop].name = words.code(of: plan.stops[stop].name)
      for item in plan.stops[stop].items.indices {
        plan.stops[stop].items[item].word = words.code(of: plan.stops[stop].items[item].word)
        plan.stops[stop].items[item].standard = plan.stops[stop].items[item].standard.map(words.code)
        plan.stops[stop].items[item].options = plan.stops[stop].items[item].options?.map {
          .init(word: words.code(of: $0.word), isGood: $0.isGood)
        }
      }
    }
    return plan
  }
}
