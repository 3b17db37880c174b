import Foundation
import Hummingbird
import Pages

/// What a person's own page shows.
struct MyShifts: Sendable {
  let estate: Estate
  let names: RosterNames
  let shifts: [RosterEntry]
  let leaves: [Leave]
  let trades: [ShiftTrade]
  let calendarMade: Instant?

  var resource: MyShiftsResource {
    let zone = estate.zone
    return MyShiftsResource(
      shifts: shifts.map { RosterEntryResource($0, words: names, zone: zone) },
      leaves: leaves.map { LeaveResource($0, zone: zone) },
      trades: trades.map { ShiftTradeResource($0, words: names, zone: zone) },
      calendarMadeAt: calendarMade.map(zone.iso))
  }
}

/// One's own shifts: seen, confirmed, carried into one's own calendar.
struct MyShiftsController: Sendable {
  let lobby: Lobby
  /// So far ahead.
  static let days = 62

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let mine = try await lobby.myShifts(context)
    return try lobby.answer(
      context, page: MyShiftsPage(mine: mine, address: nil, lobby: lobby, context: context), resource: mine.resource)
  }

  func confirm(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    let count = try await lobby.write(in: author.estate) { tx in
      try tx.confirmShifts(
        of: author.account, until: author.at.advanced(days: Self.days), estate: author.estate, by: author)
    }
    return try await done(context, status: 201, flash: Flash("flash.shifts.confirmed", ["n": String(count)]))
  }

  /// The address is shown once; only its hash is kept.
  func makeCalendar(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    let secret = Secret.make()
    try await lobby.write(in: author.estate) { tx in
      _ = try tx.existingAccount(author.account, of: author.estate)
      try tx.keepCalendar(tokenHash: Secret.hash(secret), by: author)
    }
    let origin = lobby.serving.publicAddress?.origin ?? request.head.authority.map { "http://\($0)" } ?? ""
    let address = "\(origin)/shift-calendars/\(secret).ics"
    guard context.wantsJSON else {
      let mine = try await lobby.myShifts(context)
      return try lobby.html(
        MyShiftsPage(mine: mine, address: address, lobby: lobby, context: context), context, status: 201)
    }
    var response = try lobby.json(ShiftCalendarResource(address: address), status: 201)
    response.headers[.location] = "/my-shifts"
    return response
  }

  func endCalendar(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    try await lobby.write(in: author.estate) { tx in try tx.revokeCalendar(by: author) }
    return try await done(context, status: 200, flash: Flash("flash.shifts.calendar_ended"))
  }

  /// For calendar programs, which bring only the address. Whoever guesses gets the same answer as for any page that is
  /// not there.
  func calendar(_ request: Request, _ context: LobbyContext) async throws -> Response {
    guard let given = context.parameters.get("secret"), given.utf8.count <= 60 else { throw LobbyError.notFound }
    let hash = Secret.hash(given.hasSuffix(".ics") ? String(given.dropLast(4)) : given)
    let (now, text) = (context.now, { (key: String) in lobby.text(key, context) })
    let found = try await lobby.read { snapshot in
      try snapshot.calendarOwner(tokenHash: hash).map { owner in
        (
          try snapshot.existingEstate(owner.estate), try snapshot.rosterNames(of: owner.estate),
          try snapshot.calendarEntries(of: owner, from: now.advanced(days: -62))
        )
      }
    }
    guard let (estate, names, entries) = found else { throw LobbyError.notFound }
    let words = names.words(estate.zone, lobby, context)
    let events = entries.map { entry, changedAt in
      CalendarFeed.Event(
        uid: entry.id, from: entry.startsAt, until: entry.endsAt, changedAt: changedAt, revision: entry.revision,
        summary: "\(words.code(entry)) \(words.post(entry.post))", place: "\(estate.name) \(words.post(entry.post))")
    }
    let feed = CalendarFeed(name: "\(estate.name) \(text("roster_tab.mine"))", events: events)
    return Response(
      status: .ok, headers: [.contentType: "text/calendar; charset=utf-8", .cacheControl: "private, no-store"],
      body: ResponseBody(byteBuffer: .init(string: feed.text)))
  }

  private func done(_ context: LobbyContext, status: Int, flash: Flash) async throws -> Response {
    let mine = try await lobby.myShifts(context)
    return try lobby.done(context, at: "/my-shifts", resource: mine.resource, status: status, flash: flash)
  }
}

extension Lobby {
  func myShifts(_ context: LobbyContext) async throws -> MyShifts {
    let (principal, now, vault) = (try context.principal, context.now, vault)
    return try await read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      let account = principal.account
      return MyShifts(
        estate: estate, names: try snapshot.rosterNames(of: estate.id),
        shifts: try snapshot.rosterEntries(
          of: estate.id, account: account, from: now, until: now.advanced(days: MyShiftsController.days)),
        leaves: try snapshot.leaves(of: estate.id, account: account, since: now.advanced(days: -31), vault: vault),
        trades: try snapshot.trades(of: estate.id, account: account, since: now.advanced(days: -14)),
        calendarMade: try snapshot.calendarMade(for: account, of: estate.id))
    }
  }
}
