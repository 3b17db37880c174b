import Foundation

/// An address of a network, IPv4 in four bytes and IPv6 in sixteen. An IPv4 address inside IPv6 is the IPv4 address.
struct NetworkAddress: Hashable, Sendable {
  let bytes: [UInt8]

  /// Nil for what is no address; a zone (`%eth0`) does not matter.
  init?(_ text: some StringProtocol) {
    let bare = String(text.prefix { $0 != "%" })
    var four = in_addr()
    if inet_pton(AF_INET, bare, &four) == 1 {
      bytes = withUnsafeBytes(of: &four) { Array($0) }
      return
    }
    var six = in6_addr()
    guard inet_pton(AF_INET6, bare, &six) == 1 else { return nil }
    let all = withUnsafeBytes(of: &six) { Array($0) }
    bytes = Self.isMapped(all) ? Array(all.suffix(4)) : all
  }

  private static func isMapped(_ bytes: [UInt8]) -> Bool {
    bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xff && bytes[11] == 0xff
  }

  var isLoopback: Bool {
    bytes.count == 4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
  }

  var text: String {
    guard bytes.count == 16 else { return bytes.map(String.init).joined(separator: ".") }
    var six = in6_addr()
    withUnsafeMutableBytes(of: &six) { $0.copyBytes(from: bytes) }
    var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard inet_ntop(AF_INET6, &six, &buffer, socklen_t(buffer.count)) != nil else { return "" }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The part that one party holds: IPv4 whole, IPv6 by its first 64 bits.
  var group: String {
    guard bytes.count == 16 else { return text }
    let groups = stride(from: 0, to: 8, by: 2).map { String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16) }
    return groups.joined(separator: ":") + "::/64"
  }

  /// What tries are counted by. What is no address stays itself.
  static func group(_ text: String) -> String { NetworkAddress(text)?.group ?? String(text.prefix(64)) }
}

/// A network in the usual notation, `10.0.0.0/8`, or one address.
struct NetworkBlock: Hashable, Sendable {
  let address: NetworkAddress
  /// How many leading bits name the network.
  let prefix: Int

  enum Fault: Error, Equatable {
    case noNetwork
    /// An address inside the network instead of the network; the right name.
    case inside(String)
    /// It would believe everybody.
    case everything
  }

  init(_ text: String) throws {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let address = NetworkAddress(parts[0]), parts.count <= 2, !parts[0].contains("%") else {
      throw Fault.noNetwork
    }
    let bits = address.bytes.count * 8
    guard let prefix = parts.count == 2 ? Int(parts[1]) : bits, (0...bits).contains(prefix) else {
      throw Fault.noNetwork
    }
    guard prefix > 0 else { throw Fault.everything }
    self.address = address
    self.prefix = prefix
    let start = Self.start(of: address, prefix: prefix)
    guard start == address.bytes else { throw Fault.inside("\(Self.text(of: start))/\(prefix)") }
  }

  func contains(_ other: NetworkAddress) -> Bool {
    other.bytes.count == address.bytes.count && Self.start(of: other, prefix: prefix) == address.bytes
  }

  var text: String { prefix == address.bytes.count * 8 ? address.text : "\(address.text)/\(prefix)" }

  private static func start(of address: NetworkAddress, prefix: Int) -> [UInt8] {
    address.bytes.enumerated().map { index, byte in
      let bits = min(max(prefix - index * 8, 0), 8)
      return bits == 0 ? 0 : byte & (0xff << UInt8(8 - bits))
    }
  }

  private static func text(of bytes: [UInt8]) -> String { NetworkAddress(bytes: bytes).text }
}

extension NetworkAddress {
  fileprivate init(bytes: [UInt8]) { self.bytes = bytes }
}
