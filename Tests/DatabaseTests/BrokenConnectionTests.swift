import Foundation
import Synchronization
import Testing

@testable import Database

/// Connections end under the program: nothing is lost by that, and nothing done twice.
@Suite(.enabled(if: Store.hasServer, "FOYER_TEST_DATABASE names no server"))
struct BrokenConnectionTests {
  @Test func `Connections cut while idle cost nothing`() async throws {
    let store = try Store.open(.postgreSQL)
    for round in 1...5 {
      try await store.write("note \(round)")
      #expect(try await store.texts().count == round)
      #expect(try store.terminate(where: "true") > 0)
    }
    try await store.write("last")
    #expect(try await store.texts().count == 6)
  }

  @Test func `A connection cut within a change lets it be done once`() async throws {
    let store = try Store.open(.postgreSQL)
    let runs = Guarded(0)
    try await store.database.write(in: "e") { tx in
      try tx.writeNote("first")
      if runs.value.withLock({
        $0 += 1; return $0
      }) == 1 {
        try store.terminate(where: "query LIKE 'INSERT%'")
      }
      try tx.writeNote("second")
    }
    #expect(runs.value.withLock { $0 } == 2)
    #expect(try await store.texts() == ["first", "second"])
  }

  @Test func `A connection cut after the last statement of a change is not taken for a commit`() async throws {
    let store = try Store.open(.postgreSQL)
    let runs = Guarded(0)
    do {
      try await store.database.write(in: "e") { tx in
        try tx.writeNote("once \(try tx.count("SELECT COUNT(*) FROM notes"))")
        if runs.value.withLock({
          $0 += 1; return $0
        }) == 1 {
          try store.terminate(where: "query LIKE 'INSERT%'")
          Thread.sleep(forTimeInterval: 0.1)
        }
      }
      #expect(try await store.texts() == ["once 0"])
    } catch {
      // Asked for on a broken connection: nobody can know, and that is what is said.
      #expect(error as? DatabaseError == .unknownOutcome)
      #expect(try await store.texts() == [])
    }
    try await store.write("after")
    #expect(try await store.texts().last == "after")
  }

  @Test func `Connections cut again and again lose no answered change and double none`() async throws {
    let store = try Store.open(.postgreSQL)
    let answered = Guarded<Set<String>>([])
    let isOver = Guarded(false)
    async let cutting: Void = {
      while !isOver.value.withLock({ $0 }) {
        try store.terminate(where: "state <> 'idle' OR random() < 0.3")
        try await Task.sleep(for: .milliseconds(30))
      }
    }()
    await withTaskGroup(of: Void.self) { group in
      for writer in 1...8 {
        group.addTask {
          for number in 1...15 {
            let text = "writer \(writer), note \(number)"
            // The same again until it is known; a conflict says that it was done before.
            while true {
              do {
                try await store.database.write(in: "lane \(writer)") { try $0.writeNote(text) }
              } catch DatabaseError.conflict {
              } catch {
                continue
              }
              _ = answered.value.withLock { $0.insert(text) }
              break
            }
          }
        }
      }
    }
    isOver.value.withLock { $0 = true }
    try await cutting
    let texts = try await store.texts()
    #expect(texts.count == 120 && Set(texts) == answered.value.withLock { $0 })
  }

  @Test func `A statement that fails first in a view or a change leaves the connection in order`() async throws {
    let store = try Store.open(.postgreSQL)
    for round in 1...10 {
      await #expect(throws: DatabaseError.self) {
        try await store.database.read { try $0.rows("SELECT nothing FROM nowhere") }
      }
      await #expect(throws: DatabaseError.self) {
        try await store.database.write(in: "e") { try $0.run("NO STATEMENT") }
      }
      try await store.write("note \(round)")
      await #expect(throws: DatabaseError.conflict(constraint: "notes_by_text")) {
        try await store.write("note \(round)")
      }
      #expect(try await store.texts().count == round)
    }
    let open = try PostgreSQLConnection(Store.address(store.place)).rows(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'", [])
    #expect(open.isEmpty)
  }

  @Test func `Without a server it is told within seconds, and once there is one again all is well`() async throws {
    let store = try Store.open(.postgreSQL)
    try await store.write("before")
    let name = try #require(store.place.split(separator: "/").last?.split(separator: "?").first)
    let server = try PostgreSQLConnection(Store.address(try #require(Store.server)))
    // As good as no server: it takes nobody into this database.
    try server.script("ALTER DATABASE \(name) ALLOW_CONNECTIONS false")
    try server.script("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(name)'")
    let begun = ContinuousClock.now
    await withTaskGroup(of: Void.self) { group in
      for number in 1...20 {
        group.addTask {
          do {
            if number.isMultiple(of: 2) { try await store.write("note \(number)") } else { _ = try await store.texts() }
            Issue.record("there is no server")
          } catch DatabaseError.unavailable {
          } catch {
            Issue.record(error)
          }
        }
      }
    }
    #expect(begun.duration(to: .now) < .seconds(8))
    try server.script("ALTER DATABASE \(name) ALLOW_CONNECTIONS true")
    try await Task.sleep(for: .milliseconds(300))
    try await store.write("after")
    #expect(try await store.texts() == ["before", "after"])
  }

  @Test func `After a listener's connection was lost it is told that anything may have changed`() async throws {
    let store = try Store.open(.postgreSQL)
    let changed = store.database.changedEstates()
    var heard = store.database.announcements().makeAsyncIterator()
    // Until it listens there is nothing to cut.
    while try store.terminate(where: "query LIKE 'LISTEN%'") == 0 { try await Task.sleep(for: .milliseconds(20)) }
    #expect(await heard.next() == .everything)
    #expect(changed.take().isEverything && !changed.take().isEverything)
  }

  @Test func `A statement that takes long is waited for`() async throws {
    let store = try Store.open(.postgreSQL)
    let row = try await store.database.read { try $0.row("SELECT 1 AS it FROM pg_sleep(6)") }
    #expect(row?.int("it") == 1)
  }

  /// By hand, with --no-parallel: nobody else is served meanwhile.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["FOYER_TEST_FREEZE"] != nil))
  func `A server that stands still is given up within seconds, and goes on being used when it wakes`() async throws {
    let store = try Store.open(.postgreSQL)
    try await store.write("before")
    let processes = try PostgreSQLConnection(Store.address(store.place)).rows(
      """
      SELECT CAST(split_part(pg_read_file('postmaster.pid'), chr(10), 1) AS BIGINT) AS pid
      UNION SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'
      """, []
    ).map { pid_t($0.int("pid")) }
    for process in processes { kill(process, SIGSTOP) }
    let begun = ContinuousClock.now
    await #expect(throws: DatabaseError.self) { try await store.write("meanwhile") }
    #expect(begun.duration(to: .now) < .seconds(7))
    for process in processes { kill(process, SIGCONT) }
    try await Task.sleep(for: .milliseconds(500))
    try await store.write("after")
    #expect(try await store.texts().last == "after")
  }
}

/// A value that several tasks of a test change.
final class Guarded<Value: Sendable>: Sendable {
  let value: Mutex<Value>
  init(_ value: Value) { self.value = Mutex(value) }
}
