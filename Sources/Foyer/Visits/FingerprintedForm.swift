import Crypto
import Foundation
import Pages

extension Form {
  /// The same for the same content in any order; the page's token is no content.
  /// With it a retry under the same id is told from another thing under the same id.
  var fingerprint: String {
    let digest = SHA256.hash(data: canonical(without: FormToken.field))
    return Data(digest.prefix(12)).base64EncodedString()
  }
}
