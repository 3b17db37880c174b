import Foundation
import Hummingbird
import Pages

/// The register of what each post has; leaders keep it.
struct EquipmentController: Sendable {
  let lobby: Lobby

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await list(context, wanted: request.uri.queryParameters.get("post"), errors: FieldErrors(), status: 200)
  }

  private func list(
    _ context: LobbyContext, wanted: String?, errors: FieldErrors, status: Int
  ) async throws -> Response {
    let principal = try context.principal
    let register = try await lobby.read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      let posts = try snapshot.posts(of: estate.id)
      guard let post = posts.first(where: { $0.id == wanted ?? principal.post }) ?? posts.first else {
        throw LobbyError.notFound
      }
      return EquipmentRegister(
        estate: estate, posts: posts, post: post,
        counts: try snapshot.equipmentCounts(at: post.id, of: estate.id),
        faults: try snapshot.openFaults(of: estate.id).filter { $0.post == post.id })
    }
    return try lobby.answer(
      context, page: EquipmentPage(register: register, errors: errors, lobby: lobby, context: context),
      resource: EquipmentListResource(
        items: register.counts.map(EquipmentResource.init),
        faults: register.faults.map { FaultResource($0, zone: register.estate.zone) }), status: status)
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    var reader = FieldReader(context.form)
    let post = reader.text("post", limit: 36) ?? author.post
    try reader.errors.check()
    return try await orAgain(context, at: post) {
      let form = EquipmentForm(form: context.form)
      let equipment = try await lobby.write(in: author.estate) { tx in
        guard try tx.posts(of: author.estate).contains(where: { $0.id == post }) else {
          throw FieldErrors("post", "choice")
        }
        let others = try tx.equipment(of: post, estate: author.estate)
        let equipment = try form.validated(
          id: Identifier.make(at: author.at), post: post, position: (others.map(\.position).max() ?? 0) + 1)
        guard !others.contains(where: { $0.name == equipment.name }) else { throw FieldErrors("name", "thing_taken") }
        try tx.insert(equipment, by: author)
        return equipment
      }
      return try done(equipment, context, status: 201, flash: "added")
    }
  }

  func update(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    let old = try await lobby.read { try $0.existingEquipment(id, of: author.estate) }
    return try await orAgain(context, at: old.post) {
      let changed = try EquipmentForm(form: context.form).validated(id: id, post: old.post, position: old.position)
      try await lobby.write(in: author.estate) { tx in
        let equipment = try tx.existingEquipment(id, of: author.estate)
        guard equipment.retiredAt == nil else { throw LobbyError.conflict(code: "equipment_retired") }
        guard
          try !tx.equipment(of: old.post, estate: author.estate).contains(where: {
            $0.name == changed.name && $0.id != id
          })
        else { throw FieldErrors("name", "thing_taken") }
        if equipment != changed { try tx.change(equipment, to: changed, by: author) }
      }
      return try done(changed, context, status: 200, flash: "changed")
    }
  }

  func retire(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    let equipment = try await lobby.write(in: author.estate) { tx in
      let equipment = try tx.existingEquipment(id, of: author.estate)
      guard equipment.retiredAt == nil else { throw LobbyError.conflict(code: "equipment_retired") }
      guard try !tx.openFaults(of: author.estate).contains(where: { $0.equipment == id }) else {
        throw LobbyError.conflict(code: "equipment_has_fault", clause: "A-1.2")
      }
      try tx.retire(equipment, by: author)
      return equipment
    }
    return try done(equipment, context, status: 201, flash: "retired")
  }

  private func orAgain(
    _ context: LobbyContext, at post: String, _ body: () async throws -> Response
  ) async throws -> Response {
    do {
      return try await body()
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await list(context, wanted: post, errors: errors, status: 422)
    }
  }

  private func done(
    _ equipment: Equipment, _ context: LobbyContext, status: Int, flash: String
  ) throws -> Response {
    try lobby.done(
      context, at: "/equipment?post=\(equipment.post)",
      resource: EquipmentResource(EquipmentCount(equipment: equipment, open: [])), status: status,
      flash: Flash("flash.equipment.\(flash)"))
  }
}

/// What is not in order: found at any time, told to somebody, closed by somebody with how.
struct EquipmentFaultController: Sendable {
  let lobby: Lobby

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    var reader = FieldReader(context.form)
    let kind = reader.choice("kind", as: EquipmentFault.Kind.self, required: true, clause: "A-1.2")
    let pieces = reader.int("pieces", in: 1...9999) ?? 1
    let note = reader.text("note", limit: 200, required: true, clause: "A-1.2")
    let told = reader.text("told", limit: 40)
    try reader.errors.check()
    let (estate, fault) = try await lobby.write(in: author.estate) { tx in
      let equipment = try tx.existingEquipment(id, of: author.estate)
      guard equipment.retiredAt == nil else { throw LobbyError.conflict(code: "equipment_retired") }
      guard pieces <= equipment.pieces else {
        throw FieldErrors("pieces", "range", ["from": "1", "to": String(equipment.pieces)])
      }
      let fault = EquipmentFault(
        id: Identifier.make(at: author.at), equipment: id, name: equipment.name, post: equipment.post,
        kind: kind ?? .faulty, pieces: pieces, away: kind == .missing ? pieces : 0, note: note, foundAt: author.at,
        foundBy: author.account, told: told, toldAt: told == nil ? nil : author.at)
      try tx.insert(fault, found: nil, by: author)
      return (try tx.existingEstate(author.estate), fault)
    }
    return try lobby.done(
      context, at: "/equipment-faults/\(fault.id)", resource: FaultResource(fault, zone: estate.zone),
      flash: Flash("flash.equipment.fault"))
  }

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (principal, id) = (try context.principal, try context.id())
    let (estate, fault, names, trail) = try await lobby.read { snapshot in
      let fault = try snapshot.existingFault(id, of: principal.estate)
      return (
        try snapshot.existingEstate(principal.estate), fault, try snapshot.accountNames(of: principal.estate),
        try snapshot.trail(of: principal.estate, subject: id)
      )
    }
    return try lobby.answer(
      context,
      page: FaultPage(fault: fault, estate: estate, names: names, trail: trail, lobby: lobby, context: context),
      resource: FaultResource(fault, zone: estate.zone))
  }

  /// Who was told, and what is away for repair meanwhile.
  func report(_ request: Request, _ context: LobbyContext) async throws -> Response {
    var reader = FieldReader(context.form)
    let told = reader.text("told", limit: 40, required: true, clause: "A-1.2")
    let away = reader.int("away", in: 0...9999)
    try reader.errors.check()
    return try await change(.report(to: told ?? "", away: away), context, flash: "told")
  }

  func close(_ request: Request, _ context: LobbyContext) async throws -> Response {
    var reader = FieldReader(context.form)
    let how = reader.reason("how", clause: "A-1.2")
    try reader.errors.check()
    return try await change(.close(how: how), context, flash: "closed")
  }

  private func change(_ act: FaultChange.Act, _ context: LobbyContext, flash: String) async throws -> Response {
    let (change, id) = (FaultChange(act: act, author: try context.author), try context.id())
    let (estate, fault) = try await lobby.write(in: change.author.estate) { tx in
      (try tx.existingEstate(change.author.estate), try change.make(of: id, in: tx))
    }
    return try lobby.done(
      context, at: "/equipment-faults/\(id)", resource: FaultResource(fault, zone: estate.zone),
      flash: Flash("flash.equipment.\(flash)"))
  }
}
