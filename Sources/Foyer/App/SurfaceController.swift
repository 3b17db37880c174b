import Foundation
import Hummingbird
import Pages

/// Health, description and preferences: what is there without any duty.
struct SurfaceController: Sendable {
  let lobby: Lobby

  struct Health: Encodable { let status: String }

  func health(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try lobby.json(Health(status: "ok"), status: 200)
  }

  func ready(_ request: Request, _ context: LobbyContext) async throws -> Response {
    do {
      try lobby.examine()
      _ = try await lobby.read { try $0.estates().count }
      // Whoever stands before several desks must not take this one away: it still reads.
      return try lobby.json(Health(status: lobby.disk.isFull ? "disk_full" : "ok"), status: 200)
    } catch {
      throw LobbyError.unavailable
    }
  }

  func metrics(_ request: Request, _ context: LobbyContext) async throws -> Response {
    // A store that does not answer takes only its own figures away.
    let record = try? await RecordFigures(lobby)
    return Response(
      status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
      body: .init(byteBuffer: .init(string: Figures.shared.text + (record?.text ?? "") + lobby.disk.figures)))
  }

  func openAPI(_ request: Request, _ context: LobbyContext) async throws -> Response {
    Response(
      status: .ok, headers: [.contentType: "application/json; charset=utf-8"],
      body: .init(byteBuffer: .init(bytes: try OpenAPI.served.get())))
  }

  func preferences(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let form = context.form
    let back = form.typed("back")
    let isOurs = back.hasPrefix("/") && !back.hasPrefix("//")
    var response =
      try context.wantsJSON ? lobby.json(Health(status: "ok"), status: 200) : lobby.redirect(to: isOurs ? back : "/")
    let year = 365 * 86_400
    if let language = Language(rawValue: form.typed("language")) {
      response.setCookie(lobby.cookie(.language, language.rawValue, maxAge: year))
    }
    if ["light", "dark", "system"].contains(form.typed("theme")) {
      response.setCookie(lobby.cookie(.theme, form.typed("theme"), maxAge: year))
    }
    if ["large", "usual"].contains(form.typed("size")) {
      response.setCookie(lobby.cookie(.size, form.typed("size"), maxAge: year))
    }
    return response
  }
}
