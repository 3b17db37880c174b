import Foundation
import Hummingbird
import IdentityDocuments
import Pages

/// A further try to reach the host of a visitor who waits (C-4).
struct ConfirmationController: Sendable {
  let lobby: Lobby

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    var reader = FieldReader(context.form)
    let method = reader.choice("method", as: Visit.ConfirmationMethod.self, required: true, clause: "C-4")
    let result = reader.choice("result", as: Visit.ConfirmationResult.self, required: true, clause: "C-4")
    let confirmedBy = reader.text("confirmed_by", limit: 60)
    try reader.errors.check()
    return try await lobby.proceed(context, as: .visitConfirmed) { visit in
      visit.confirmation = Visit.Confirmation(
        method: method, result: result, tries: visit.confirmation.tries + 1, confirmedBy: confirmedBy)
      return nil
    }
  }
}

/// The document of a visitor who waits, or what was agreed on instead (C-5, C-7).
struct DocumentController: Sendable {
  let lobby: Lobby

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    var reader = FieldReader(context.form)
    let papers = Visit.Draft.Papers(
      type: reader.choice("type", as: DocumentType.self)?.rawValue, number: reader.text("number", limit: 100),
      check: reader.choice("check", as: Visit.DocumentCheck.self, required: true, clause: "C-5"),
      alternative: reader.choice("alternative", as: Visit.Alternative.self))
    if papers.check == .match, papers.type == nil { reader.errors.add("type", "required", clause: "C-5") }
    try reader.errors.check()
    return try await lobby.proceed(context, as: .visitDocumentChecked) { visit in
      visit.document.check = papers.check ?? visit.document.check
      visit.document.alternative = papers.alternative
      visit.document.type = papers.type ?? visit.document.type
      return papers
    }
  }
}

/// Turning away somebody who waits (B-4.2.1).
struct RefusalController: Sendable {
  let lobby: Lobby

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    var reader = FieldReader(context.form)
    let reason = reader.choice("reason", as: Visit.Refusal.self, required: true, clause: "B-4.2.1")
    let note = reader.text("note", limit: 500)
    try reader.errors.check()
    return try await lobby.proceed(context, as: .visitRefused, refusal: reason) { visit in
      visit.note = note ?? visit.note
      return nil
    }
  }
}

extension Lobby {
  /// Changes what is known of a visitor who waits and decides anew.
  func proceed(
    _ context: LobbyContext, as kind: JournalKind, refusal: Visit.Refusal? = nil,
    _ change: @escaping @Sendable (inout Visit) -> Visit.Draft.Papers?
  ) async throws -> Response {
    let author = try context.author
    let id = try context.id()
    let vault = vault
    let (estate, visit) = try await write(in: author.estate) { tx in
      let estate = try tx.existingEstate(author.estate)
      var visit = try tx.existingVisit(id, of: estate.id)
      let registration = Registration(vault: vault, estate: estate, author: author)
      let papers = change(&visit)
      if let papers, let examination = registration.examination(of: papers) {
        visit.document.masked = examination.masked
        visit.document.findings = examination.findings
      }
      var facts = visit.facts
      facts.refusal = refusal
      return (estate, try registration.proceed(visit, with: facts, papers: papers, as: kind, in: tx))
    }
    return try done(
      context, at: "/visits/\(id)", resource: VisitResource(visit, zone: estate.zone),
      flash: Flash("flash.visit.\(visit.state.rawValue)", ["pass": visit.pass?.number ?? "–"]))
  }
}
