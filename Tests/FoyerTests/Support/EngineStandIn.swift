@testable import Database

/// An engine for one test: it reads what another store holds, and writes as the test wants it.
protocol EngineStandIn: Engine {
  var inner: Database { get }
}

extension EngineStandIn {
  func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
    try await inner.read { try body($0.connection) }
  }

  func exclusively(_ body: @Sendable (any Connection) throws -> Void) throws {}
  func tell(_ announcements: [Announcement]) {}
  func listen(_ hear: @escaping @Sendable ([Announcement]) -> Void) {}
  func holds(duty: String) async -> Bool { true }
  func copy(to path: String, schema: [Migration]) async throws { try await inner.copy(to: path, schema: schema) }
  var version: String { "stand-in" }
  func close() throws {}
}
