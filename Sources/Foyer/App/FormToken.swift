import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Pages

/// Keeps other sites from acting with a signed-in browser's cookie.
///
/// `Sec-Fetch-Site` is not sent to a plain-http address in a LAN, so every form carries a token that is made from
/// the session's secret, and the Origin, where one is sent, must be ours. Programs carry no cookie and need none.
enum FormToken {
  static let field = "form_token"
  static let header = HTTPField.Name("X-Form-Token")!
  private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")!

  static func check(_ request: Request, _ context: LobbyContext) throws {
    guard case .person = context.caller else { return }
    let sent = request.headers[header] ?? context.form.typed(field)
    guard Secret.matches(sent, context.formToken) else { throw LobbyError.forged }
  }

  /// The page's origin is our public address, or, where that is not known or somebody asks past the proxy, the host
  /// that was asked.
  static func checkOrigin(of request: Request, at address: PublicAddress?) throws {
    if let site = request.headers[fetchSite], site == "cross-site" || site == "same-site" {
      throw LobbyError.forged
    }
    guard let origin = request.headers[.origin]?.lowercased(), origin != address?.origin else { return }
    guard let host = URL(string: origin), let name = host.host else { throw LobbyError.forged }
    let authority = host.port.map { "\(name):\($0)" } ?? name
    guard request.head.authority?.lowercased() == authority else { throw LobbyError.forged }
    // The same host without TLS is another origin.
    if let address, address.isSecure, address.origin == "https://\(authority)" { throw LobbyError.forged }
  }

  static func make(for session: Session) -> String {
    let key = SymmetricKey(data: Data(session.tokenHash.utf8))
    let code = HMAC<SHA256>.authenticationCode(for: Data("form".utf8), using: key)
    return Data(code).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}

extension LobbyContext {
  /// The token of this session's forms; empty for who is not signed in.
  var formToken: String {
    guard case .person(let session) = caller else { return "" }
    return FormToken.make(for: session)
  }
}
