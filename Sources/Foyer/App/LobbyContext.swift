import Hummingbird
import Logging
import NIOCore
import Pages

/// What is known about a request on its way: who asks, in which language, what was sent.
struct LobbyContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Of who asks, as far as it is known for sure.
  var remoteAddress: String
  /// The request comes from this machine and through no proxy.
  var isHere = false
  var caller: Caller = .anonymous
  var language: Language = .simplified
  var preferences = ScreenPreferences()
  var form: Form = .empty
  var wantsJSON = false
  /// When the request arrived, by the injected clock.
  var now = Instant(milliseconds: 0)
  var browser: BrowserCookies = .none
  /// The path as the browser shows it, for links that come back.
  var path = "/"

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    remoteAddress = source.channel.remoteAddress?.ipAddress ?? "local"
  }

  /// A reader of nothing but words: what is kept in every language is written by it.
  init(reading language: Language, at now: Instant, logger: Logger) {
    coreContext = .init(source: WordsSource(logger: logger))
    remoteAddress = "local"
    self.language = language
    self.now = now
  }

  private struct WordsSource: RequestContextSource {
    let logger: Logger
  }

  /// Uploads need more than the framework's default.
  var maxUploadSize: Int { 32 << 20 }

  enum Caller: Sendable {
    case anonymous
    case person(Session)
    case program(Principal)

    var principal: Principal? {
      switch self {
      case .anonymous: nil
      case .person(let session): session.principal
      case .program(let principal): principal
      }
    }
  }

  /// The signed-in person or program. Guarded routes have one.
  var principal: Principal {
    get throws {
      guard let principal = caller.principal else { throw LobbyError.signInRequired }
      return principal
    }
  }

  var author: JournalAuthor {
    get throws {
      let principal = try principal
      return JournalAuthor(
        estate: principal.estate, post: principal.post, account: principal.account, name: principal.name, at: now)
    }
  }

  func may(_ permission: Permission) -> Bool { caller.principal?.may(permission) ?? false }
}

/// Cookies that are not the session: the enrolled browser and the message for the next page.
struct BrowserCookies: Sendable {
  var enrolment: String?
  var flash: String?

  static let none = BrowserCookies()
}

/// What a person chose for this browser.
struct ScreenPreferences: Sendable {
  /// `light`, `dark`, or nothing: as the system has it.
  var theme = ""
  /// `large` or nothing.
  var size = ""
}
