import HTTPTypes
import Hummingbird

/// The cookies there are. Under TLS they are bound to exactly this host and its root: neither a neighbouring host nor
/// one without TLS can plant them (`__Host-`).
enum CookieName: String {
  case session = "foyer_session"
  case browser = "foyer_browser"
  case flash = "foyer_flash"
  case language = "foyer_language"
  case theme = "foyer_theme"
  case size = "foyer_size"

  func text(_ serving: Serving) -> String { serving.isSecure ? "__Host-" + rawValue : rawValue }
}

extension Cookies {
  func value(_ name: CookieName, _ serving: Serving) -> String? { self[name.text(serving)]?.value }
}
