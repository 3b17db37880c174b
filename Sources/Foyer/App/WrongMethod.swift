import HTTPTypes
import Hummingbird

extension SiteMap {
  /// An address that is there and was asked for in a way that it does not know. TRACE is known nowhere.
  static func wrongMethod(_ request: Request) -> LobbyError? {
    let methods = methods(at: request.uri.path)
    guard !methods.contains(request.method.rawValue) else { return nil }
    if !methods.isEmpty { return .methodNotAllowed(methods) }
    return [.trace, .connect].contains(request.method) ? .methodNotAllowed([]) : nil
  }
}
