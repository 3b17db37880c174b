import Database
import Foundation

extension Doctor {
  /// The store, opened beside a running desk without writing to it.
  func examineStore() async -> [Finding] {
    guard address != nil || exists(store) else {
      return [.fine("store", "none yet; the first start makes it")]
    }
    do {
      let database = try openBeside()
      defer { try? database.close() }
      var findings = [Self.judge(engine: try database.engineVersion)]
      if let server = try await PostgreSQLServer.of(database) { findings += examine(server) }
      if let mark = try await database.mark() {
        return findings + [.broken("store", mark, mend: "run the move again, or serve the place it was moved to")]
      }
      let known = try Schema.migrations(in: try ProductHome.find().schema)
      let facts = try await database.read { snapshot in try StoreFacts(snapshot) }
      findings += [judge(schema: facts.schemaVersion, known: known), judge(journal: facts)]
      if let past = facts.pastBackups { findings.append(judge(backups: past)) }
      return findings + (await examineSeals(database, facts))
    } catch {
      let mend =
        address == nil
        ? "keep the folder as it is and restore the last backup" : "see that the server runs and takes this user"
      return [.broken("store", "it cannot be opened or read: \(error)", mend: mend)]
    }
  }

  private func openBeside() throws -> Database {
    guard address == nil else { return try Installation.lockedDatabase(in: folder, address: address) }
    return Database(engine: try SQLiteEngine(path: store.path, isGuest: true))
  }

  /// SQLite 3.7.0 to 3.51.2 can damage a WAL when two connections checkpoint at the same instant; repaired in
  /// 3.51.3, 3.50.7 and 3.44.6.
  static func judge(engine: String) -> Finding {
    let numbers = engine.split(separator: " ").last?.split(separator: ".").compactMap { Int($0) } ?? []
    guard engine.hasPrefix("SQLite"), numbers.count >= 3 else { return .fine("engine", engine) }
    let (minor, patch) = (numbers[1], numbers[2])
    let isRepaired =
      numbers[0] > 3 || minor > 51 || minor == 51 && patch >= 3 || minor == 50 && patch >= 7
      || minor == 44 && patch >= 6
    if isRepaired { return .fine("engine", engine) }
    return .warning(
      "engine",
      "\(engine) has the WAL-reset fault (3.7.0–3.51.2); Foyer avoids it with one writer that alone checkpoints",
      mend: "let no other program open the store (no sqlite3 shell, no Litestream); 3.51.3 has the repair")
  }

  private func judge(schema found: Int, known: [Migration]) -> Finding {
    let latest = known.map(\.version).max() ?? 0
    if found > latest {
      return .broken(
        "schema", "version \(found) is newer than this program, which knows \(latest)", mend: "run the newer program")
    }
    if found < latest {
      return .warning(
        "schema", "version \(found); this program brings it to \(latest)", mend: "back up, then start foyer")
    }
    return .fine("schema", "version \(found)")
  }

  private func judge(journal facts: StoreFacts) -> Finding {
    let says = "\(facts.estates) estates, \(facts.entries) lines in the record"
    if let last = facts.lastEntry, last > now.advanced(minutes: 5) {
      return .broken(
        "record", "\(says); the last was written in the future: this machine's clock is behind",
        mend: "set the clock (timedatectl) before anyone registers a visit")
    }
    return .fine("record", says)
  }
}

/// The few figures of a store that the doctor asks for. A store of another schema may not have them all.
struct StoreFacts: Sendable {
  let schemaVersion, estates: Int
  let states: [RecordState]
  let lastChecks: [PastCheck]
  let lastEntry, oldestUnsealed: Instant?
  /// Nil where the schema is older than backups are remembered.
  let pastBackups: [PastBackup]?

  var entries: Int { states.reduce(0) { $0 + $1.last } }

  init(_ snapshot: Snapshot) throws {
    schemaVersion = try snapshot.count("SELECT MAX(version) FROM schema_version")
    estates = try snapshot.count("SELECT COUNT(*) FROM estates")
    states = try snapshot.recordStates()
    lastEntry = try states.compactMap { state in
      try snapshot.row("SELECT recorded_at FROM journal WHERE estate = ? AND seq = ?", state.estate, state.last)
    }.map { Instant(milliseconds: $0.int("recorded_at")) }.max()
    oldestUnsealed = try snapshot.oldestUnsealed(states)
    lastChecks = try states.compactMap { try snapshot.lastCheck(of: $0.estate) }
    pastBackups = schemaVersion >= 9 ? try snapshot.pastBackups() : nil
  }
}
