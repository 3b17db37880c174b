import Configuration
import Foundation

/// How the desk is reached: its public address, and the proxies in front of it. From the command line, else from the
/// environment; what is wrong is refused at the start.
public struct Serving: Sendable {
  public let publicAddress: PublicAddress?
  let proxies: TrustedProxies

  public static let plain = Serving(publicAddress: nil, proxies: .none)

  init(publicAddress: PublicAddress?, proxies: TrustedProxies) {
    self.publicAddress = publicAddress
    self.proxies = proxies
  }

  /// A value that cannot be meant, with what was.
  public struct Refusal: Error, CustomStringConvertible {
    public let description: String
  }

  public init(
    publicURL: String?, trustedProxies: [String], forwardedHeader: String?,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws {
    let config = ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: environment))
    publicAddress = try Self.address(publicURL ?? config.string(forKey: "foyer.publicUrl").filled)
    let networks =
      trustedProxies.isEmpty ? config.stringArray(forKey: "foyer.trustedProxies") ?? [] : trustedProxies
    proxies = TrustedProxies(
      networks: try networks.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }.map(Self.network),
      header: try Self.header(forwardedHeader ?? config.string(forKey: "foyer.forwardedHeader").filled))
  }

  /// Reached under TLS: cookies are Secure and bound to the host, and browsers are told to come by TLS only.
  public var isSecure: Bool { publicAddress?.isSecure ?? false }

  public var trustsNobody: Bool { proxies.networks.isEmpty }

  private static func address(_ text: String?) throws -> PublicAddress? {
    guard let text else { return nil }
    guard let address = PublicAddress(text) else {
      throw Refusal(
        description: "public URL \(quoted(text)): scheme and host are wanted and nothing after them, "
          + "for example https://desk.example (--public-url, FOYER_PUBLIC_URL)")
    }
    return address
  }

  private static func network(_ text: String) throws -> NetworkBlock {
    let says: String
    do {
      return try NetworkBlock(text)
    } catch NetworkBlock.Fault.inside(let name) {
      says = "is an address inside the network \(name); write that"
    } catch NetworkBlock.Fault.everything {
      says = "is everybody; name the proxies alone, else anyone can pretend any address"
    } catch {
      says = "is neither an address nor a network such as 10.0.0.0/8"
    }
    throw Refusal(description: "trusted proxy \(quoted(text)) \(says) (--trusted-proxy, FOYER_TRUSTED_PROXIES)")
  }

  private static func header(_ text: String?) throws -> TrustedProxies.Header {
    guard let text else { return .xForwardedFor }
    guard let header = TrustedProxies.Header(rawValue: text.lowercased()) else {
      throw Refusal(
        description: "forwarded header \(quoted(text)): x-forwarded-for or forwarded "
          + "(--forwarded-header, FOYER_FORWARDED_HEADER)")
    }
    return header
  }

  private static func quoted(_ text: String) -> String { "“\(text.prefix(80))”" }
}

extension Optional<String> {
  /// An empty variable is none.
  fileprivate var filled: String? { self?.isEmpty == true ? nil : self }
}
