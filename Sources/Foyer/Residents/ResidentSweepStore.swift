import Database

extension Database {
  /// What may not stay: lists that nobody confirmed within the hour, recognition cards of those who have moved out.
  func sweepResidents(at now: Instant) async throws {
    let (hasImports, cards) = try await read { snapshot in
      (try snapshot.hasImportsOver(at: now), try snapshot.cardsOfMovedOut(at: now))
    }
    guard hasImports || !cards.isEmpty else { return }
    try await write(in: Lobby.house) { try $0.removeImportsOver(at: now) }
    for (estate, resident) in cards {
      try await write(in: estate) { tx in
        guard let post = try tx.posts(of: estate).first else { return }
        let author = JournalAuthor(estate: estate, post: post.id, account: "console", name: "console", at: now)
        let room = ResidentRecord.room(of: try tx.residencies(of: resident, estate: estate), at: now)
        try tx.forget(resident, room: room, by: author)
      }
    }
  }
}
