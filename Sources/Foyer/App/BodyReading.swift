import Foundation
import Hummingbird
import NIOCore
import Pages

/// A request's body as a form, whatever of the three types it came in.
enum BodyReading {
  static func form(of request: Request, limit: Int) async throws -> Form {
    if let length = request.headers[.contentLength].flatMap(Int.init), length > limit { throw LobbyError.tooLarge }
    let buffer: ByteBuffer
    do {
      buffer = try await request.body.collect(upTo: limit)
    } catch is NIOTooManyBytesError {
      throw LobbyError.tooLarge
    }
    guard buffer.readableBytes > 0 else { return .empty }
    let type = request.headers[.contentType] ?? ""
    if type.contains("json") { return try Form(json: Data(buffer.readableBytesView)) }
    if type.hasPrefix("application/x-www-form-urlencoded") {
      return try Form(urlEncoded: String(buffer: buffer))
    }
    if type.hasPrefix("multipart/form-data"), let boundary = boundary(of: type) {
      return try Form(multipart: Data(buffer.readableBytesView), boundary: boundary)
    }
    throw LobbyError.unsupportedMediaType
  }

  private static func boundary(of type: String) -> String? {
    guard let start = type.range(of: "boundary=") else { return nil }
    let value = String(type[start.upperBound...].prefix { $0 != ";" }).replacing("\"", with: "")
    return value.isEmpty ? nil : value
  }
}
