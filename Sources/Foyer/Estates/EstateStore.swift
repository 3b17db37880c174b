import Database
import Foundation

extension Snapshot {
  func estates() throws -> [Estate] {
    try rows("SELECT * FROM estates ORDER BY id").map(Estate.init(row:))
  }

  func estate(_ id: String) throws -> Estate? {
    try row("SELECT * FROM estates WHERE id = ?", id).map(Estate.init(row:))
  }

  /// Open posts of every estate: where somebody may sign in.
  func places() throws -> [(estate: Estate, posts: [Post])] {
    let rows = try rows("SELECT estate, id, name FROM posts WHERE closed_at IS NULL ORDER BY estate, position, id")
    let posts = Dictionary(grouping: rows) { $0.text("estate") }
    return try estates().map { estate in
      (estate, posts[estate.id, default: []].map { Post(id: $0.text("id"), name: $0.text("name")) })
    }
  }

  /// Open posts in their order.
  func posts(of estate: String) throws -> [Post] {
    try rows("SELECT id, name FROM posts WHERE estate = ? AND closed_at IS NULL ORDER BY position, id", estate)
      .map { Post(id: $0.text("id"), name: $0.text("name")) }
  }
}

extension Transaction {
  /// An estate with one lobby post and a rack of a hundred passes, as it starts.
  func addEstate(
    name: String, profile: Estate.Profile, zone: EstateZone, at now: Instant
  ) throws -> (estate: Estate, post: Post) {
    let estate = Estate(id: Identifier.make(at: now), name: name, profile: profile, zone: zone)
    let post = Post(id: Identifier.make(at: now), name: "大堂")
    let author = JournalAuthor(estate: estate.id, post: post.id, account: "console", name: "console", at: now)
    let rack = (1...100).map { "A-" + String(String(1000 + $0).dropFirst()) }
    try insert(estate, at: now)
    try insert(post, of: estate.id, position: 1)
    try insertPasses(numbers: rack, of: post.id, estate: estate.id, at: now)
    try record(.init(kind: .estateAdded, subject: estate.id), by: author)
    try record(.init(kind: .postAdded, subject: post.id), by: author)
    try record(.init(kind: .passesAdded, payload: ["from": "A-001", "to": "A-100", "count": "100"]), by: author)
    try insertStandardChecklists(by: author, at: now)
    return (estate, post)
  }

  func insert(_ estate: Estate, at instant: Instant) throws {
    try run(
      "INSERT INTO estates (id, name, profile, time_zone, created_at) VALUES (?, ?, ?, ?, ?)",
      estate.id, estate.name, estate.profile.rawValue, estate.zone.timeZone.identifier, instant.milliseconds)
  }

  func insert(_ post: Post, of estate: String, position: Int) throws {
    try run(
      "INSERT INTO posts (estate, id, name, position) VALUES (?, ?, ?, ?)", estate, post.id, post.name, position)
  }
}

extension Estate {
  init(row: Row) throws {
    guard let profile = Profile(rawValue: row.text("profile")), let zone = EstateZone(row.text("time_zone")) else {
      throw DatabaseError.failed(reason: "unknown profile or time zone")
    }
    self.init(id: row.text("id"), name: row.text("name"), profile: profile, zone: zone)
  }
}

extension Snapshot {
  func existingEstate(_ id: String) throws -> Estate {
    guard let estate = try estate(id) else { throw LobbyError.notFound }
    return estate
  }
}
