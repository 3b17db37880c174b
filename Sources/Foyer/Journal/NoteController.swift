import Foundation
import Hummingbird
import Pages

/// Notes in the duty record, and their corrections.
struct NoteController: Sendable {
  let lobby: Lobby

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    let (form, now) = (context.form, context.now)
    do {
      let (estate, entry) = try await lobby.write(in: author.estate) { tx in
        let estate = try tx.existingEstate(author.estate)
        let draft = try NoteForm(form: form, zone: estate.zone).validated(at: now)
        return (estate, try tx.write(draft, by: author))
      }
      return try lobby.done(
        context, at: "/journal", resource: JournalEntryResource(entry, zone: estate.zone),
        flash: Flash("flash.note.written"), returnTo: context.ownBack ?? "/journal")
    } catch let errors as FieldErrors where !context.wantsJSON {
      // An empty line at the desk is a slip of the finger: the record page says what is missing.
      return try await JournalController(lobby: lobby).page(context, query: JournalQuery(), errors: errors)
    }
  }

  func correct(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let principal = try context.principal
    let author = try context.author
    let id = try context.id()
    let text = try NoteForm(form: context.form, zone: .shanghai).correction()
    let (estate, entry) = try await lobby.write(in: author.estate) { tx in
      let estate = try tx.existingEstate(author.estate)
      let entry = try tx.existingJournalEntry(id, of: estate.id)
      guard NoteRule.mayCorrect(entry, by: principal) else { throw LobbyError.forbidden(.overrideRules) }
      return (estate, try tx.correct(entry, to: text, by: author))
    }
    return try lobby.done(
      context, at: "/journal", resource: JournalEntryResource(entry, zone: estate.zone),
      flash: Flash("flash.note.corrected"), returnTo: context.ownBack ?? "/journal")
  }
}
