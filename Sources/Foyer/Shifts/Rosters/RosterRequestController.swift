import Foundation
import Hummingbird
import Pages

/// Leaves and swaps as whoever decides sees them: each with what it would bring.
struct RosterRequests: Sendable {
  let estate: Estate
  let names: RosterNames
  let leaves: [Leave]
  let trades: [ShiftTrade]
  /// By the id of the request.
  let brought: [String: [RosterFinding]]
  let rules: RosterRules
}

struct RosterRequestController: Sendable {
  let lobby: Lobby

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await page(context, errors: FieldErrors(), status: 200)
  }

  func page(_ context: LobbyContext, errors: FieldErrors, status: Int) async throws -> Response {
    let (principal, now, vault) = (try context.principal, context.now, lobby.vault)
    let requests = try await lobby.read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      let leaves = try snapshot.leaves(of: estate.id, since: now.advanced(days: -45), vault: vault)
      let trades = try snapshot.trades(of: estate.id, since: now.advanced(days: -45))
      return RosterRequests(
        estate: estate, names: try snapshot.rosterNames(of: estate.id), leaves: leaves, trades: trades,
        brought: try snapshot.brought(by: leaves, trades, of: estate),
        rules: RosterRules(try snapshot.settings(of: estate)))
    }
    return try lobby.answer(
      context,
      page: RosterRequestPage(
        requests: requests, lobby: lobby, context: context, notes: FieldNotes(errors, lobby, context)),
      resource: RosterRequestListResource(
        leaves: requests.leaves.map { LeaveResource($0, zone: requests.estate.zone) },
        trades: requests.trades.map {
          ShiftTradeResource($0, words: requests.names, zone: requests.estate.zone)
        }), status: status)
  }
}

/// Asking for leave, and deciding on it.
struct LeaveController: Sendable {
  let lobby: Lobby

  func new(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try lobby.html(LeavePage(errors: nil, lobby: lobby, context: context), context)
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, form, vault) = (try context.author, context.form, lobby.vault)
    let estate = try await lobby.estate(author.estate)
    do {
      let leave = try RosterRequestForm(form: form, zone: estate.zone).leave(of: author.account, at: context.now)
      let kept = try await lobby.write(in: author.estate) { tx in
        _ = try tx.existingAccount(author.account, of: author.estate)
        try tx.ask(leave, digest: form.fingerprint, of: author.estate, vault: vault, by: author)
        return try tx.existingLeave(leave.id, of: author.estate, vault: vault)
      }
      return try lobby.done(
        context, at: "/my-shifts", resource: LeaveResource(kept, zone: estate.zone), flash: Flash("flash.leave.asked"))
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try lobby.html(LeavePage(errors: errors, lobby: lobby, context: context), context, status: 422)
    }
  }

  func decide(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id, vault) = (try context.author, try context.id(), lobby.vault)
    let estate = try await lobby.estate(author.estate)
    do {
      let decision = try RosterRequestForm(form: context.form, zone: estate.zone).decision()
      let leave = try await lobby.write(in: author.estate) { tx in
        let leave = try tx.existingLeave(id, of: author.estate, vault: vault)
        try tx.decide(leave, decision.word, note: decision.note, of: estate, by: author)
        return try tx.existingLeave(id, of: author.estate, vault: vault)
      }
      return try lobby.done(
        context, at: "/roster-requests", resource: LeaveResource(leave, zone: estate.zone),
        flash: Flash("flash.roster.\(decision.word.rawValue)_request"))
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await RosterRequestController(lobby: lobby).page(context, errors: errors, status: 422)
    }
  }

  func withdraw(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id, vault) = (try context.author, try context.id(), lobby.vault)
    let estate = try await lobby.estate(author.estate)
    let leave = try await lobby.write(in: author.estate) { tx in
      let leave = try tx.existingLeave(id, of: author.estate, vault: vault)
      guard leave.account == author.account else { throw LobbyError.notFound }
      try tx.withdraw(leave, of: author.estate, by: author)
      return try tx.existingLeave(id, of: author.estate, vault: vault)
    }
    return try lobby.done(
      context, at: "/my-shifts", resource: LeaveResource(leave, zone: estate.zone),
      flash: Flash("flash.shifts.withdrawn"))
  }
}

extension LeaveController {
  /// The leader takes an approved leave back, with a reason.
  func revoke(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id, vault) = (try context.author, try context.id(), lobby.vault)
    let estate = try await lobby.estate(author.estate)
    do {
      var reader = FieldReader(context.form)
      let reason = reader.reason(clause: "C-1")
      try reader.errors.check()
      let (leave, count) = try await lobby.write(in: author.estate) { tx in
        let leave = try tx.existingLeave(id, of: author.estate, vault: vault)
        let count = try tx.revoke(leave, reason: reason, of: estate, by: author)
        return (try tx.existingLeave(id, of: author.estate, vault: vault), count)
      }
      return try lobby.done(
        context, at: "/roster-requests", resource: LeaveResource(leave, zone: estate.zone),
        flash: Flash("flash.leave.revoked", ["n": String(count)]))
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await RosterRequestController(lobby: lobby).page(context, errors: errors, status: 422)
    }
  }
}

