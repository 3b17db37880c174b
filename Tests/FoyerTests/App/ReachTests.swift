import HTTPTypes
import Testing

@testable import Foyer

/// Whose word about an address is taken, and how the public address may be written.
struct ReachTests {
  @Test(arguments: [
    ("10.0.0.0/8", "10.200.3.4", true), ("10.0.0.0/8", "11.0.0.1", false), ("127.0.0.1", "127.0.0.1", true),
    ("127.0.0.1", "127.0.0.2", false), ("192.168.4.0/22", "192.168.7.255", true),
    ("192.168.4.0/22", "192.168.8.0", false),
    ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::1", false), ("::1", "::1", true),
    ("10.0.0.0/8", "::ffff:10.1.1.1", true), ("10.0.0.0/8", "::1", false),
  ])
  func `A network holds its addresses and no other`(_ example: (String, String, Bool)) throws {
    let (block, address, isInside) = example
    #expect(try NetworkBlock(block).contains(try #require(NetworkAddress(address))) == isInside)
  }

  @Test func `A network that cannot be meant is refused, and the message names what was meant`() {
    for text in ["", "10", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "proxy.example", "fe80::1%eth0", "10.0.0.0/x"]
    {
      #expect(throws: NetworkBlock.Fault.noNetwork, "\(text)") { try NetworkBlock(text) }
    }
    #expect(throws: NetworkBlock.Fault.inside("10.0.0.0/8")) { try NetworkBlock("10.1.2.3/8") }
    #expect(throws: NetworkBlock.Fault.everything) { try NetworkBlock("0.0.0.0/0") }
    #expect(throws: NetworkBlock.Fault.everything) { try NetworkBlock("::/0") }
  }

  /// Trusted are 10.0.0.0/8 and ::1.
  private static func client(_ peer: String, _ lines: [String], header: TrustedProxies.Header = .xForwardedFor) throws
    -> String
  {
    let proxies = TrustedProxies(networks: [try NetworkBlock("10.0.0.0/8"), try NetworkBlock("::1")], header: header)
    var headers = HTTPFields()
    for line in lines { headers.append(HTTPField(name: header.name, value: line)) }
    // What the other header says was passed on from whoever wrote it.
    let other = header == .forwarded ? TrustedProxies.Header.xForwardedFor : .forwarded
    headers.append(HTTPField(name: other.name, value: "for=192.0.2.66"))
    return proxies.client(behind: peer, headers)
  }

  @Test(arguments: [
    ("203.0.113.9", ["192.0.2.1"], "203.0.113.9"), ("10.0.0.2", ["192.0.2.1"], "192.0.2.1"),
    ("10.0.0.2", [], "10.0.0.2"), ("10.0.0.2", ["198.51.100.1, 192.0.2.1"], "192.0.2.1"),
    ("10.0.0.2", ["198.51.100.1, 192.0.2.1, 10.0.0.7"], "192.0.2.1"),
    ("10.0.0.2", ["198.51.100.1", "192.0.2.1", "10.0.0.7 ,10.0.0.8"], "192.0.2.1"),
    ("10.0.0.2", ["10.0.0.9, 10.0.0.7"], "10.0.0.9"), ("10.0.0.2", ["192.0.2.1:4711"], "192.0.2.1"),
    ("10.0.0.2", ["[2001:db8::7]:4711"], "2001:db8::7"), ("10.0.0.2", ["2001:db8::7"], "2001:db8::7"),
    ("10.0.0.2", ["192.0.2.1, unknown"], "10.0.0.2"), ("10.0.0.2", ["192.0.2.1, <script>, 10.0.0.7"], "10.0.0.7"),
    ("10.0.0.2", ["192.0.2.1,"], "10.0.0.2"), ("::1", ["192.0.2.1"], "192.0.2.1"), ("local", ["192.0.2.1"], "local"),
    ("::ffff:10.0.0.2", ["192.0.2.1"], "192.0.2.1"),
  ])
  func `Only a proxy is believed, and of it the rightmost hop that is no proxy`(
    _ example: (String, [String], String)
  ) throws {
    #expect(try Self.client(example.0, example.1) == example.2)
  }

