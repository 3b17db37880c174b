import ArgumentParser
import Foyer

/// How the desk is reached, for commands that must know it. What is not said here is read from the environment.
struct ReachOptions: ParsableArguments {
  @Option(
    name: .customLong("public-url"),
    help: "Where browsers reach the desk, for example https://desk.example (also FOYER_PUBLIC_URL).")
  var publicURL: String?

  @Option(
    help: ArgumentHelp(
      "An address or network whose word about the client's address is taken, for example 10.0.0.0/8; may be repeated"
        + " (also FOYER_TRUSTED_PROXIES, with commas).", valueName: "network"))
  var trustedProxy: [String] = []

  @Option(help: "The header that these proxies write: x-forwarded-for or forwarded (also FOYER_FORWARDED_HEADER).")
  var forwardedHeader: String?

  /// Wrong values are wrong usage.
  func serving() throws -> Serving {
    do {
      return try Serving(publicURL: publicURL, trustedProxies: trustedProxy, forwardedHeader: forwardedHeader)
    } catch let refusal as Serving.Refusal {
      throw ValidationError(refusal.description)
    }
  }

  /// What links begin with, without a slash at the end.
  static func address(_ text: String?) throws -> String? {
    do {
      return try Serving(publicURL: text, trustedProxies: [], forwardedHeader: nil).publicAddress?.origin
    } catch let refusal as Serving.Refusal {
      throw ValidationError(refusal.description)
    }
  }
}

/// What a console says when the way to the desk is not safe.
struct ReachNotice {
  let opening: Installation.Opening
  let serving: Serving

  init(_ opening: Installation.Opening, _ serving: Serving) {
    self.opening = opening
    self.serving = serving
  }

  func print() {
    if serving.publicAddress != nil { Swift.print("It listens on \(opening.host), port \(opening.port).") }
    if serving.isSecure, serving.trustsNobody {
      Swift.print("No proxy is trusted (--trusted-proxy): all browsers count as one address for the sign-in throttle.")
    }
    if !serving.isSecure, !opening.isLocal {
      Swift.print("There is no TLS: whoever listens in the network reads everything. See docs/operations.md.")
    }
  }
}
