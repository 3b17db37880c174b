import Foundation
import Hummingbird
import NIOCore

/// Answers without any duty, for `bin/bench` to measure the rest against. Only there when `FOYER_BENCH=1`.
enum Bench {
  static var isWanted: Bool { ProcessInfo.processInfo.environment["FOYER_BENCH"] == "1" }

  /// Tied before any middleware: what remains is the server and the decoding of the body.
  static func tie(_ router: Router<LobbyContext>) {
    router.get("/bench/constant") { request, _ in
      let size = min(request.uri.queryParameters["size"].flatMap { Int($0) } ?? 2, 1 << 20)
      return Response(
        status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
        body: ResponseBody(byteBuffer: ByteBuffer(repeating: UInt8(ascii: "x"), count: size)))
    }
    router.post("/bench/echo") { request, _ in
      _ = try await BodyReading.form(of: request, limit: 1 << 20)
      return Response(
        status: .created, headers: [.contentType: "application/json; charset=utf-8"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: #"{"state":"inside"}"#)))
    }
  }
}
