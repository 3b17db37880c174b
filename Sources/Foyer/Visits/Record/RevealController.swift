import Foundation
import Hummingbird
import Pages

/// Showing a document number in the clear: with a reason, to those who may, for half a minute, never kept.
struct RevealController: Sendable {
  let lobby: Lobby

  struct Number: Encodable { let number: String }

  /// The page that asks why, for a browser without scripts.
  func new(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await page(context, errors: nil, status: 200)
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id, vault) = (try context.author, try context.id(), lobby.vault)
    do {
      let (reason, note) = try Self.reason(context.form)
      let (visit, number) = try await lobby.write(in: author.estate) { tx in
        let visit = try tx.existingVisit(id, of: author.estate)
        let number = try tx.revealDocument(
          of: visit, estate: author.estate, reason: reason, note: note, vault: vault, by: author)
        return (visit, number)
      }
      var response = try lobby.answer(
        context, page: RevealedPage(visit: visit, number: number, lobby: lobby, context: context),
        resource: Number(number: number))
      response.headers[.cacheControl] = "no-store"
      return response
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await page(context, errors: errors, status: 422)
    }
  }

  private func page(_ context: LobbyContext, errors: FieldErrors?, status: Int) async throws -> Response {
    let (principal, id) = (try context.principal, try context.id())
    let visit = try await lobby.read { try $0.existingVisit(id, of: principal.estate) }
    guard visit.document.masked != nil else { throw LobbyError.conflict(code: "no_document_number", clause: "A-6.3") }
    return try lobby.html(
      RevealPage(visit: visit, errors: errors, lobby: lobby, context: context), context, status: status)
  }

  /// One of the offered reasons with a note, or a reason in words.
  private static func reason(_ form: Form) throws -> (Reveal.Reason, String?) {
    var reader = FieldReader(form)
    let text = reader.text("reason", limit: 200, required: true, clause: "A-6.3")
    let note = reader.text("note", limit: 200)
    if let text, text.count < 2 { reader.errors.add("reason", "too_short", clause: "A-6.3") }
    try reader.errors.check()
    if let offered = Reveal.Reason.offered.first(where: { $0.rawValue == text }) { return (offered, note) }
    return (.stated, [text, note].compactMap(\.self).joined(separator: " · "))
  }
}
