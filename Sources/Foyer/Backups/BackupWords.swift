import Foundation

/// The backups of the installation in words, for the page of settings.
struct BackupWords {
  let standing: BackupStanding
  let zone: EstateZone
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    [
      "last": standing.last.map { backup in
        [
          "when": zone.yearDayAndClock(backup.startedAt), "ago": ago(backup.startedAt),
          "size": lobby.text("backup.size", context, ["n": String(max(1, backup.bytes >> 20))]),
          "file": URL(filePath: backup.file).lastPathComponent,
        ]
      } ?? false as Any,
      "next": standing.next.map { zone.yearDayAndClock($0) } ?? false as Any,
      "trouble": standing.trouble == .none
        ? false as Any : lobby.text("backup.trouble.\(standing.trouble.rawValue)", context),
    ]
  }

  private func ago(_ moment: Instant) -> String {
    let minutes = max(0, context.now.minutes(since: moment))
    if minutes < 60 { return lobby.text("backup.ago_minutes", context, ["n": String(minutes)]) }
    if minutes < 48 * 60 { return lobby.text("backup.ago_hours", context, ["n": String(minutes / 60)]) }
    return lobby.text("backup.ago_days", context, ["n": String(minutes / 1440)])
  }
}
