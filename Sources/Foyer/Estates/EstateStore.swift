import Database
import Foundation

extension Snapshot {
  func estates() throws -> [Estate] {
    try rows("SELECT * FROM estates ORDER BY id").map(Estate.init(row:))
  }

  func estate(_ id: String) throws -> Estate? {
    try row("SELECT * FROM estates WHERE id = ?", id).map(Estate.init(row:))
  }

  /// Open posts in their order.
  func posts(of estate: String) throws -> [Post] {
    try rows("SELECT id, name FROM posts WHERE estate = ? AND closed_at IS NULL ORDER BY position, id", estate)
      .map { Post(id: $0.text("id"), name: $0.text("name")) }
  }
}

extension Transaction {
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
