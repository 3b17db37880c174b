import Foundation
import Hummingbird
import Pages

/// The racks of passes, one pass and its history, and what is done with it (C-3).
struct PassController: Sendable {
  let lobby: Lobby

  /// More of a rack's numbers than fit on a screen are only counted.
  private static let shownOnRack = 300
  private static let historyLength = 100

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await list(context, query: try PassQuery(request.uri.queryParameters), errors: FieldErrors())
  }

  private func list(_ context: LobbyContext, query: PassQuery, errors: FieldErrors) async throws -> Response {
    let principal = try context.principal
    let (estate, racks, passes) = try await lobby.read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      let racks = try snapshot.posts(of: estate.id).map {
        try snapshot.rack(of: $0, estate: estate.id, showing: Self.shownOnRack)
      }
      return (estate, racks, try snapshot.passes(of: estate.id, query.filter, limit: query.limit + 1))
    }
    if context.wantsJSON, errors.isEmpty {
      let shown = passes.prefix(query.limit)
      return try lobby.json(
        PassListResource(
          items: shown.map { PassResource($0) }, racks: racks.map { .init($0) },
          next: passes.count > query.limit ? shown.last?.number : nil), status: 200)
    }
    let wanted = query.filter.post ?? principal.post
    guard let rack = racks.first(where: { $0.post.id == wanted }) ?? racks.first else { throw LobbyError.notFound }
    return try lobby.html(
      PassListPage(
        rack: rack, posts: racks.map(\.post), estate: estate, form: context.form,
        messages: errors.messages(in: context.language, phrasebook: lobby.phrasebook), lobby: lobby, context: context),
      context, status: errors.isEmpty ? 200 : 422)
  }

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let principal = try context.principal
    let name = try context.passName()
    let (estate, pass, holder, entries) = try await lobby.read { snapshot in
      let pass = try snapshot.existingPass(name, of: principal.estate)
      return (
        try snapshot.existingEstate(principal.estate), pass, try snapshot.visit(holding: pass, of: principal.estate),
        try snapshot.trail(
          of: principal.estate,
          entries: snapshot.journal(of: principal.estate, pass: pass.number, limit: Self.historyLength))
      )
    }
    return try lobby.answer(
      context,
      page: PassPage(pass: pass, holder: holder, history: entries, estate: estate, lobby: lobby, context: context),
      resource: PassResource(pass, history: entries.entries.map { JournalEntryResource($0, zone: estate.zone) }))
  }

  /// Hangs new numbers on a rack.
  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    do {
      let (range, wanted) = try PassRangeForm(form: context.form).validated()
      let post = wanted ?? author.post
      let numbers = range.numbers
      try await lobby.write(in: author.estate) { tx in
        guard try tx.posts(of: author.estate).contains(where: { $0.id == post }) else {
          throw FieldErrors("post", "choice")
        }
        try tx.add(numbers, to: post, by: author)
      }
      let resource = NewPassesResource(
        post: post, from: numbers.first ?? "", to: numbers.last ?? "", count: numbers.count)
      return try lobby.done(
        context, at: "/passes?post=\(post)", resource: resource,
        flash: Flash("flash.pass.added", ["from": resource.from, "to": resource.to]))
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await list(context, query: PassQuery(), errors: errors)
    }
  }

  func createReturn(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await change(.return, context)
  }

  func createLoss(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await change(.loss, context)
  }

  func createRecovery(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await change(.recovery, context)
  }

  func createVoiding(_ request: Request, _ context: LobbyContext) async throws -> Response {
    var reader = FieldReader(context.form)
    let reason = reader.voidReason()
    try reader.errors.check()
    return try await change(.voiding, reason: reason, context)
  }

  private func change(
    _ act: Pass.Act, reason: Pass.VoidReason? = nil, _ context: LobbyContext
  ) async throws -> Response {
    let change = PassChange(act: act, reason: reason, author: try context.author)
    let name = try context.passName()
    let pass = try await lobby.write(in: change.author.estate) { tx in try change.make(of: name, in: tx) }
    return try lobby.done(
      context, at: "/passes/\(pass.number)", resource: PassResource(pass),
      flash: Flash("flash.pass.\(act.rawValue)", ["pass": pass.number]), returnTo: context.ownBack)
  }
}

/// Counting what really hangs on a rack (清点).
struct PassCountController: Sendable {
  let lobby: Lobby

  /// The most hooks that a person can count in one go.
  private static let most = 5000

  func new(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await sheet(context, wanted: request.uri.queryParameters.get("post"), errors: FieldErrors())
  }

  private func sheet(_ context: LobbyContext, wanted: String?, errors: FieldErrors) async throws -> Response {
    let principal = try context.principal
    let (post, numbers) = try await lobby.read { snapshot in
      let posts = try snapshot.posts(of: principal.estate)
      guard let post = posts.first(where: { $0.id == wanted ?? principal.post }) else { throw LobbyError.notFound }
      let passes = try snapshot.passes(of: principal.estate, PassFilter(post: post.id), limit: Self.most)
      return (post, passes.map(\.number))
    }
    return try lobby.html(
      PassCountPage(
        post: post, numbers: numbers, form: context.form,
        messages: errors.messages(in: context.language, phrasebook: lobby.phrasebook)),
      context, status: errors.isEmpty ? 200 : 422)
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    do {
      let (numbers, wanted) = try PassCountForm(form: context.form).validated()
      let post = wanted ?? author.post
      let (estate, count, entry) = try await lobby.write(in: author.estate) { tx in
        let estate = try tx.existingEstate(author.estate)
        guard try tx.posts(of: estate.id).contains(where: { $0.id == post }) else {
          throw FieldErrors("post", "choice")
        }
        let count = try tx.count(numbers, on: post, estate: estate.id, most: Self.most)
        let id = try tx.record(count.event, by: author)
        return (estate, count, try tx.existingJournalEntry(id, of: estate.id))
      }
      return try lobby.done(
        context, at: "/passes?post=\(post)",
        resource: PassCountResource(
          expected: count.expected.count, counted: count.counted.count, missing: count.missing, extra: count.extra,
          agrees: count.agrees, entry: JournalEntryResource(entry, zone: estate.zone)),
        flash: Flash(
          count.agrees ? "flash.pass.count_agrees" : "flash.pass.count_differs",
          ["missing": String(count.missing.count), "extra": String(count.extra.count)]))
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await sheet(context, wanted: nil, errors: errors)
    }
  }
}

struct PassQuery: Sendable {
  var filter = PassFilter()
  var limit = 50

  init() {}

  init(_ query: Parameters) throws {
    var errors = FieldErrors()
    if let text = query.get("state"), !text.isEmpty {
      filter.state = Pass.State(rawValue: text)
      if filter.state == nil { errors.add("state", "choice") }
    }
    if let text = query.get("limit") {
      if let number = Int(text), (1...200).contains(number) {
        limit = number
      } else {
        errors.add("limit", "range", ["from": "1", "to": "200"])
      }
    }
    if let post = query.get("post"), !post.isEmpty { filter.post = post }
    filter.after = query.get("cursor") ?? ""
    try errors.check()
  }
}

extension LobbyContext {
  /// The pass in the path: its id or its number.
  func passName() throws -> String {
    guard let name = parameters.get("pass")?.removingPercentEncoding else { throw LobbyError.notFound }
    return name
  }

  /// Where the form was; only our own addresses.
  var ownBack: String? {
    let back = form.typed("back")
    return back.hasPrefix("/") && !back.hasPrefix("//") ? back : nil
  }
}
