import Database
import Foundation

@testable import Foyer

extension TestLobby {
  /// A shift kind and a planned shift for somebody, by minutes from now.
  @discardableResult
  func plan(_ account: String, from: Int, until: Int) async throws -> String {
    let id = Identifier.make(at: clock.now)
    let now = clock.now
    try await lobby.write(in: estate.id) { tx in
      if try tx.shiftNames(of: estate.id).isEmpty {
        try tx.run(
          """
          INSERT INTO shift_kinds (estate, id, code, name, purpose, starts_minute, ends_minute, created_at, changed_at)
          VALUES (?, 'middle', '中', '中班', 'duty', 900, 1380, 0, 0)
          """, estate.id)
      }
      try tx.run(
        """
        INSERT INTO roster_entries (estate, id, digest, post, account, kind, starts_at, ends_at, state, origin,
          created_at, created_by, changed_at, revision) VALUES (?, ?, '', ?, ?, 'middle', ?, ?, 'planned', 'hand', 0, '', 0, 0)
        """, estate.id, id, post.id, account, now.advanced(minutes: from).milliseconds,
        now.advanced(minutes: until).milliseconds)
    }
    return id
  }

  func account(_ name: String) async throws -> String {
    try await lobby.read { try $0.account(named: name, of: estate.id)?.id ?? "" }
  }

  /// The post's things: by the book four radios and an intercom.
  func equip() async throws -> (radios: String, intercom: String) {
    let author = JournalAuthor(estate: estate.id, post: post.id, account: "test", name: "test", at: clock.now)
    let ids = (Identifier.make(at: clock.now), Identifier.make(at: clock.now))
    try await lobby.write(in: estate.id) { tx in
      try tx.insert(
        Equipment(id: ids.0, post: post.id, kind: .radio, name: "对讲机", pieces: 4, position: 1), by: author)
      try tx.insert(
        Equipment(id: ids.1, post: post.id, kind: .intercom, name: "可视对讲", pieces: 1, position: 2), by: author)
    }
    return ids
  }
}
