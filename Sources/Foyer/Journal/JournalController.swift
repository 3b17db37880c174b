import Foundation
import Hummingbird
import Pages

/// The duty record: for people a page that reads like the paper one, for programs the stream of entries.
struct JournalController: Sendable {
  let lobby: Lobby

  private static let pageLength = 100

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    if context.wantsJSON { return try await stream(request.uri.queryParameters, context) }
    return try await page(context, query: JournalQuery(request.uri.queryParameters), errors: FieldErrors())
  }

  private func stream(_ query: Parameters, _ context: LobbyContext) async throws -> Response {
    let principal = try context.principal
    var errors = FieldErrors()
    let after = Self.number(query, "after", in: 0...Int(Int64.max), default: 0, &errors)
    let limit = Self.number(query, "limit", in: 1...200, default: 50, &errors)
    try errors.check()
    let (estate, seal, entries) = try await lobby.read { snapshot in
      (
        try snapshot.existingEstate(principal.estate), try snapshot.lastSeal(of: principal.estate),
        try snapshot.journal(of: principal.estate, after: after, limit: limit)
      )
    }
    return try lobby.json(
      JournalListResource(
        items: entries.map { JournalEntryResource($0, zone: estate.zone) }, last: entries.last?.seq ?? after,
        seal: seal.map { SealResource($0, zone: estate.zone) }),
      status: 200)
  }

  private static func number(
    _ query: Parameters, _ name: String, in range: ClosedRange<Int>, default usual: Int, _ errors: inout FieldErrors
  ) -> Int {
    guard let text = query.get(name) else { return usual }
    if let number = Int(text), range.contains(number) { return number }
    errors.add(name, "range", ["from": String(range.lowerBound), "to": String(range.upperBound)])
    return usual
  }

  func page(_ context: LobbyContext, query: JournalQuery, errors: FieldErrors) async throws -> Response {
    let principal = try context.principal
    let now = context.now
    let content = try await lobby.read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      let hours = try snapshot.settings(of: estate).number(.recordHours)
      let chosen = try Identifier.parse(query.shift).flatMap { try snapshot.duty($0, of: estate.id) }
      let filter = try query.filter(hours: hours, shift: chosen, zone: estate.zone, now: now)
      let recent = try snapshot.duties(
        of: estate.id, from: now.advanced(days: -JournalPage.shiftDays), until: now.advanced(days: 1), limit: 60)
      let entries = try snapshot.journal(of: estate.id, filter, limit: Self.pageLength + 1)
      return JournalPage.Content(
        estate: estate, posts: try snapshot.posts(of: estate.id), hours: hours, filter: filter,
        shifts: (recent + (chosen.map { [$0] } ?? [])).filter { $0.startedAt != nil }.reduce(into: []) { list, duty in
          if !list.contains(where: { $0.id == duty.id }) { list.append(duty) }
        },
        trail: try snapshot.trail(of: estate.id, entries: Array(entries.prefix(Self.pageLength))),
        hasMore: entries.count > Self.pageLength, seal: try snapshot.lastSeal(of: estate.id))
    }
    return try lobby.html(
      JournalPage(
        own: content, query: query, form: context.form,
        messages: errors.messages(in: context.language, phrasebook: lobby.phrasebook), lobby: lobby, context: context),
      context, status: errors.isEmpty ? 200 : 422)
  }
}

extension JournalQuery {
  init(_ query: Parameters) {
    func typed(_ name: String) -> String { query.get(name) ?? "" }
    self.init(
      from: typed("from"), to: typed("to"), group: typed("group"), shift: typed("shift"), post: typed("post"),
      room: typed("room"),
      person: typed("person"), words: typed("words"), importantOnly: !typed("important").isEmpty,
      before: typed("before"))
  }
}
