import Crypto
import Foundation

/// Secrets that are handed out once and compared by their hash: session cookies, tokens, set-up links.
enum Secret {
  /// 192 random bits in base64url.
  static func make() -> String {
    SymmetricKey(size: .bits192).withUnsafeBytes { bytes in
      Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
  }

  /// What the database keeps. The secret is random, so a plain hash is enough.
  static func hash(_ secret: String) -> String {
    Data(SHA256.hash(data: Data(secret.utf8))).base64EncodedString()
  }

  static func matches(_ left: String, _ right: String) -> Bool {
    let key = SymmetricKey(size: .bits256)
    let code = HMAC<SHA256>.authenticationCode(for: Data(left.utf8), using: key)
    return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Data(right.utf8), using: key)
  }
}
