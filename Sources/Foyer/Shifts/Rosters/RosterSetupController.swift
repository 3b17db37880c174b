import Foundation
import Hummingbird
import Pages

/// Kinds of shift, needs, rotations and crews: one page, a small form for each.
struct RosterSetupController: Sendable {
  let lobby: Lobby

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await page(context, errors: FieldErrors(), status: 200)
  }

  func createUsual(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    let words = ["early", "middle", "night"].map { word in
      (lobby.text("roster_usual.\(word)_code", context), lobby.text("roster_usual.\(word)", context))
    }
    return try await keep(context) { setup in
      let kinds = zip(words, [(420, 900), (900, 1_380), (1_380, 1_860)]).map { word, hours in
        ShiftKind(
          id: Identifier.make(at: author.at), code: word.0, name: word.1, startsMinute: hours.0, endsMinute: hours.1)
      }
      return .usual(kinds)
    }
  }

  func createKind(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await keep(context) { setup in
      let kind = try RosterSetupForm(form: context.form, zone: setup.estate.zone).kind(at: context.now)
      guard !setup.kinds.contains(where: { $0.code == kind.code }) else { throw FieldErrors("code", "code_taken") }
      return .kind(kind)
    }
  }

  func deleteKind(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let id = try context.id()
    return try await keep(context, status: 200) { setup in
      guard !setup.rotations.contains(where: { $0.days.contains(id) }) else {
        throw LobbyError.conflict(code: "kind_in_rotation")
      }
      return .kindClosed(id)
    }
  }

  func createNeed(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await keep(context) { setup in
      .need(try RosterSetupForm(form: context.form, zone: setup.estate.zone).need(at: context.now, posts: setup.posts))
    }
  }

  func deleteNeed(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let id = try context.id()
    return try await keep(context, status: 200) { _ in .needRemoved(id) }
  }

  func createRotation(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let name = { @Sendable (pattern: RotationPattern) in
      lobby.text("rotation_pattern.\(pattern.rawValue)", context)
    }
    return try await keep(context) { setup in
      .rotation(
        try RosterSetupForm(form: context.form, zone: setup.estate.zone)
          .rotation(at: context.now, kinds: setup.kinds, name: name))
    }
  }

  func deleteRotation(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let id = try context.id()
    return try await keep(context, status: 200) { _ in .rotationClosed(id) }
  }

  func createCrew(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await keep(context) { setup in .crew(try Self.crew(nil, setup, context)) }
  }

  func updateCrew(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let id = try context.id()
    return try await keep(context, status: 200) { setup in .crewChanged(try Self.crew(id, setup, context)) }
  }

  private static func crew(_ id: String?, _ setup: RosterSetup, _ context: LobbyContext) throws -> Crew {
    let crew = try RosterSetupForm(form: context.form, zone: setup.estate.zone)
      .crew(at: context.now, id: id, rotations: setup.rotations)
    guard !setup.crews.contains(where: { $0.name == crew.name && $0.id != crew.id }) else {
      throw FieldErrors("name", "crew_taken")
    }
    return crew
  }

  func deleteCrew(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let id = try context.id()
    return try await keep(context, status: 200) { _ in .crewClosed(id) }
  }

  func createMember(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let crew = try context.id()
    return try await keep(context) { setup in
      guard setup.crews.contains(where: { $0.id == crew }) else { throw LobbyError.notFound }
      return .member(
        try RosterSetupForm(form: context.form, zone: setup.estate.zone)
          .member(of: crew, accounts: Set(setup.people.map(\.id)), posts: setup.posts))
    }
  }

  func deleteMember(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let id = try context.id()
    return try await keep(context, status: 200) { _ in .memberGone(id) }
  }

  /// Reads what stands there, decides on the change, writes it with its entry, and shows the page again.
  private func keep(
    _ context: LobbyContext, status: Int = 201, _ change: @escaping @Sendable (RosterSetup) throws -> RosterSetupChange
  ) async throws -> Response {
    let author = try context.author
    do {
      let setup = try await lobby.write(in: author.estate) { tx in
        let estate = try tx.existingEstate(author.estate)
        try tx.apply(try change(try tx.rosterSetup(of: estate)), of: estate, by: author)
        return try tx.rosterSetup(of: estate)
      }
      return try lobby.done(
        context, at: "/roster-setup", resource: RosterSetupResource(setup), status: status,
        flash: Flash("flash.roster.setup"))
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await page(context, errors: errors, status: 422)
    }
  }

  private func page(_ context: LobbyContext, errors: FieldErrors, status: Int) async throws -> Response {
    let estate = try context.principal.estate
    let setup = try await lobby.read { try $0.rosterSetup(of: try $0.existingEstate(estate)) }
    return try lobby.answer(
      context,
      page: RosterSetupPage(
        setup: setup, lobby: lobby, context: context, notes: FieldNotes(errors, lobby, context)),
      resource: RosterSetupResource(setup), status: status)
  }
}

/// Certificates of the staff.
struct CertificateController: Sendable {
  let lobby: Lobby

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await page(context, errors: FieldErrors(), status: 200)
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    do {
      let (certificate, names, zone) = try await lobby.write(in: author.estate) { tx in
        let estate = try tx.existingEstate(author.estate)
        let accounts = Set(try tx.accounts(of: estate.id).map(\.id))
        let certificate = try RosterSetupForm(form: context.form, zone: estate.zone)
          .certificate(at: context.now, accounts: accounts)
        guard try !tx.certificates(of: estate.id).contains(where: { $0.id == certificate.id }) else {
          throw LobbyError.conflict(code: "id_taken")
        }
        try tx.keep(certificate, of: estate.id, by: author)
        return (certificate, try tx.accountNames(of: estate.id), estate.zone)
      }
      return try lobby.done(
        context, at: "/certificates", resource: CertificateResource(certificate, names: names, zone: zone),
        flash: Flash("flash.roster.certificate"))
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await page(context, errors: errors, status: 422)
    }
  }

  func delete(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    let (certificate, names, zone) = try await lobby.write(in: author.estate) { tx in
      (
        try tx.withdrawCertificate(id, of: author.estate, by: author), try tx.accountNames(of: author.estate),
        try tx.existingEstate(author.estate).zone
      )
    }
    return try lobby.done(
      context, at: "/certificates", resource: CertificateResource(certificate, names: names, zone: zone), status: 200,
      flash: Flash("flash.roster.certificate_removed"))
  }

  private func page(_ context: LobbyContext, errors: FieldErrors, status: Int) async throws -> Response {
    let estate = try context.principal.estate
    let (certificates, accounts, zone, rules) = try await lobby.read { snapshot in
      let estate = try snapshot.existingEstate(estate)
      return (
        try snapshot.certificates(of: estate.id), try snapshot.accounts(of: estate.id), estate.zone,
        RosterRules(try snapshot.settings(of: estate))
      )
    }
    let names = Dictionary(accounts.map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
    return try lobby.answer(
      context,
      page: CertificatePage(
        certificates: certificates, people: accounts.filter { $0.disabledAt == nil && $0.role.mayBePlanned },
        rules: rules, zone: zone, lobby: lobby, context: context, errors: errors),
      resource: CertificateListResource(
        items: certificates.map { CertificateResource($0, names: names, zone: zone) }), status: status)
  }
}
