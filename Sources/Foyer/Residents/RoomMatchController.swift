import Foundation
import Hummingbird
import Pages

/// The challenge's answer (C-4): match or no match, and nothing else, for the screen faces the visitor too.
struct RoomMatchController: Sendable {
  let lobby: Lobby

  struct Answer: Encodable { let match: Bool }

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let estate = try context.principal.estate
    var reader = FieldReader(try Form(urlEncoded: request.uri.query ?? ""))
    let question = HostQuestion(
      room: reader.text("room", limit: 60, required: true, clause: "C-4"), name: reader.text("name", limit: 60))
    try reader.errors.check()
    let (now, vault) = (context.now, lobby.vault)
    let host = try await lobby.read { try $0.host(asked: question, of: estate, at: now, vault: vault) }
    return try lobby.json(Answer(match: host.admission.match == .match), status: 200)
  }
}
