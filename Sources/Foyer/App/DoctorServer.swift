import Database
import Foundation

extension Doctor {
  /// What a PostgreSQL server must be and do for a store.
  func examine(_ server: PostgreSQLServer) -> [Finding] {
    [
      judge(version: server.version), judge(encoding: server.encoding), judge(durability: server),
      judge(privileges: server), judge(clock: server.secondsAhead), judge(connections: server),
    ]
  }

  private func judge(version: Int) -> Finding {
    let says = "PostgreSQL \(version / 10_000).\(version % 10_000)"
    guard version < 150_000 else { return .fine("server", says) }
    return .warning("server", "\(says) is older than what Foyer is tested on", mend: "use PostgreSQL 15 or newer")
  }

  private func judge(encoding: String) -> Finding {
    guard encoding != "UTF8" else { return .fine("encoding", encoding) }
    return .broken(
      "encoding", "\(encoding): not every name can be written in it",
      mend: "make a database with ENCODING 'UTF8' TEMPLATE template0, and move there (foyer move)")
  }

  /// A standby that must have a commit before it counts is a matter of taste, a disk is not.
  private func judge(durability server: PostgreSQLServer) -> Finding {
    let off = server.durability.filter {
      $0.value == "off" || $0.value == "local" && !server.synchronousStandbys.isEmpty
    }
    guard off.isEmpty else {
      let names = off.map { "\($0.key) = \($0.value)" }.sorted().joined(separator: ", ")
      return .broken(
        "durability", "\(names): what was acknowledged can be lost", mend: "set them to on, and reload PostgreSQL")
    }
    let standbys = server.synchronousStandbys
    return .fine(
      "durability",
      standbys.isEmpty
        ? "committed to the server's disk; no standby must have it" : "committed to disk and to standby \(standbys)")
  }

  private func judge(privileges server: PostgreSQLServer) -> Finding {
    if server.isStandby {
      return .broken(
        "privileges", "the server only reads", mend: "name all servers in the address, and see the cluster")
    }
    guard !server.missingPrivileges.isEmpty else { return .fine("privileges", "the user may make tables") }
    return .broken(
      "privileges", "missing: \(server.missingPrivileges.joined(separator: ", "))",
      mend: "let the user own the database: ALTER DATABASE … OWNER TO …")
  }

  private func judge(clock seconds: Double) -> Finding {
    let says = "the server's clock differs by \(Int(abs(seconds).rounded())) s"
    guard abs(seconds) > 2 else { return .fine("clock", says) }
    return .warning(
      "clock", says, mend: "let both machines follow one time server (timedatectl); Foyer writes its own machine's time"
    )
  }

  private func judge(connections server: PostgreSQLServer) -> Finding {
    let says = "\(server.connections) of \(server.connectionsAtMost) connections"
    guard server.connections * 10 > server.connectionsAtMost * 9 else { return .fine("connections", says) }
    return .warning("connections", says, mend: "raise max_connections, or lower pool= in the address")
  }
}

extension Doctor {
  /// Whether there is a backup to go back to.
  func judge(backups past: [PastBackup]) -> Finding {
    let standing = BackupStanding(past, at: now)
    let last = standing.last.map { backup in
      let minutes = max(0, now.minutes(since: backup.startedAt))
      let age = minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h"
      return "the last is \(age) old: \(backup.file), \(backup.bytes >> 10) kB"
    }
    let says = (last ?? "none was made yet") + (standing.next == nil ? "; by hand" : "; by a schedule")
    switch standing.trouble {
    case .none: return .fine("backup", says)
    case .never:
      return .warning("backup", says, mend: "give foyer serve a folder on another disk: --backups (FOYER_BACKUPS)")
    case .failed:
      return .warning(
        "backup", "\(says); the newest try failed", mend: "look at the log and at the disk of the backups' folder")
    case .late: return .warning("backup", "\(says); too old", mend: "see that the desk runs and may write there")
    case .damaged:
      return .broken(
        "backup", "\(says); its record is not as it was sealed",
        mend: "keep a copy of the folder as it is, then run foyer journal verify")
    }
  }
}
