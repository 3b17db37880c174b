import Foundation
import Hummingbird
import Pages

/// Rounds: what is due, what runs, what was made; and one of them as it is walked.
struct RoundController: Sendable {
  let lobby: Lobby
  static let pageSize = 30

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await page(context, query: try Form(urlEncoded: request.uri.query ?? ""), errors: nil)
  }

  func page(_ context: LobbyContext, query: Form, errors: FieldErrors?) async throws -> Response {
    let (principal, now) = (try context.principal, context.now)
    var reader = FieldReader(query)
    let (cursor, limit) = (reader.cursor(), reader.int("limit", in: 1...200) ?? Self.pageSize)
    try reader.errors.check()
    let board = try await lobby.read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      return RoundBoard(
        estate: estate,
        due: try snapshot.dueRounds(
          of: estate, until: now.advanced(minutes: 12 * 60), at: now, window: try snapshot.roundWindow(of: estate)),
        running: try snapshot.runningRounds(of: estate.id),
        rounds: try snapshot.rounds(of: estate.id, before: cursor, limit: limit),
        lists: try snapshot.checklists(of: estate.id),
        openFindings: try snapshot.openFindings(of: estate.id, limit: 200),
        limit: limit, isFirst: cursor == nil, window: try snapshot.roundWindow(of: estate))
    }
    if context.wantsJSON {
      return try lobby.json(RoundBoardResource(board, CheckWords(board.estate, lobby, context)), status: 200)
    }
    return try lobby.html(
      RoundBoardPage(board: board, errors: errors, lobby: lobby, context: context), context,
      status: errors == nil ? 200 : 422)
  }

  /// Begins a round: of a due time, or of a list for no reason but that somebody wants to look.
  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, form) = (try context.author, context.form)
    let (estate, id) = try await lobby.write(in: author.estate) { tx in
      var reader = FieldReader(form)
      let id = reader.id(at: author.at)
      let list = reader.reference("checklist")
      if list == nil, reader.errors.isEmpty { reader.errors.add("checklist", "required") }
      let due = reader.text("due", limit: 40)
      try reader.errors.check()
      let estate = try tx.existingEstate(author.estate)
      let checklist = try tx.existingChecklist(list ?? "", of: estate.id)
      let dueRound = try due.map { try tx.openDue($0, of: checklist.id, in: estate, at: author.at, mustBegin: true) }
      try tx.begin(id, checklist, due: dueRound, digest: form.fingerprint, in: estate, by: author)
      return (estate, id)
    }
    let progress = try await lobby.read { try $0.progress(of: id, estate: author.estate) }
    return try lobby.done(
      context, at: "/rounds/\(id)",
      resource: RoundResource(progress, findings: [], photos: [], CheckWords(estate, lobby, context)))
  }

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let id = try context.id()
    let query = request.uri.queryParameters
    return try await show(
      id, asked: query.get("stop"), code: query.get("code").map { String($0.prefix(40)) },
      correcting: query.get("correct"), errors: nil, context)
  }

  func show(
    _ id: String, asked: String?, code: String?, correcting: String? = nil, errors: FieldErrors?,
    _ context: LobbyContext
  ) async throws -> Response {
    let (principal, now, isLeader) = (try context.principal, context.now, context.may(.keepChecklists))
    let state = try await lobby.read { snapshot in
      let progress = try snapshot.progress(of: id, estate: principal.estate)
      let corrected = correcting.flatMap { progress.visited[$0] }.flatMap { seen in
        StopCorrection.mayCorrect(seen, principal.account, at: now, isLeader: isLeader) ? seen : nil
      }
      let current = corrected.flatMap { try? progress.stop($0.stop) } ?? progress.current(asked: asked)
      return RoundState(
        estate: try snapshot.existingEstate(principal.estate), progress: progress, current: current,
        point: try current?.point.flatMap { try snapshot.patrolPoint($0, of: principal.estate) },
        findings: try snapshot.findings(of: [id], estate: principal.estate),
        photos: try snapshot.photos(of: id, estate: principal.estate),
        corrections: try snapshot.stopCorrections(of: id, estate: principal.estate), corrected: corrected,
        helpers: try snapshot.checkHelpers(of: principal.estate))
    }
    return try lobby.answer(
      context, page: RoundPage(state: state, code: code, errors: errors, lobby: lobby, context: context),
      resource: RoundResource(
        state.progress, findings: state.findings, photos: state.photos, corrections: state.corrections,
        CheckWords(state.estate, lobby, context)),
      status: errors == nil ? 200 : 422)
  }

  /// Ends a round early, for a reason.
  func complete(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    do {
      let reason = try FindingForm(form: context.form).reason()
      try await lobby.write(in: author.estate) { tx in
        try tx.cutShort(try tx.progress(of: id, estate: author.estate), reason: reason, by: author)
      }
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await show(id, asked: nil, code: nil, errors: errors, context)
    }
    return try await after(id, context, flash: Flash("flash.round.finished"))
  }

  /// The round as it stands after a change; for a person, the place where the walk goes on.
  func after(
    _ id: String, _ context: LobbyContext, status: Int = 201, flash: Flash?
  ) async throws -> Response {
    let estate = try context.principal.estate
    let (place, progress, findings, photos, corrections) = try await lobby.read { snapshot in
      (
        try snapshot.existingEstate(estate), try snapshot.progress(of: id, estate: estate),
        try snapshot.findings(of: [id], estate: estate), try snapshot.photos(of: id, estate: estate),
        try snapshot.stopCorrections(of: id, estate: estate)
      )
    }
    return try lobby.done(
      context, at: "/rounds/\(id)",
      resource: RoundResource(
        progress, findings: findings, photos: photos, corrections: corrections, CheckWords(place, lobby, context)),
      status: status, flash: progress.round.isRunning && status == 201 ? nil : flash)
  }
}

