import Crypto
import Foundation
import Pages

extension Form {
  /// The same for the same content in any order; the page's token is no content.
  /// With it a retry under the same id is told from another thing under the same id.
  var fingerprint: String {
    var hash = SHA256()
    for (path, entry) in entries.sorted(by: { $0.key < $1.key }) where path != FormToken.field {
      hash.update(data: Data("\(path)=\(entry)\n".utf8))
    }
    return Data(hash.finalize().prefix(12)).base64EncodedString()
  }
}
