import HTTPTypes

/// Whose word about the client's address is taken. Anybody can write `X-Forwarded-For`; only who asks from one of these
/// networks is believed, only in one header (a proxy passes on what it does not write itself), and of it only the
/// rightmost hop that is none of them: everything left of that the client may have made up.
struct TrustedProxies: Sendable {
  enum Header: String, CaseIterable, Sendable {
    case xForwardedFor = "x-forwarded-for"
    case forwarded

    var name: HTTPField.Name { self == .forwarded ? .init("Forwarded")! : .init("X-Forwarded-For")! }
  }

  let networks: [NetworkBlock]
  var header = Header.xForwardedFor

  static let none = TrustedProxies(networks: [])

  /// The address of who really asks, given that of who is connected.
  func client(behind peer: String, _ headers: HTTPFields) -> String {
    guard !networks.isEmpty, let address = NetworkAddress(peer), isTrusted(address) else { return peer }
    var client = address
    for hop in hops(in: headers).reversed() {
      // What is no address was written by nobody whom we know: the last known hop is the client.
      guard let next = hop else { break }
      client = next
      guard isTrusted(next) else { break }
    }
    return client.text
  }

  /// Whether the client is on this machine. A proxy that is not trusted may stand there for anybody: what it passed on
  /// comes from outside.
  func isHere(_ client: String, peer: String, _ headers: HTTPFields) -> Bool {
    guard NetworkAddress(client)?.isLoopback == true else { return false }
    if let address = NetworkAddress(peer), isTrusted(address) { return true }
    return Header.allCases.allSatisfy { headers[$0.name] == nil }
  }

  private func isTrusted(_ address: NetworkAddress) -> Bool { networks.contains { $0.contains(address) } }

  /// From the client's side to ours; a proxy adds to the line or adds a line.
  private func hops(in headers: HTTPFields) -> [NetworkAddress?] {
    headers[values: header.name].flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map { part in
      header == .forwarded ? Self.address(ofElement: part) : Self.address(part)
    }
  }

  /// `for="[2001:db8::1]:4711";proto=https`
  private static func address(ofElement element: Substring) -> NetworkAddress? {
    for pair in element.split(separator: ";") {
      let sides = pair.split(separator: "=", maxSplits: 1)
      guard sides.count == 2, sides[0].trimmingSpaces.lowercased() == "for" else { continue }
      let value = sides[1].trimmingSpaces
      return address(value.hasPrefix("\"") && value.hasSuffix("\"") ? value.dropFirst().dropLast() : value)
    }
    return nil
  }

  /// With or without a port: `192.0.2.7:4711`, `[2001:db8::1]:4711`, `2001:db8::1`.
  private static func address(_ text: Substring) -> NetworkAddress? {
    let text = text.trimmingSpaces
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { return nil }
      return NetworkAddress(text[text.index(after: text.startIndex)..<end])
    }
    if text.count(where: { $0 == ":" }) == 1 { return NetworkAddress(text.prefix { $0 != ":" }) }
    return NetworkAddress(text)
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let start = drop(while: isSpace)
    return start.prefix(start.count - start.reversed().prefix(while: isSpace).count)
  }
}
