import Foundation
import Hummingbird
import Pages

/// The posts of an estate: where a desk stands.
struct PostController: Sendable {
  let lobby: Lobby

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    guard context.wantsJSON else { return lobby.redirect(to: "/settings") }
    let estate = try context.principal.estate
    let posts = try await lobby.read { try $0.posts(of: estate) }
    return try lobby.json(PostListResource(items: posts.map { PostResource(id: $0.id, name: $0.name) }), status: 200)
  }

  func create(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await naming(context) { name, author in
      let post = Post(id: Identifier.make(at: author.at), name: name)
      try await lobby.write(in: author.estate) { tx in
        let others = try tx.posts(of: author.estate)
        guard !others.contains(where: { $0.name == name }) else { throw FieldErrors("post_name", "taken") }
        try tx.insert(post, of: author.estate, position: try tx.lastPostPosition(of: author.estate) + 1)
        try tx.record(.init(kind: .postAdded, subject: post.id), by: author)
      }
      return try await done(post, context, status: 201, flash: "flash.post.added")
    }
  }

  func rename(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let id = try context.id()
    return try await naming(context) { name, author in
      try await lobby.write(in: author.estate) { tx in
        let posts = try tx.posts(of: author.estate)
        guard let post = posts.first(where: { $0.id == id }) else { throw LobbyError.notFound }
        guard !posts.contains(where: { $0.name == name && $0.id != id }) else {
          throw FieldErrors("post_name", "taken")
        }
        try tx.renamePost(id, of: author.estate, to: name)
        try tx.record(.init(kind: .postRenamed, subject: id, payload: ["from": post.name, "to": name]), by: author)
      }
      return try await done(Post(id: id, name: name), context, status: 200, flash: "flash.post.renamed")
    }
  }

  func close(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (id, author) = (try context.id(), try context.author)
    let post = try await lobby.write(in: author.estate) { tx in
      let posts = try tx.posts(of: author.estate)
      guard let post = posts.first(where: { $0.id == id }) else { throw LobbyError.notFound }
      guard posts.count > 1, id != author.post else { throw LobbyError.conflict(code: "post_in_use") }
      guard try !tx.hasTokens(at: id, of: author.estate) else { throw LobbyError.conflict(code: "post_has_tokens") }
      try tx.closePost(id, of: author.estate, by: author)
      try tx.record(.init(kind: .postClosed, subject: id), by: author)
      return post
    }
    return try await done(post, context, status: 201, flash: "flash.post.closed")
  }

  private func naming(
    _ context: LobbyContext, _ body: (String, JournalAuthor) async throws -> Response
  ) async throws -> Response {
    do {
      var reader = FieldReader(context.form)
      let name = reader.text("post_name", limit: 40, required: true)
      try reader.errors.check()
      return try await body(name ?? "", try context.author)
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await SettingController(lobby: lobby).page(context, errors: errors, at: nil, status: 422)
    }
  }

  private func done(_ post: Post, _ context: LobbyContext, status: Int, flash: String) async throws -> Response {
    try await lobby.places.read(from: lobby.database)
    lobby.principals.clear()
    return try lobby.done(
      context, at: "/posts", resource: PostResource(id: post.id, name: post.name), status: status, flash: Flash(flash),
      returnTo: "/settings#posts")
  }
}
