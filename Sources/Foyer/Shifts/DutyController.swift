import Foundation
import Hummingbird
import Pages

/// Who is on duty, who should be, and the way there.
struct DutyController: Sendable {
  let lobby: Lobby

  /// Days of past duties that the page shows.
  private static let days = 7
  private static let most = 200
  /// Minutes ahead from which the next shift is shown.
  private static let ahead = 8 * 60

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let part = context.wantsJSON ? nil : request.uri.queryParameters["part"].map(String.init)
    return try await list(context, part: part, errors: FieldErrors(), status: 200)
  }

  private func list(
    _ context: LobbyContext, part: String? = nil, errors: FieldErrors, status: Int
  ) async throws -> Response {
    let (principal, now) = (try context.principal, context.now)
    let board = try await lobby.read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      let accounts = try snapshot.accounts(of: estate.id)
      return DutyBoard(
        estate: estate, posts: try snapshot.posts(of: estate.id),
        attendance: try snapshot.attendance(of: estate, at: now, ahead: Self.ahead),
        open: try snapshot.openDuties(of: estate.id), absences: try snapshot.openAbsences(of: estate.id),
        past: try snapshot.duties(
          of: estate.id, from: now.advanced(days: -Self.days), until: now.advanced(minutes: 1), limit: Self.most),
        accounts: accounts, shifts: try snapshot.shiftNames(of: estate.id),
        limits: Attendance.Limits(try snapshot.settings(of: estate)))
    }
    let page = DutyListPage(board: board, errors: errors, lobby: lobby, context: context)
    switch part {
    case "now": return try lobby.html(DutyNowPart(content: page.live), context)
    case "expected": return try lobby.html(DutyExpectedPart(content: page.live), context)
    default: break
    }
    return try lobby.answer(
      context, page: page,
      resource: DutyListResource(board), status: status)
  }

  /// 到岗.
  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    let mayWriteForOthers = context.may(.decideDuties)
    do {
      let estate = try await lobby.estate(author.estate)
      let arrival = try DutyForm(form: context.form, zone: estate.zone).validated(at: context.now)
      let duty = try await lobby.write(in: author.estate) { tx in
        let duty = try DutyArrival(
          arrival: arrival, estate: estate, author: author, mayWriteForOthers: mayWriteForOthers
        ).make(in: tx)
        try tx.noteAbsences(of: estate, by: author)
        return duty
      }
      return try lobby.done(
        context, at: "/duties/\(duty.id)", resource: DutyResource(duty, zone: estate.zone),
        flash: Flash("flash.duty.arrived"))
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await list(context, errors: errors, status: 422)
    }
  }

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await page(of: try context.id(), context, errors: FieldErrors(), status: 200)
  }

  func page(
    of id: String, _ context: LobbyContext, errors: FieldErrors, status: Int
  ) async throws -> Response {
    let (principal, now) = (try context.principal, context.now)
    let record = try await lobby.read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      let duty = try snapshot.existingDuty(id, of: estate.id)
      return DutyFacts(
        estate: estate, duty: duty, readiness: try snapshot.readiness(of: duty, estate: estate, at: now),
        limits: Attendance.Limits(try snapshot.settings(of: estate)),
        names: try snapshot.accountNames(of: estate.id),
        trail: try snapshot.trail(of: estate.id, subject: duty.id))
    }
    return try lobby.answer(
      context, page: DutyPage(record: record, errors: errors, lobby: lobby, context: context),
      resource: DutyResource(record.duty, zone: record.estate.zone, readiness: record.readiness), status: status)
  }
}

/// What happens to a duty: it begins, is withdrawn, released by order, decided about.
struct DutyActsController: Sendable {
  let lobby: Lobby

  func begin(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await change(.begin, context)
  }

  /// Came by mistake, or to the wrong post.
  func withdraw(_ request: Request, _ context: LobbyContext) async throws -> Response {
    var reader = FieldReader(context.form)
    let reason = reader.text("reason", limit: 200)
    try reader.errors.check()
    return try await change(.withdraw(reason: reason), context)
  }

  /// Off duty without a handover, by the leader's order.
  func release(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await orAgain(context) { reader in .release(reason: reader.reason(clause: "A-4.3")) }
  }

  func rule(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await orAgain(context) { reader in
      let ruling = reader.choice("ruling", as: Duty.Ruling.self, required: true, clause: "A-1.1")
      return .rule(ruling ?? .sentHome, reason: reader.reason(clause: "A-1.1"))
    }
  }

  /// Whether it was agreed that he went before the end of his shift.
  func settleEarly(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await orAgain(context) { reader in
      let word = reader.choice("outcome", as: EarlyWord.self, required: true, clause: "C-1")
      return .settleEarly(isAgreed: word == .agreed, reason: reader.reason(clause: "C-1"))
    }
  }

  private enum EarlyWord: String, CaseIterable { case agreed, notAgreed = "not_agreed" }

  /// What was typed wrongly is shown again on the duty's page.
  private func orAgain(
    _ context: LobbyContext, _ read: (inout FieldReader) -> DutyChange.Act
  ) async throws -> Response {
    do {
      var reader = FieldReader(context.form)
      let act = read(&reader)
      try reader.errors.check()
      return try await change(act, context)
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await DutyController(lobby: lobby).page(of: try context.id(), context, errors: errors, status: 422)
    }
  }

  private func change(_ act: DutyChange.Act, _ context: LobbyContext) async throws -> Response {
    let change = DutyChange(act: act, author: try context.author, mayDecide: context.may(.decideDuties))
    let id = try context.id()
    let (estate, duty) = try await lobby.write(in: change.author.estate) { tx in
      let estate = try tx.existingEstate(change.author.estate)
      return (estate, try change.make(of: id, estate: estate, in: tx))
    }
    return try lobby.done(
      context, at: "/duties/\(id)", resource: DutyResource(duty, zone: estate.zone),
      flash: Flash("flash.duty.\(act.flash)"), returnTo: duty.isOpen || act.isLookingBack ? nil : "/duties")
  }
}
