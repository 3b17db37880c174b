import Foundation
import Hummingbird
import Pages

/// Looking a person and a post's things over, before duty and on it.
struct ReadinessController: Sendable {
  let lobby: Lobby

  /// By oneself, or by the leader for another.
  func look(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    let duty = try await lobby.read { try $0.existingDuty(id, of: author.estate) }
    return try await check(duty.account == author.account ? .own : .leader, of: id, context)
  }

  /// Bearing and dress, by the leader, of somebody on duty (B-4.2.5).
  func inspect(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await check(.inspection, of: try context.id(), context)
  }

  private func check(_ kind: AppearanceCheck.Kind, of id: String, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    guard kind == .own || context.may(.decideDuties) else { throw LobbyError.forbidden(.decideDuties) }
    do {
      var reader = FieldReader(context.form)
      let (wrong, note) = reader.appearance(kind)
      try reader.errors.check()
      let check = AppearanceCheck(
        id: Identifier.make(at: author.at), duty: id, kind: kind, at: author.at, account: author.account,
        name: author.name, items: kind.items, wrong: wrong, note: note)
      let (estate, duty) = try await lobby.write(in: author.estate) { tx in
        let duty = try tx.existingDuty(id, of: author.estate)
        guard duty.state == (kind == .inspection ? .onDuty : .arrived) else {
          throw LobbyError.conflict(code: kind == .inspection ? "not_on_duty" : "duty_ended", clause: kind.clause)
        }
        try tx.insert(check, of: duty, by: author)
        return (try tx.existingEstate(author.estate), duty)
      }
      return try lobby.done(
        context, at: "/duties/\(duty.id)", resource: AppearanceResource(check, zone: estate.zone),
        flash: Flash(wrong.isEmpty ? "flash.duty.looked" : "flash.duty.looked_wrong"))
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await DutyController(lobby: lobby).page(of: id, context, errors: errors, status: 422)
    }
  }

  /// What was not in order has been put right.
  func right(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    var reader = FieldReader(context.form)
    let how = reader.reason("how", clause: "A-1.1")
    try reader.errors.check()
    let (estate, check) = try await lobby.write(in: author.estate) { tx in
      let check = try tx.existingAppearanceCheck(id, of: author.estate)
      try tx.right(check, how: how, of: try tx.existingDuty(check.duty, of: author.estate), by: author)
      return (try tx.existingEstate(author.estate), try tx.existingAppearanceCheck(id, of: author.estate))
    }
    return try lobby.done(
      context, at: "/duties/\(check.duty)", resource: AppearanceResource(check, zone: estate.zone),
      flash: Flash("flash.duty.righted"))
  }

  /// The post's things, counted against the book.
  func checkEquipment(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id, form) = (try context.author, try context.id(), context.form)
    let mayDecide = context.may(.decideDuties)
    do {
      let (duty, estate, counts, checks) = try await lobby.write(in: author.estate) { tx in
        let duty = try tx.existingDuty(id, of: author.estate)
        guard duty.isOpen else { throw LobbyError.conflict(code: "duty_ended", clause: "A-4.3") }
        guard mayDecide || duty.account == author.account else { throw LobbyError.forbidden(.decideDuties) }
        var reader = FieldReader(form)
        let findings = reader.findings(of: try tx.equipmentCounts(at: duty.post, of: author.estate))
        if findings.isEmpty, reader.errors.isEmpty { reader.errors.add("equipment", "nothing", clause: "A-1.2") }
        try reader.errors.check()
        try tx.keep(findings, of: duty, by: author)
        return (
          duty, try tx.existingEstate(author.estate), try tx.equipmentCounts(at: duty.post, of: author.estate),
          try tx.equipmentChecks(of: duty.id, estate: author.estate)
        )
      }
      return try lobby.done(
        context, at: "/duties/\(duty.id)",
        resource: EquipmentCheckListResource(checks, counts: counts, zone: estate.zone),
        flash: Flash(checks.contains { $0.result != .normal } ? "flash.duty.equipment_wrong" : "flash.duty.equipment"))
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await DutyController(lobby: lobby).page(of: id, context, errors: errors, status: 422)
    }
  }
}

/// Who did not come, and how punctual everybody is.
struct AttendanceController: Sendable {
  let lobby: Lobby

  func settle(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    var reader = FieldReader(context.form)
    let outcome = reader.choice("outcome", as: Absence.Outcome.self, required: true, clause: "C-1")
    let reason = reader.reason(clause: "C-1")
    try reader.errors.check()
    let (estate, absence) = try await lobby.write(in: author.estate) { tx in
      let estate = try tx.existingEstate(author.estate)
      let absence = try tx.absence(id, of: estate.id) ?? Absence(try tx.existingRosterEntry(id, of: estate.id))
      guard absence.from <= author.at else { throw LobbyError.conflict(code: "shift_not_begun", clause: "C-1") }
      try tx.settle(absence, as: outcome ?? .absent, reason: reason, by: author)
      return (estate, try tx.absence(id, of: estate.id) ?? absence)
    }
    return try lobby.done(
      context, at: "/duties", resource: AbsenceResource(absence, zone: estate.zone), status: 201,
      flash: Flash("flash.duty.settled"))
  }

  func punctuality(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (principal, now) = (try context.principal, context.now)
    let query = try Form(urlEncoded: request.uri.query ?? "")
    let found = try await lobby.read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      let period = try PunctualityPeriod(query, zone: estate.zone, at: now)
      let limits = Attendance.Limits(try snapshot.settings(of: estate))
      let figures = Punctuality(
        duties: try snapshot.duties(of: estate.id, from: period.from, until: period.until, limit: 20_000),
        absences: try snapshot.absences(of: estate.id, from: period.from, until: period.until),
        names: try snapshot.accountNames(of: estate.id),
        unmannedMinutes: try snapshot.unmannedMinutes(of: estate.id, from: period.from, until: period.until),
        limits: limits)
      let score = try snapshot.inspectionScore(of: estate.id, from: period.from, until: period.until)
      return PunctualityFacts(estate: estate, period: period, figures: figures, score: score, limits: limits)
    }
    return try lobby.answer(
      context, page: PunctualityPage(facts: found, lobby: lobby, context: context),
      resource: PunctualityResource(found))
  }
}
