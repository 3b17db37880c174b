import Foundation
import Hummingbird
import Pages

/// The day's board: what a person at the desk has to know, read item by item.
struct BoardController: Sendable {
  let lobby: Lobby

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (principal, now) = (try context.principal, context.now)
    let (place, found) = try await lobby.noticePlace(context) { snapshot, estate in
      let expected = try snapshot.expectedVisits(of: estate, on: now)
      let board = try snapshot.board(of: estate, for: principal.boardReader, at: now, expected: expected)
      return try snapshot.contents(of: board, estate: estate, expected: expected, at: now)
    }
    return try lobby.answer(
      context, page: BoardPage(contents: found, words: place.words(lobby, context)),
      resource: BoardResource(found, zone: place.estate.zone))
  }

  /// A person has read one item. Whoever reads one is led to the next.
  func read(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (author, principal, form) = (try context.author, try context.principal, context.form)
    var reader = FieldReader(form)
    let item = reader.text("item", limit: 36, required: true, clause: "A-1.3") ?? ""
    let revision = reader.int("revision", in: 0...999_999_999_999_999, required: true) ?? 0
    try reader.errors.check()
    do {
      let (estate, read) = try await lobby.write(in: author.estate) { tx in
        let estate = try tx.existingEstate(author.estate)
        return (
          estate, try tx.read(item, revision: revision, as: principal.boardReader, of: estate, by: author)
        )
      }
      return try lobby.done(
        context, at: "/board",
        resource: BoardReadingResource(item: read, revision: revision, at: author.at, zone: estate.zone),
        returnTo: context.ownBack ?? "/board")
    } catch LobbyError.conflict(code: "board_item_changed", _) where !context.wantsJSON {
      return lobby.redirect(to: "/board", flash: Flash("flash.board.changed"))
    }
  }

  /// Who has read what: for leaders.
  func readers(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let now = context.now
    let (place, found) = try await lobby.noticePlace(context) { try $0.boardReaders(of: $1, at: now) }
    return try lobby.answer(
      context, page: BoardReadersPage(readers: found, words: place.words(lobby, context)),
      resource: BoardReadersResource(found, zone: place.estate.zone))
  }
}
