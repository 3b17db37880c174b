import Foundation
import Hummingbird
import Pages

/// What was written down wrongly at a stop, put right with the reason; what stood before stays beside it.
struct StopCorrectionController: Sendable {
  let lobby: Lobby

  func update(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, id, name, form) = (try context.author, try context.id(), try context.stop(), context.form)
    let (vault, isLeader) = (lobby.vault, context.may(.keepChecklists))
    do {
      try await lobby.write(in: author.estate) { tx in
        let progress = try tx.progress(of: id, estate: author.estate)
        let stop = try progress.stop(name)
        guard let seen = progress.visited[stop.id] else { throw LobbyError.conflict(code: "stop_not_checked") }
        guard StopCorrection.mayCorrect(seen, author.account, at: author.at, isLeader: isLeader) else {
          throw LobbyError.conflict(code: "stop_of_another")
        }
        let point = try stop.point.flatMap { try tx.patrolPoint($0, of: author.estate) }
        let found = try tx.findings(of: [id], estate: author.estate).filter {
          $0.stop == stop.id && $0.checkedAt == nil
        }
        var stopForm = StopForm(
          form: form, kind: progress.round.kind, stop: stop, round: id,
          code: point.flatMap { $0.retiredAt == nil ? $0.code(estate: author.estate, vault: vault) : nil })
        stopForm.kept = seen.state == .checked ? seen : nil
        stopForm.found = Set(found.compactMap(\.item))
        let (report, why) = (try stopForm.report(at: author.at), try FindingForm(form: form).reason("why"))
        try tx.correct(report, at: stop, of: progress, why: why, by: author)
      }
      return try await RoundController(lobby: lobby).after(
        id, context, status: 200, flash: Flash("flash.round.corrected"))
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await RoundController(lobby: lobby).show(
        id, asked: nil, code: nil, correcting: name, errors: errors, context)
    }
  }
}
