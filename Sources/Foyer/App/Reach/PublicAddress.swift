import Foundation

/// Where browsers reach the desk: `https://desk.example`. The desk stands at its root.
public struct PublicAddress: Hashable, Sendable {
  /// As a browser writes an origin: small letters, no port where it is the usual one.
  public let origin: String
  let isSecure: Bool

  init?(_ text: String) {
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      scheme == "https" || scheme == "http", let host = parts.encodedHost?.lowercased(), !host.isEmpty,
      parts.user == nil, parts.password == nil, parts.path.isEmpty || parts.path == "/", parts.query == nil,
      parts.fragment == nil, parts.port.map({ (1...65_535).contains($0) }) ?? true
    else { return nil }
    isSecure = scheme == "https"
    let usual = isSecure ? 443 : 80
    let port = parts.port.flatMap { $0 == usual ? nil : ":\($0)" } ?? ""
    origin = "\(scheme)://\(host)\(port)"
  }
}
