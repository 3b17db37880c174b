import Crypto
import Foundation
import Hummingbird
import NIOCore

/// Style sheets, scripts and images, read once. Each address carries the content's hash, so that a browser may keep
/// it for a year and still never shows yesterday's.
struct Assets: Sendable {
  struct Asset: Sendable {
    let bytes: ByteBuffer
    let type: String
    let tag: String
  }

  private let assets: [String: Asset]
  /// Added to the address of every asset: changes when any of them does.
  let version: String

  init(directory: URL) throws {
    var assets: [String: Asset] = [:]
    var digest = SHA256()
    let names = try FileManager.default.subpathsOfDirectory(atPath: directory.path).sorted()
    for name in names {
      guard let type = Self.types[URL(filePath: name).pathExtension] else { continue }
      let data = try Data(contentsOf: directory.appendingPathComponent(name))
      digest.update(data: data)
      let tag = Data(SHA256.hash(data: data).prefix(9)).base64EncodedString()
      assets[name] = Asset(bytes: ByteBuffer(bytes: data), type: type, tag: "\"\(tag)\"")
    }
    self.assets = assets
    version = Hexadecimal.text(digest.finalize().prefix(4))
  }

  private static let types = [
    "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
    "png": "image/png", "ico": "image/x-icon", "webmanifest": "application/manifest+json",
  ]

  func answer(_ request: Request, _ context: LobbyContext) throws -> Response {
    let name = context.parameters.getCatchAll().joined(separator: "/")
    guard let asset = assets[name] else { throw LobbyError.notFound }
    if request.headers[.ifNoneMatch] == asset.tag { return Response(status: .notModified) }
    return Response(
      status: .ok,
      headers: [
        .contentType: asset.type, .eTag: asset.tag, .cacheControl: "public, max-age=31536000, immutable",
      ],
      body: ResponseBody(byteBuffer: asset.bytes))
  }
}
