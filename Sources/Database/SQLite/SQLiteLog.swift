import GRDB
import GRDBSQLite
import Synchronization

/// The write-ahead log of a store: how long it is, and when it is brought into the file.
///
/// SQLite would do that within the commit that makes it too long, and all who wait for that commit would wait for it
/// too. Here they are answered first.
final class SQLiteLog: Sendable {
  /// In pages. Rarer checkpoints hold up longer, more frequent ones more often, and bring pages into the file that the
  /// next check-in changes again.
  private static let limit = 2000

  private let pages = Atomic<Int>(0)
  private let isGuest: Bool
  private let guests: GuestGuard?

  /// A guest counts too, so that SQLite's own counting is off, but leaves the log to the store's keeper.
  init(of pool: DatabasePool, isGuest: Bool, guests: GuestGuard?) {
    self.isGuest = isGuest
    self.guests = guests
    pool.writeWithoutTransaction { database in
      _ = sqlite3_wal_hook(
        database.sqliteConnection,
        { log, _, _, pages in
          guard let log else { return SQLITE_OK }
          Unmanaged<SQLiteLog>.fromOpaque(log).takeUnretainedValue().pages.store(Int(pages), ordering: .relaxed)
          return SQLITE_OK
        }, Unmanaged.passUnretained(self).toOpaque())
    }
  }

  var isLong: Bool { !isGuest && pages.load(ordering: .relaxed) >= Self.limit }

  /// Readers are not waited for: what they still need stays in the log until the next time. While a guest has the
  /// store open the log grows.
  func checkpointWhenLong(on pool: DatabasePool) {
    guard isLong else { return }
    guard let guests else { return checkpoint(pool) }
    _ = guests.alone { checkpoint(pool) }
  }

  private func checkpoint(_ pool: DatabasePool) {
    pages.store(0, ordering: .relaxed)
    pool.writeWithoutTransaction { database in
      _ = sqlite3_wal_checkpoint_v2(database.sqliteConnection, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
    }
  }
}
