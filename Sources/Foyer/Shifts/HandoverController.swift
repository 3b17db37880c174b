import Hummingbird
import Pages

/// Handovers: which there were, the one that is on, and how one begins.
struct HandoverController: Sendable {
  let lobby: Lobby

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (principal, now) = (try context.principal, context.now)
    var reader = FieldReader(try Form(urlEncoded: request.uri.query ?? ""))
    let cursor = reader.cursor()
    let limit = reader.int("limit", in: 1...200) ?? 40
    try reader.errors.check()
    let list = try await lobby.read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      let found = try snapshot.handovers(of: estate.id, cursor: cursor, limit: limit + 1)
      let posts = try snapshot.posts(of: estate.id)
      let minutes = try snapshot.settings(of: estate).number(.handoverMinutes)
      return HandoverList(
        estate: estate, posts: posts, handovers: Array(found.prefix(limit)), hasMore: found.count > limit,
        open: try posts.compactMap { try snapshot.openHandover(of: $0.id, estate: estate.id) },
        punctuality: try snapshot.handoverPunctuality(
          of: estate.id, since: now.advanced(days: -HandoverList.days), minutes: minutes), isFirst: cursor == nil)
    }
    return try lobby.answer(
      context, page: HandoverListPage(list: list, lobby: lobby, context: context),
      resource: HandoverListResource(list))
  }

  func new(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await beginning(context, errors: FieldErrors(), status: 200)
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    do {
      let beginning = try HandoverForm(form: context.form).beginning(at: context.now, post: author.post)
      let estate = try await lobby.estate(author.estate)
      let words = HandoverWords(lobby: lobby, estate: estate)
      let sheet = try await lobby.write(in: author.estate) { tx in
        guard try tx.posts(of: estate.id).contains(where: { $0.id == beginning.post }) else {
          throw LobbyError.notFound
        }
        let acts = HandoverActs(estate: estate, author: author) { words.all($0, at: author.at) }
        let handover = try acts.begin(beginning, in: tx)
        return try tx.handoverSheet(handover.id, of: estate, at: author.at)
      }
      let path = "/handovers/\(sheet.handover.id)"
      return try lobby.done(
        context, at: path, resource: HandoverResource(sheet, words: words, context), returnTo: path)
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await beginning(context, errors: errors, status: 422)
    }
  }

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let part = request.uri.queryParameters.get("part").flatMap(HandoverFragment.Part.init(rawValue:))
    return try await lobby.handoverAnswer(
      try context.id(), context, errors: FieldErrors(), status: 200, part: context.wantsJSON ? nil : part)
  }

  func withdraw(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let id = try context.id()
    return try await lobby.handoverAct(context, status: 200, returnTo: "/handovers", flash: "flash.handover.withdrawn")
    {
      acts, tx in try acts.withdraw(id, in: tx)
    }
  }

  private func beginning(_ context: LobbyContext, errors: FieldErrors, status: Int) async throws -> Response {
    let principal = try context.principal
    let now = context.now
    let wanted = Identifier.parse(context.form.typed("post")) ?? principal.post
    let content = try await lobby.read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      let duties = try snapshot.openDuties(of: estate.id).filter { $0.post == wanted }
      return HandoverBeginning(
        estate: estate, post: wanted, postName: try snapshot.postName(wanted, of: estate.id),
        open: try snapshot.openHandover(of: wanted, estate: estate.id), duties: duties,
        people: try snapshot.accounts(of: estate.id).filter { account in
          account.disabledAt == nil && account.password != nil && Permission.handOver.roles.contains(account.role)
        },
        items: try snapshot.openThings(of: wanted, estate: estate, at: now),
        earlyMinutes: try snapshot.settings(of: estate).number(.handoverEarly))
    }
    return try lobby.html(
      HandoverBeginningPage(
        beginning: content, lobby: lobby, context: context, notes: FieldNotes(errors, lobby, context)), context,
      status: status)
  }
}

extension Lobby {
  /// One handover, as a page or for a program.
  func handoverAnswer(
    _ id: String, _ context: LobbyContext, errors: FieldErrors, status: Int, part: HandoverFragment.Part? = nil
  ) async throws -> Response {
    let principal = try context.principal
    let now = context.now
    let browser = try await SessionController(lobby: self).browser(of: context)
    let (sheet, people, limits) = try await read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      let settings = try snapshot.settings(of: estate)
      return (
        try snapshot.handoverSheet(id, of: estate, at: now), try snapshot.accounts(of: estate.id),
        HandoverPage.Limits(minutes: settings.number(.handoverMinutes), arrival: Attendance.Limits(settings))
      )
    }
    let words = HandoverWords(lobby: self, estate: sheet.estate)
    let page = HandoverPage(
      sheet: sheet, people: people.filter { $0.disabledAt == nil && $0.password != nil }, limits: limits,
      takesPIN: browser?.estate == principal.estate, lobby: self, context: context,
      notes: FieldNotes(errors, self, context))
    if let part { return try html(HandoverFragment(page: page, part: part), context) }
    return try answer(
      context, page: page,
      resource: HandoverResource(sheet, words: words, context), status: status)
  }

  /// Does something in a handover and answers with what it is then; a form with something wrong comes back whole.
  func handoverAct(
    _ context: LobbyContext, status: Int = 201, returnTo: String? = nil, flash: String? = nil,
    _ act: @escaping HandoverAct
  ) async throws -> Response {
    let id = try context.id()
    do {
      let sheet = try await handoverChange(id, context, act)
      return try handoverDone(
        sheet, context, status: status, flash: flash.map { Flash($0) }, returnTo: returnTo ?? "/handovers/\(id)")
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await handoverAnswer(id, context, errors: errors, status: 422)
    }
  }

  func handoverChange(
    _ id: String, _ context: LobbyContext, _ act: @escaping HandoverAct
  ) async throws -> HandoverSheet {
    let author = try context.author
    let estate = try await estate(author.estate)
    let words = HandoverWords(lobby: self, estate: estate)
    return try await write(in: author.estate) { tx in
      try act(HandoverActs(estate: estate, author: author) { words.all($0, at: author.at) }, tx)
      return try tx.handoverSheet(id, of: estate, at: author.at)
    }
  }

  func handoverDone(
    _ sheet: HandoverSheet, _ context: LobbyContext, status: Int = 201, flash: Flash? = nil, returnTo: String
  ) throws -> Response {
    try done(
      context, at: "/handovers/\(sheet.handover.id)",
      resource: HandoverResource(sheet, words: HandoverWords(lobby: self, estate: sheet.estate), context),
      status: status, flash: flash, returnTo: returnTo)
  }
}
