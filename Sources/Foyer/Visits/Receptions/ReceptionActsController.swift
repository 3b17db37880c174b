import Foundation
import Hummingbird
import Pages

/// What happens to a reception: arrival, departure, calling off, and taking those back.
struct ReceptionActsController: Sendable {
  let lobby: Lobby

  func arrive(_ request: Request, _ context: LobbyContext) async throws -> Response {
    var reader = FieldReader(context.form)
    let party = reader.int("party", in: 1...2000)
    try reader.errors.check()
    return try await act(.arrival, context, undo: "arrival", party: party)
  }

  func undoArrival(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await act(.undoneArrival, context, undo: nil, status: 200, flash: "arrival_undone")
  }

  func leave(_ request: Request, _ context: LobbyContext) async throws -> Response {
    var reader = FieldReader(context.form)
    let feedback = reader.text("feedback", limit: 500)
    try reader.errors.check()
    return try await act(.departure, context, undo: "departure", feedback: feedback)
  }

  func undoDeparture(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await act(.undoneDeparture, context, undo: nil, status: 200, flash: "departure_undone")
  }

  func cancel(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await act(.cancellation, context, undo: "cancellation")
  }

  func undoCancellation(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await act(.undoneCancellation, context, undo: nil, status: 200)
  }

  private func act(
    _ act: Reception.Act, _ context: LobbyContext, undo: String?, party: Int? = nil, feedback: String? = nil,
    status: Int = 201, flash: String? = nil
  ) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    let (estate, reception) = try await lobby.write(in: author.estate) { tx in
      let estate = try tx.existingEstate(author.estate)
      let reception = try tx.existingReception(id, of: estate.id)
      switch act {
      case .arrival: try tx.arrive(reception, party: party ?? reception.details.party, of: estate.id, by: author)
      case .departure: try tx.leave(reception, feedback: feedback, of: estate.id, by: author)
      case .undoneArrival: try tx.undoArrival(of: reception, estate: estate.id, by: author)
      case .undoneDeparture: try tx.undoDeparture(of: reception, estate: estate.id, by: author)
      case .cancellation: try tx.setCancelled(true, reception, of: estate.id, by: author)
      case .undoneCancellation: try tx.setCancelled(false, reception, of: estate.id, by: author)
      case .change: break
      }
      return (estate, try tx.existingReception(id, of: estate.id))
    }
    return try lobby.done(
      context, at: "/receptions/\(id)", resource: ReceptionResource(reception, zone: estate.zone), status: status,
      flash: Flash("flash.reception.\(flash ?? reception.state.rawValue)", undo: undo.map { "/receptions/\(id)/\($0)" })
    )
  }
}

/// The receptions of a period on paper (§2.14).
struct ReceptionSheetController: Sendable {
  let lobby: Lobby

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (principal, now) = (try context.principal, context.now)
    let query = try Form(urlEncoded: request.uri.query ?? "")
    let printID = Identifier.parse(query.typed("print"))
    let sheet = try await sheet(query, context)
    let print = try await lobby.read { snapshot in
      try printID.flatMap { try snapshot.print($0, of: principal.estate, at: now) }
    }
    let fingerprint = (print?.head ?? sheet.head).seal(sheet.rows)
    return try lobby.html(
      ReceptionSheetPage(sheet: sheet, print: print, fingerprint: fingerprint, lobby: lobby, context: context), context)
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    let sheet = try await sheet(context.form, context)
    let printed = PrintedSheet(
      rows: sheet.rows, pages: sheet.paper.pages.count, period: sheet.period, kind: .receptionsPrinted)
    let print = try await lobby.write(in: author.estate) { tx in try tx.recordPrint(of: printed, by: author) }
    return try lobby.done(
      context, at: "/reception-register?\(sheet.period.query)&print=\(print.id)",
      resource: SheetPrintResource(print, of: printed))
  }

  private func sheet(_ form: Form, _ context: LobbyContext) async throws -> ReceptionSheet {
    let (principal, now, limit) = (try context.principal, context.now, RegisterController.limit)
    let (language, phrasebook) = (context.language, lobby.phrasebook)
    return try await lobby.read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      let period = try RegisterForm(form: form, zone: estate.zone).period(at: now)
      let words = ReceptionWords(zone: estate.zone, language: language, phrasebook: phrasebook)
      let receptions = try snapshot.receptions(in: period, of: estate.id, limit: limit + 1)
      guard receptions.count <= limit else { throw FieldErrors("to", "too_many_rows", ["limit": String(limit)]) }
      return ReceptionSheet(
        estate: estate, period: period, words: words, rows: receptions.map(words.cells),
        head: try snapshot.recordHead(of: estate.id))
    }
  }
}