  @Test(arguments: [
    (["for=192.0.2.1;proto=https;by=10.0.0.2"], "192.0.2.1"), (["for=198.51.100.1, for=192.0.2.1"], "192.0.2.1"),
    (["FOR=\"[2001:db8::7]:4711\""], "2001:db8::7"), (["for=_hidden"], "10.0.0.2"), (["proto=https"], "10.0.0.2"),
    (["for=192.0.2.1, for=10.0.0.9;proto=http"], "192.0.2.1"),
  ])
  func `The standard's header is read where it is named`(_ example: ([String], String)) throws {
    #expect(try Self.client("10.0.0.2", example.0, header: .forwarded) == example.1)
  }

  @Test(arguments: [
    ("https://desk.example", "https://desk.example"), ("https://Desk.Example/", "https://desk.example"),
    ("https://desk.example:443", "https://desk.example"), ("https://desk.example:8443", "https://desk.example:8443"),
    ("http://192.168.1.20:8080", "http://192.168.1.20:8080"),
    ("https://[2001:db8::1]:8443/", "https://[2001:db8::1]:8443"),
  ])
  func `A public address is an origin`(_ example: (String, String)) {
    #expect(PublicAddress(example.0)?.origin == example.1)
  }

  @Test(arguments: [
    "", "desk.example", "ftp://desk.example", "https://", "https:///x", "https://desk.example/foyer",
    "https://desk.example/?a=b", "https://desk.example/#a", "https://me:secret@desk.example", "https://desk.example:0",
    "https://desk.example:99999", "https://desk example", "javascript:alert(1)",
  ])
  func `A public address with more or less than that is refused`(text: String) {
    #expect(PublicAddress(text) == nil)
  }
}

/// What the command line and the environment say about it.
struct ServingTests {
  private static func serving(
    _ url: String? = nil, _ proxies: [String] = [], _ header: String? = nil, _ environment: [String: String] = [:]
  ) throws -> Serving {
    try Serving(publicURL: url, trustedProxies: proxies, forwardedHeader: header, environment: environment)
  }

  private static let environment = [
    "FOYER_PUBLIC_URL": "https://desk.example/", "FOYER_TRUSTED_PROXIES": "10.0.0.0/8, ::1",
    "FOYER_FORWARDED_HEADER": "Forwarded",
  ]

  @Test func `What nobody says is nothing`() throws {
    let serving = try Self.serving(nil, [], nil, ["FOYER_PUBLIC_URL": "", "FOYER_TRUSTED_PROXIES": ""])
    #expect(serving.publicAddress == nil && serving.proxies.networks.isEmpty && !serving.isSecure)
  }

  @Test func `The environment is read, and the command line goes before it`() throws {
    let read = try Self.serving(nil, [], nil, Self.environment)
    #expect(read.publicAddress?.origin == "https://desk.example" && read.isSecure)
    #expect(read.proxies.networks.map(\.text) == ["10.0.0.0/8", "::1"] && read.proxies.header == .forwarded)
    let told = try Self.serving("http://10.0.0.5", ["192.0.2.0/24"], "x-forwarded-for", Self.environment)
    #expect(told.publicAddress?.origin == "http://10.0.0.5" && !told.isSecure)
    #expect(told.proxies.networks.map(\.text) == ["192.0.2.0/24"] && told.proxies.header == .xForwardedFor)
  }

  @Test func `What is wrong is refused with the value and how to say it`() {
    let wrong: [(String?, [String], String?, String)] = [
      ("desk.example", [], nil, "https://desk.example"), (nil, ["10.1.1.1/8"], nil, "10.0.0.0/8; write that"),
      (nil, ["0.0.0.0/0"], nil, "is everybody"), (nil, ["proxy"], nil, "neither an address nor a network"),
      (nil, [], "x-real-ip", "x-forwarded-for or forwarded"),
    ]
    for (url, proxies, header, says) in wrong {
      let refusal = #expect(throws: Serving.Refusal.self) { try Self.serving(url, proxies, header) }
      #expect(refusal?.description.contains(says) == true, "\(refusal?.description ?? "-")")
    }
  }
}
