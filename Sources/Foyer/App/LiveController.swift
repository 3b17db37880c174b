import Foundation
import Hummingbird
import NIOCore
import ServiceLifecycle

/// `GET /live`: tells open screens that something changed, so that two desks see each other within a second.
/// Only ids travel; who is told fetches what he may see.
struct LiveController: Sendable {
  let lobby: Lobby

  /// A comment every so often keeps proxies from closing a quiet stream, and notices a desk that has gone.
  private static let heartbeat = Duration.seconds(15)

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let estate = try context.principal.estate
    let announcements = lobby.announcements()
    return Response(
      status: .ok,
      headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"],
      body: ResponseBody { writer in
        try await writer.write(ByteBuffer(string: ": connected\n\n"))
        let (lines, feed) = AsyncStream<String>.makeStream(bufferingPolicy: .bufferingNewest(256))
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask {
            for await announcement in announcements where announcement.estate ?? estate == estate {
              feed.yield("event: \(Self.plural(announcement.topic))\ndata: \(Self.data(announcement.ids))\n\n")
            }
            feed.finish()
          }
          group.addTask {
            while true {
              try await Task.sleep(for: Self.heartbeat)
              feed.yield(": here\n\n")
            }
          }
          // The server waits for open streams before it stops, so a stream ends itself when it is asked to.
          try await withGracefulShutdownHandler {
            for await line in lines { try await writer.write(ByteBuffer(string: line)) }
          } onGracefulShutdown: {
            feed.finish()
          }
          group.cancelAll()
        }
        try await writer.finish(nil)
      })
  }

  /// Events are named as the resource's address is: `visits`.
  private static func plural(_ topic: String) -> String {
    if topic == Nudge.everything { return topic }
    if topic.hasSuffix("y") { return topic.dropLast() + "ies" }
    return topic.hasSuffix("s") ? topic + "es" : topic + "s"
  }

  private static func data(_ ids: [String]) -> String {
    "{\"ids\":[" + ids.map { "\"\($0)\"" }.joined(separator: ",") + "]}"
  }
}
