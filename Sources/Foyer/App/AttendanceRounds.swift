import Database
import Logging
import ServiceLifecycle

/// Looks once a minute who did not come to his shift and writes it down, so that it stays open until somebody says what
/// became of it. Of several processes on one database one does.
struct AttendanceRounds: Service {
  let lobby: Lobby

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      while true {
        if await lobby.database.holds(duty: "attendance") { await lobby.noteAbsences() }
        try await Task.sleep(for: .seconds(60))
      }
    }
  }
}

extension Lobby {
  /// What cannot be written now is written the next time.
  func noteAbsences() async {
    let now = clock.now()
    do {
      let estates = try await read { snapshot in
        try snapshot.estates().filter { estate in
          // Seldom only to say that it was looked: a write a minute would be noise.
          let looked = try snapshot.lookedUntil(of: estate.id)
          return try looked.map { $0 < now.advanced(minutes: -60) } ?? true
            || !snapshot.absencesToNote(of: estate, at: now).isEmpty
        }
      }
      for estate in estates {
        try await write(in: estate.id) { tx in
          let post = try tx.posts(of: estate.id).first?.id ?? ""
          try tx.noteAbsences(
            of: estate, by: JournalAuthor(estate: estate.id, post: post, account: "clock", name: "Foyer", at: now))
        }
      }
    } catch {
      report("who did not come could not be written down", error)
    }
  }
}
