import Foundation
import Hummingbird
import Pages

/// The one confirmation that takes a list into the register.
struct ImportConfirmationController: Sendable {
  let lobby: Lobby

  private var imports: ImportController { ImportController(lobby: lobby) }

  /// A program waits for the report; a person watches the progress.
  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (estate, id, now, vault) = (try context.principal.estate, try context.id(), context.now, lobby.vault)
    let form = context.form
    let (pending, file) = try await lobby.read { snapshot in
      let pending = try snapshot.pendingImport(id, of: estate, at: now)
      guard pending.mayBeConfirmed(at: now) else { throw LobbyError.conflict(code: "import_not_waiting") }
      return (pending, try snapshot.importedFile(id, of: estate, vault: vault))
    }
    let isAsked = ["encoding", "keep", "building"].contains { form[$0] != nil }
    let choices =
      isAsked ? try ImportForm(form: form).choices(triesBig5: pending.choices.triesBig5) : pending.choices
    guard try await lobby.write(in: estate, { try $0.begin(pending, choices: choices, of: estate, at: now) })
    else {
      throw LobbyError.conflict(code: "import_not_waiting")
    }
    let run = try await imports.residentImport(id, context)
    if context.wantsJSON {
      let outcome = try await take(file, choices, run)
      return try lobby.done(
        context, at: "/residents/imports/\(id)",
        resource: ImportResource(
          id: id, state: .done, reading: nil, outcome: outcome, words: imports.words(context)))
    }
    Task { try? await take(file, choices, run) }
    return lobby.redirect(to: "/residents/imports/\(id)")
  }

  @discardableResult
  private func take(_ file: Data, _ choices: PendingImport.Choices, _ run: ResidentImport) async throws -> ImportOutcome
  {
    let (lobby, estate, vault) = (lobby, run.estate.id, lobby.vault)
    do {
      let reading = try ImportController.read(file, choices, site: run.estate.name)
      let outcome = try await run.run(reading) { done, all in
        let now = lobby.clock.now()
        try await lobby.write(in: estate) { try $0.progress(run.id, done: done, all: all, of: estate, at: now) }
      }
      try await lobby.write(in: estate) { try $0.finish(run.id, outcome: outcome, vault: vault, by: run.author) }
      return outcome
    } catch {
      lobby.report("an import stopped", error)
      let now = lobby.clock.now()
      try await lobby.write(in: estate) { try $0.fail(run.id, of: estate, at: now) }
      throw error
    }
  }
}
