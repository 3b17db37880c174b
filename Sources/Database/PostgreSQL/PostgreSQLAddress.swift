import Foundation

/// A `postgres://` address, several hosts allowed, with the defaults that a failover needs.
///
/// Besides libpq's own parameters it knows `pool=N`, how many connections read; half as many write, at most four.
public struct PostgreSQLAddress: Sendable {
  /// As libpq takes it.
  let connectionString: String
  /// The same for each host alone.
  let hosts: PostgreSQLHosts
  let readers: Int
  let writers: Int

  /// A server that dies without a word is noticed within seconds; a standby is passed over until it writes.
  private static let defaults = [
    ("target_session_attrs", "read-write"), ("connect_timeout", "2"), ("tcp_user_timeout", "5000"),
    ("keepalives_idle", "5"), ("keepalives_interval", "2"), ("keepalives_count", "2"), ("application_name", "foyer"),
  ]

  /// Nil for what is no address of PostgreSQL.
  ///
  /// - Parameter name: by which the server knows these connections, whatever the address says.
  public init?(_ text: String, name: String? = nil) {
    guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") else { return nil }
    let halves = text.split(separator: "?", maxSplits: 1)
    var parameters = halves.count > 1 ? halves[1].split(separator: "&").map(String.init) : []
    let pool = parameters.first { $0.hasPrefix("pool=") }.map { Int($0.dropFirst(5)) } ?? 8
    guard let pool, (1...100).contains(pool) else { return nil }
    readers = pool
    writers = max(1, min(4, pool / 2))
    parameters.removeAll { $0.hasPrefix("pool=") }
    if let name {
      parameters.removeAll { $0.hasPrefix("application_name=") }
      parameters.append("application_name=" + name)
    }
    for (name, value) in Self.defaults where !parameters.contains(where: { $0.hasPrefix(name + "=") }) {
      parameters.append("\(name)=\(value)")
    }
    let options = "?" + parameters.joined(separator: "&")
    connectionString = halves[0] + options
    // A list of ports belongs to the list of hosts: libpq pairs them.
    let isPaired = parameters.contains { $0.hasPrefix("port=") && $0.contains(",") }
    hosts = PostgreSQLHosts(isPaired ? [connectionString] : Self.apart(String(halves[0])).map { $0 + options })
  }

  /// `postgres://user@a:1,b:2/name` for `a:1` and for `b:2`.
  private static func apart(_ address: String) -> [String] {
    guard let parts = address.wholeMatch(of: /([a-z]+:\/\/(?:[^\/]*@)?)([^\/@]*)(.*)/) else { return [address] }
    let hosts = parts.2.split(separator: ",")
    return hosts.isEmpty ? [address] : hosts.map { "\(parts.1)\($0)\(parts.3)" }
  }
}
