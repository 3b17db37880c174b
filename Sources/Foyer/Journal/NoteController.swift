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

/// A note marked for the next shift is settled: by whom and how stands beside it.
struct MarkedNoteController: Sendable {
  let lobby: Lobby

  func settle(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    var reader = FieldReader(context.form)
    let outcome = reader.text("outcome", limit: NoteForm.limit)
    try reader.errors.check()
    let (estate, entry) = try await lobby.write(in: author.estate) { tx in
      try tx.settle(try tx.existingMarkedNote(id, of: author.estate), outcome: outcome, by: author)
      return (try tx.existingEstate(author.estate), try tx.existingJournalEntry(id, of: author.estate))
    }
    return try lobby.done(
      context, at: "/open-items", resource: JournalEntryResource(entry, zone: estate.zone),
      flash: Flash("flash.note.settled"), returnTo: context.ownBack)
  }

  /// A note has no page of its own; its line stands in the record.
  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (principal, id) = (try context.principal, try context.id())
    let (estate, entry) = try await lobby.read { snapshot in
      (
        try snapshot.existingEstate(principal.estate), try snapshot.existingJournalEntry(id, of: principal.estate)
      )
    }
    guard entry.event.kind.topic == "note" else { throw LobbyError.notFound }
    if context.wantsJSON { return try lobby.json(JournalEntryResource(entry, zone: estate.zone), status: 200) }
    let day = estate.zone.day(entry.happenedAt)
    return lobby.redirect(to: "/journal?from=\(day)&to=\(day)#e\(entry.seq)")
  }
}

/// Small services, counted with one key.
struct CourtesyController: Sendable {
  let lobby: Lobby

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    var reader = FieldReader(context.form)
    let id = reader.id(at: context.now)
    let kind = reader.choice("kind", as: Courtesy.self, required: true, clause: "A-6.2")
    try reader.errors.check()
    guard let kind else { throw FieldErrors("kind", "required", clause: "A-6.2") }
    try await lobby.write(in: author.estate) { try $0.count(kind, id: id, by: author) }
    return try lobby.done(
      context, at: "/courtesies", resource: CourtesyResource(id: id, kind: kind.rawValue),
      flash: Flash("flash.courtesy.\(kind.rawValue)", undo: "/courtesies/\(id)"), returnTo: context.ownBack ?? "/")
  }

  func delete(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id) = (try context.author, try context.id())
    let kind = try await lobby.write(in: author.estate) { try $0.undoCourtesy(id, by: author) }
    return try lobby.done(
      context, at: "/courtesies", resource: CourtesyResource(id: id, kind: kind.rawValue), status: 200,
      flash: Flash("flash.courtesy_undone"), returnTo: "/")
  }
}
