import CSQLite
import GRDB

/// How a store's connections are opened and closed without losing what is only in its log.
///
/// SQLite brings the log into the file when the last connection closes, and removes it. When the log's index (`-shm`)
/// could not be opened until then, it reads the index only, cannot get a lock with that, takes this for a reader that
/// is at work, which is no failure of a checkpoint, and removes the log all the same, with every change in it (3.40.1
/// to 3.54.1; found by `bin/faults`). So no connection of ours may do that, until another look has told that all is in
/// the file.
extension GRDB.Database {
  /// Whether closing this connection may remove the log.
  func mayTakeLogAway(_ may: Bool) {
    guard let connection = sqliteConnection else { return }
    _ = foyer_set_checkpoint_on_close(connection, may ? 1 : 0)
  }

  /// SQLite opens a file to read, and says nothing, when it cannot open it to write.
  func requireWriting() throws {
    guard let connection = sqliteConnection, sqlite3_db_readonly(connection, "main") == 0 else {
      throw DatabaseError.unavailable(reason: "the store could be opened for reading only")
    }
    // The same goes for the log and its index.
    try inTransaction(.immediate) { .rollback }
  }

  /// True when there is nothing in the log that is not in the file too.
  fileprivate func bringLogIn() -> Bool {
    // Closed already.
    guard let connection = sqliteConnection else { return false }
    var (inLog, inFile): (Int32, Int32) = (-1, -1)
    let code = sqlite3_wal_checkpoint_v2(connection, nil, SQLITE_CHECKPOINT_PASSIVE, &inLog, &inFile)
    return code == SQLITE_OK && inLog >= 0 && inLog == inFile
  }
}

extension DatabasePool {
  /// After this whoever copies the file alone has everything; where that failed the log stays, for the next start.
  func bringLogInToClose(unless guests: GuestGuard?) {
    func bringLogIn() {
      // Readers close last, and they may not remove a log.
      releaseMemory()
      writeWithoutTransaction { database in database.mayTakeLogAway(database.bringLogIn()) }
    }
    guard let guests else { return bringLogIn() }
    _ = guests.alone(bringLogIn)
  }
}
