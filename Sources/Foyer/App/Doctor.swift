import Foundation

/// Looks an installation over without changing it: what is there, what is wrong, what mends it.
public struct Doctor: Sendable {
  /// One thing that was looked at.
  public struct Finding: Sendable, Equatable {
    public enum State: String, Sendable {
      case fine, warning, broken
    }

    public let check: String
    public let state: State
    public let says: String
    /// What to do about it; nil when nothing is to be done.
    public let mend: String?

    static func fine(_ check: String, _ says: String) -> Finding {
      Finding(check: check, state: .fine, says: says, mend: nil)
    }

    static func warning(_ check: String, _ says: String, mend: String) -> Finding {
      Finding(check: check, state: .warning, says: says, mend: mend)
    }

    static func broken(_ check: String, _ says: String, mend: String) -> Finding {
      Finding(check: check, state: .broken, says: says, mend: mend)
    }
  }

  let folder: URL
  /// Of PostgreSQL; without one the store is a file in the folder.
  let address: String?
  let now: Instant
  let serving: Serving

  public init(data path: String, database address: String?, serving: Serving) {
    self.init(folder: URL(filePath: path), address: address, serving: serving)
  }

  init(
    folder: URL, address: String? = nil, now: Instant = LobbyClock.wall.now(), serving: Serving = .plain
  ) {
    self.folder = folder
    self.address = address
    self.now = now
    self.serving = serving
  }

  var store: URL { folder.appendingPathComponent("foyer.sqlite") }
  var anchors: URL {
    let named = ProcessInfo.processInfo.environment["FOYER_ANCHORS"] ?? ""
    return named.isEmpty ? folder.appendingPathComponent("anchors.jsonl") : URL(filePath: named)
  }
  var key: URL { folder.appendingPathComponent("keys/vault.key") }

  public func examine() async -> [Finding] {
    var findings = [examineFiles(), examineTimeZones(), examineFonts(), examineReach()]
    guard exists(folder) else {
      return findings + [
        .broken(
          "data folder", "\(folder.path) is not there", mend: "start the desk once, or name the folder with --data")
      ]
    }
    findings += [examineFolder(), examineDisk(), examineKey()]
    return findings + (await examineStore())
  }

  /// Templates, texts and SQL scripts lie beside the program and are read at the start.
  private func examineFiles() -> Finding {
    guard let home = try? ProductHome.find() else {
      return .broken(
        "program files", "templates, texts and scripts are not found",
        mend: "run the program from its checkout, or name that with FOYER_HOME")
    }
    return .fine("program files", home.root.path)
  }

  private func examineFolder() -> Finding {
    let mode = self.mode(of: folder)
    guard FileManager.default.isWritableFile(atPath: folder.path) else {
      return .broken(
        "data folder", "\(folder.path) cannot be written", mend: "give it to the user that runs foyer: chown")
    }
    guard mode & 0o077 == 0 else {
      return .warning(
        "data folder", "others on this machine can look into \(folder.path) (mode \(octal(mode)))",
        mend: "chmod 700 \(folder.path)")
    }
    return .fine("data folder", "\(folder.path), mode \(octal(mode))")
  }

  private func examineKey() -> Finding {
    guard exists(key) else {
      guard exists(store) else { return .fine("key", "none yet; the first start makes it") }
      return .broken(
        "key", "\(key.path) is missing: sealed document numbers cannot be opened",
        mend: "put the key file back from its own backup before starting; a new key opens nothing")
    }
    let mode = self.mode(of: key)
    guard mode & 0o077 == 0 else {
      return .broken("key", "others can read \(key.path) (mode \(octal(mode)))", mend: "chmod 600 \(key.path)")
    }
    guard (try? VaultKey.load(in: key.deletingLastPathComponent())) != nil else {
      return .broken("key", "\(key.path) holds no usable key", mend: "put the key file back from its own backup")
    }
    return .fine("key", "mode \(octal(mode)), 256 bits")
  }

  private func examineDisk() -> Finding {
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder.path)
    guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else {
      return .warning("disk", "how much is free cannot be read", mend: "look with df -h \(folder.path)")
    }
    let megabytes = Int(free >> 20)
    let says = "\(megabytes) MB free"
    if megabytes < 200 { return .broken("disk", says, mend: "free some space: a full disk stops the desk") }
    if megabytes < 2_000 { return .warning("disk", says, mend: "free some space before it is full") }
    return .fine("disk", says)
  }

  private func examineTimeZones() -> Finding {
    guard let zone = EstateZone("Asia/Shanghai"), zone.day(Instant(milliseconds: 0)) == "1970-01-01",
      zone.clock(Instant(milliseconds: 0)) == "08:00"
    else {
      return .broken("time zones", "this machine knows no time zones", mend: "apt-get install tzdata")
    }
    return .fine("time zones", "known; now it is \(zone.day(now)) \(zone.clock(now)) in Asia/Shanghai")
  }

  private func examineFonts() -> Finding {
    .fine("fonts", "none needed here: pages and prints use the fonts of the browser that shows them")
  }
}

extension Doctor {
  /// As the environment or the command line of this call says; the running desk may have been told otherwise.
  private func examineReach() -> Finding {
    guard let address = serving.publicAddress else {
      return .warning(
        "address", "no public address: without TLS whoever listens in the network reads everything",
        mend:
          "put a TLS proxy in front and set FOYER_PUBLIC_URL, see docs/operations.md; not needed on one machine alone"
      )
    }
    guard address.isSecure else {
      return .warning(
        "address", "\(address.origin) has no TLS: whoever listens in the network reads everything",
        mend: "put a TLS proxy in front and set FOYER_PUBLIC_URL to its https address")
    }
    guard !serving.trustsNobody else {
      return .warning(
        "address", "\(address.origin), but its proxy is not named: all browsers look like one address to the throttle",
        mend: "set FOYER_TRUSTED_PROXIES to the proxy's address, for example 127.0.0.1")
    }
    return .fine("address", "\(address.origin) behind \(serving.proxies.networks.map(\.text).joined(separator: ", "))")
  }

  func exists(_ file: URL) -> Bool { FileManager.default.fileExists(atPath: file.path) }

  private func mode(of file: URL) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
    return (attributes?[.posixPermissions] as? NSNumber)?.intValue ?? 0
  }

  private func octal(_ mode: Int) -> String { "0" + String(mode & 0o777, radix: 8) }
}