/// Swaps and cover: asked for, answered, decided.
struct ShiftTradeController: Sendable {
  let lobby: Lobby
  /// Colleagues' shifts that are offered for a swap.
  static let days = 31

  func new(_ request: Request, _ context: LobbyContext) async throws -> Response {
    var asked = context
    asked.form = try Form(urlEncoded: request.uri.query ?? "")
    // Without a shift there is nothing to give away yet: it is chosen among one's own.
    guard !asked.form.typed("entry").isEmpty || context.wantsJSON else { return lobby.redirect(to: "/my-shifts") }
    return try await page(asked, errors: nil)
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, form) = (try context.author, context.form)
    let estate = try await lobby.estate(author.estate)
    do {
      let asked = try RosterRequestForm(form: form, zone: estate.zone).trade(at: context.now)
      let trade = try await lobby.write(in: author.estate) { tx in
        let entry = try tx.existingRosterEntry(asked.entry, of: author.estate)
        let swapped = try? tx.existingRosterEntry(asked.with, of: author.estate)
        let other = try tx.existingAccount(swapped?.account ?? asked.with, of: author.estate)
        let trade = ShiftTrade(
          id: asked.id, entry: entry, account: author.account, otherAccount: other.id, otherEntry: swapped,
          note: asked.note, state: .asked, askedAt: author.at, answeredAt: nil, decision: nil)
        guard entry.account == author.account else { throw LobbyError.notFound }
        guard trade.exchanged != nil, other.id != author.account, other.disabledAt == nil, other.role.mayBePlanned,
          entry.startsAt > author.at, swapped.map({ $0.startsAt > author.at }) ?? true
        else { throw FieldErrors("with", "outdated") }
        try tx.ask(trade, digest: form.fingerprint, of: author.estate, by: author)
        return try tx.existingTrade(asked.id, of: author.estate)
      }
      return try await done(trade, estate, context, at: "/my-shifts", flash: "flash.trade.asked")
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await page(context, errors: errors)
    }
  }

  func answer(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    let estate = try await lobby.estate(author.estate)
    let answer = try RosterRequestForm(form: context.form, zone: estate.zone).answer()
    let trade = try await lobby.write(in: author.estate) { tx in
      try tx.answer(try tx.existingTrade(id, of: author.estate), answer, of: author.estate, by: author)
      return try tx.existingTrade(id, of: author.estate)
    }
    return try await done(trade, estate, context, at: "/my-shifts", flash: "flash.trade.\(answer.rawValue)")
  }

  func decide(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    let estate = try await lobby.estate(author.estate)
    do {
      let decision = try RosterRequestForm(form: context.form, zone: estate.zone).decision()
      let trade = try await lobby.write(in: author.estate) { tx in
        try tx.decide(
          try tx.existingTrade(id, of: author.estate), decision.word, note: decision.note, of: estate, by: author)
        return try tx.existingTrade(id, of: author.estate)
      }
      return try await done(
        trade, estate, context, at: "/roster-requests", flash: "flash.roster.\(decision.word.rawValue)_request")
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await RosterRequestController(lobby: lobby).page(context, errors: errors, status: 422)
    }
  }

  func withdraw(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    let estate = try await lobby.estate(author.estate)
    let trade = try await lobby.write(in: author.estate) { tx in
      try tx.withdraw(try tx.existingTrade(id, of: author.estate), of: author.estate, by: author)
      return try tx.existingTrade(id, of: author.estate)
    }
    return try await done(trade, estate, context, at: "/my-shifts", flash: "flash.shifts.withdrawn")
  }

  private func done(
    _ trade: ShiftTrade, _ estate: Estate, _ context: LobbyContext, at path: String, flash: String
  ) async throws -> Response {
    let names = try await lobby.read { try $0.rosterNames(of: estate.id) }
    return try lobby.done(
      context, at: path, resource: ShiftTradeResource(trade, words: names, zone: estate.zone), flash: Flash(flash))
  }

  private func page(_ context: LobbyContext, errors: FieldErrors?) async throws -> Response {
    let (principal, now) = (try context.principal, context.now)
    guard let id = Identifier.parse(context.form.typed("entry")) else { throw LobbyError.notFound }
    let offer = try await lobby.read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      let entry = try snapshot.existingRosterEntry(id, of: estate.id)
      guard entry.account == principal.account, entry.isInForce else { throw LobbyError.notFound }
      return ShiftTradePage.Offer(
        estate: estate, entry: entry, names: try snapshot.rosterNames(of: estate.id),
        people: try snapshot.accounts(of: estate.id).filter {
          $0.disabledAt == nil && $0.role.mayBePlanned && $0.id != principal.account
        },
        shifts: try snapshot.rosterEntries(of: estate.id, from: now, until: now.advanced(days: Self.days))
          .filter { $0.account != principal.account && $0.startsAt > now })
    }
    return try lobby.html(
      ShiftTradePage(offer: offer, errors: errors, lobby: lobby, context: context), context,
      status: errors == nil ? 200 : 422)
  }
}
