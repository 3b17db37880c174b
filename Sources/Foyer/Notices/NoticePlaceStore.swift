import Database
import Pages

extension Lobby {
  /// Reads something together with the estate and its posts.
  func noticePlace<Found: Sendable>(
    _ context: LobbyContext, _ read: @escaping @Sendable (Snapshot, Estate) throws -> Found
  ) async throws -> (NoticePlace, Found) {
    let principal = try context.principal
    return try await self.read { snapshot in
      let estate = try snapshot.existingEstate(principal.estate)
      return (
        NoticePlace(estate: estate, posts: try snapshot.posts(of: estate.id)), try read(snapshot, estate)
      )
    }
  }
}

extension Transaction {
  func expectPost(_ post: String?, of estate: String) throws {
    guard let post else { return }
    guard try posts(of: estate).contains(where: { $0.id == post }) else {
      throw FieldErrors("post", "choice")
    }
  }
}

/// What keeps a checked draft, and answers the id under which it stands.
typealias NoticeKeeping<Draft> = @Sendable (Draft, Estate, JournalAuthor, Transaction) throws -> String
/// What changes something that stands in a register.
typealias NoticeChange<Subject> = @Sendable (Subject, Estate, JournalAuthor, Transaction) throws -> Void
/// The same with its reason.
typealias NoticeReasoning<Subject> = @Sendable (Subject, String, JournalAuthor, Transaction) throws -> Void
