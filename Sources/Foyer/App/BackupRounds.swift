import Database
import Foundation
import Logging
import ServiceLifecycle

/// Makes backups by a plan while the desk works. Of several processes on one database one does, whichever holds the duty.
struct BackupRounds: Service {
  let installation: Installation
  let plan: BackupPlan
  let logger: Logger

  private static let pause = Duration.seconds(20)

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      while true {
        if await installation.database.holds(duty: "backups") { await attempt() }
        try await Task.sleep(for: Self.pause)
      }
    }
  }

  private func attempt() async {
    do {
      try await makeWhenDue()
    } catch {
      logger.error("the backup failed", metadata: ["error": "\(type(of: error))", "file": "\(plan.folder.path)"])
    }
  }

  /// Answers the backup when it was time for one.
  @discardableResult
  func makeWhenDue() async throws -> BackupSummary? {
    let now = installation.clock.now()
    guard plan.isDue(after: try await installation.database.read { try $0.pastBackups() }, at: now) else { return nil }
    let folder = BackupFolder(url: plan.folder)
    let file = plan.folder.appendingPathComponent(BackupFolder.name(at: now))
    do {
      try folder.prepare()
      let made = try await installation.backUp(to: file.path, key: plan.key, everyHours: plan.everyHours)
      if !made.ok { logger.critical("the record in the backup is not as it was sealed") }
      // Only a good one may push an old one out.
      if made.ok { try folder.thin(to: plan.keep) }
      return made
    } catch {
      let failed = PastBackup(
        startedAt: now, finishedAt: installation.clock.now(), state: .failed, file: file.path, bytes: 0, head: "",
        everyHours: plan.everyHours)
      try? await installation.database.write(in: Lobby.house) { try $0.insert(failed) }
      throw error
    }
  }
}
