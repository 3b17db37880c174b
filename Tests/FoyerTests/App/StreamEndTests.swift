import Foundation
import Hummingbird
import Logging
import ServiceLifecycle
import Testing

@testable import Foyer

/// A program that is asked to stop does so soon, whatever hangs on it.
struct StreamEndTests {
  /// A stream that is not ended goes on for ever. Two cores that run all tests at once are slow.
  private static let bound = 60.0

  @Test func `Open streams end by themselves when the program is asked to stop`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    let took = try await Self.run(house) { port in
      let watching = try RawConnection(port: port)
      let idle = try RawConnection(port: port)
      for connection in [watching, idle] {
        try connection.send("GET /live HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\n\r\n")
      }
      let begun = await watching.read(until: ": connected")
      #expect(begun.contains("text/event-stream"))
      _ = await idle.read(until: ": connected")
      return [watching, idle]
    }
    #expect(took.seconds < Self.bound, "\(took.seconds)")
    // Ended by itself and not cut off: the last chunk came before the connection closed.
    #expect(took.rest.allSatisfy { $0.hasSuffix("0\r\n\r\n") }, "\(took.rest)")
  }

  @Test func `Who never reads his stream does not hold the program up`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant)
    let took = try await Self.run(house) { port in
      let connection = try RawConnection(port: port)
      try connection.send("GET /live HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\n\r\n")
      try await Task.sleep(for: .milliseconds(200))
      return [connection]
    }
    #expect(took.seconds < Self.bound, "\(took.seconds)")
  }

  @Test func `What does not end by itself is not waited for longer than patience lasts`() async throws {
    let (ports, port) = AsyncStream<Int>.makeStream()
    let router = Router()
    router.get("/") { _, _ -> Response in
      try await Task.sleep(for: .seconds(3600))
      return Response(status: .ok)
    }
    let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { port.yield($0.localAddress?.port ?? 0) }, logger: logger)
    let service = LobbyApplication.service(application, patience: .milliseconds(300), logger: logger)
    let running = Task { try await service.run() }
    let connection = try RawConnection(port: try #require(await ports.first { _ in true }))
    try connection.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    try await Task.sleep(for: .milliseconds(200))
    let start = ContinuousClock.now
    await service.triggerGracefulShutdown()
    try await running.value
    #expect((ContinuousClock.now - start) / .seconds(1) < Self.bound)
  }

  /// Opens the desk, lets connections be made, asks it to stop, and tells how long it took and what still came.
  private static func run(
    _ house: TestLobby, _ connect: @Sendable (Int) async throws -> [RawConnection]
  ) async throws -> (seconds: Double, rest: [String]) {
    let (ports, port) = AsyncStream<Int>.makeStream()
    let application = LobbyApplication.make(house.lobby, host: "127.0.0.1", port: 0) { port.yield($0) }
    let service = LobbyApplication.service(application, logger: house.lobby.logger)
    let running = Task { try await service.run() }
    let connections = try await connect(try #require(await ports.first { _ in true }))
    let start = ContinuousClock.now
    await service.triggerGracefulShutdown()
    try await running.value
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    var rest: [String] = []
    for connection in connections { rest.append(await connection.read(until: nil)) }
    return (seconds, rest)
  }
}

/// A connection of our own, to see when it ends.
final class RawConnection: Sendable {
  struct Refused: Error {}

  private let socket: Int32

  init(port: Int) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var wait = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr = in_addr(s_addr: inet_addr("127.0.0.1"))
    let answer = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard answer == 0 else { throw Refused() }
  }

  deinit { close(socket) }

  func send(_ text: String) throws {
    guard text.withCString({ write(socket, $0, strlen($0)) }) > 0 else { throw Refused() }
  }

  /// What comes until a text is there, or until the other side closes. Off the threads that answer.
  func read(until end: String?) async -> String {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { [socket] in
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while end == nil || !String(decoding: all, as: UTF8.self).contains(end ?? "") {
          let count = Glibc.read(socket, &buffer, buffer.count)
          guard count > 0 else { break }
          all += buffer.prefix(count)
        }
        continuation.resume(returning: String(decoding: all, as: UTF8.self))
      }
    }
  }
}
