import Foundation
import Hummingbird
import NIOCore

/// Answers without any duty, for `bin/bench` to measure the rest against. Only there when `FOYER_BENCH=1`.
enum Bench {
  static var isWanted: Bool { ProcessInfo.processInfo.environment["FOYER_BENCH"] == "1" }

  /// To see what sealing costs the desk, it can be left out.
  static var isUnsealed: Bool {
    isWanted && ProcessInfo.processInfo.environment["FOYER_BENCH_SEALING"] == "off"
  }

  /// Tied before any middleware: what remains is the server.
  static func tie(_ router: Router<LobbyContext>) {
    router.get("/bench/constant") { request, _ in
      let size = min(request.uri.queryParameters["size"].flatMap { Int($0) } ?? 2, 1 << 20)
      return Response(
        status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
        body: ResponseBody(byteBuffer: ByteBuffer(repeating: UInt8(ascii: "x"), count: size)))
    }
  }

  /// A check-in with everything but the check-in: it is let in by its token, decoded, and answered with a constant.
  static func tie(_ routes: RouteTable) {
    let echo = Operation(
      id: "benchEcho", method: .post, path: "/bench/echo", access: .may(.registerVisits), summary: "", status: 201)
    routes.on(echo) { _, _ in
      Response(
        status: .created, headers: [.contentType: "application/json; charset=utf-8"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: #"{"state":"inside"}"#)))
    }
  }
}