/// One stop of a round: what was seen there, or why it was passed over.
struct RoundStopController: Sendable {
  let lobby: Lobby

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id, name, form) = (try context.author, try context.id(), try context.stop(), context.form)
    let vault = lobby.vault
    do {
      let kept = try await lobby.write(in: author.estate) { tx in
        let progress = try tx.progress(of: id, estate: author.estate)
        let stop = try progress.stop(name)
        let point = try stop.point.flatMap { try tx.patrolPoint($0, of: author.estate) }
        let code = point.flatMap { $0.retiredAt == nil ? $0.code(estate: author.estate, vault: vault) : nil }
        let report = try StopForm(form: form, kind: progress.round.kind, stop: stop, round: id, code: code)
          .report(at: author.at)
        try progress.checkOrder(of: stop)
        try tx.keep(report, at: stop, of: progress, by: author)
        if !report.photos.isEmpty { try tx.dropOldPhotos(of: try tx.existingEstate(author.estate), at: author.at) }
        return try tx.existingRound(id, of: author.estate)
      }
      return try await RoundController(lobby: lobby).after(id, context, flash: kept.flash)
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await RoundController(lobby: lobby).show(
        id, asked: name, code: form.typed("code").nonEmpty, errors: errors, context)
    }
  }

  func skip(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id, name, form) = (try context.author, try context.id(), try context.stop(), context.form)
    do {
      let reason = try FindingForm(form: form).reason()
      let round = try await lobby.write(in: author.estate) { tx in
        let progress = try tx.progress(of: id, estate: author.estate)
        let stop = try progress.stop(name)
        try progress.checkOrder(of: stop)
        try tx.skip(stop, of: progress, reason: reason, digest: form.fingerprint, by: author)
        return try tx.existingRound(id, of: author.estate)
      }
      return try await RoundController(lobby: lobby).after(id, context, flash: round.flash)
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await RoundController(lobby: lobby).show(id, asked: name, code: nil, errors: errors, context)
    }
  }
}

/// Pictures of a round.
struct CheckPhotoController: Sendable {
  let lobby: Lobby

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (estate, id, photo) = (try context.principal.estate, try context.id(), try context.id("photo"))
    let bytes = try await lobby.read { try $0.picture(photo, of: id, estate: estate) }
    return Response(
      status: .ok, headers: [.contentType: "image/jpeg"], body: ResponseBody(byteBuffer: .init(bytes: bytes)))
  }

  /// It shows a person, or nothing: it goes, with the reason.
  func delete(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id, photo) = (try context.author, try context.id(), try context.id("photo"))
    do {
      let reason = try FindingForm(form: context.form).reason()
      try await lobby.write(in: author.estate) { tx in
        try tx.removePhoto(photo, of: id, reason: reason, by: author)
      }
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await RoundController(lobby: lobby).show(id, asked: nil, code: nil, errors: errors, context)
    }
    return try lobby.done(
      context, at: "/rounds/\(id)", resource: ["id": photo], status: 200, flash: Flash("flash.round.photo_removed"))
  }
}

/// Due rounds that nobody made, closed with a leader's reason.
struct ExcusedRoundController: Sendable {
  let lobby: Lobby

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, form) = (try context.author, context.form)
    do {
      let due = try await lobby.write(in: author.estate) { tx in
        let estate = try tx.existingEstate(author.estate)
        var reader = FieldReader(form)
        let list = reader.reference("checklist")
        let due = reader.text("due", limit: 40, required: true)
        let reason = reader.text("reason", limit: 200, required: true)
        if list == nil, reader.errors.isEmpty { reader.errors.add("checklist", "required") }
        try reader.errors.check()
        let round = try tx.openDue(due ?? "", of: list ?? "", in: estate, at: author.at, mustBegin: false)
        try tx.excuse(round, reason: reason ?? "", of: estate, by: author)
        return (estate, round)
      }
      return try lobby.done(
        context, at: "/rounds", resource: DueRoundResource(due.1, CheckWords(due.0, lobby, context)),
        flash: Flash("flash.round.excused"))
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await RoundController(lobby: lobby).page(context, query: .empty, errors: errors)
    }
  }
}

extension RoundProgress {
  func stop(_ name: String) throws -> Checklist.Stop {
    guard let stop = plan.stops.first(where: { $0.id == name }) else { throw LobbyError.notFound }
    return stop
  }

  /// Where the order is fixed no stop is taken before those in front of it.
  func checkOrder(of stop: Checklist.Stop) throws {
    guard plan.isOrdered, visited[stop.id] == nil, let next = ahead.first, next.id != stop.id else { return }
    throw LobbyError.conflict(code: "stop_out_of_order")
  }
}

extension Round {
  fileprivate var flash: Flash {
    failed > 0
      ? Flash("flash.round.finished_failed", ["n": String(checked), "m": String(stops), "failed": String(failed)])
      : Flash("flash.round.finished_good", ["n": String(checked), "m": String(stops)])
  }
}

extension LobbyContext {
  func stop() throws -> String {
    guard let name = parameters.get("stop"), name.count <= 8 else { throw LobbyError.notFound }
    return name
  }
}
