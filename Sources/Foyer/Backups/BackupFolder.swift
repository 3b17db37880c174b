import Foundation

/// The folder of backups that are made by a plan. What has another name than these is never touched.
struct BackupFolder: Sendable {
  let url: URL

  /// Minutes after which a draft that nobody writes any more is one of a process that was killed.
  private static let abandoned = 60

  /// `foyer-20261123-033000.foyer`, in UTC, so that names are in the order of time.
  static func name(at now: Instant) -> String {
    let parts = now.date.formatted(.iso8601.year().month().day().dateSeparator(.omitted))
    let time = now.date.formatted(
      .iso8601.time(includingFractionalSeconds: false).timeSeparator(.omitted))
    return "foyer-\(parts)-\(time).foyer"
  }

  static func isOfPlan(_ name: String) -> Bool { name.wholeMatch(of: /foyer-\d{8}-\d{6}\.foyer/) != nil }

  private static func isDraft(_ name: String) -> Bool {
    name.wholeMatch(of: /.+\.[0-9A-F]{8}\.partial(-wal|-shm|-journal)?/) != nil
  }

  func prepare() throws {
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// Removes all but the newest.
  func thin(to count: Int) throws {
    for name in try names().filter(Self.isOfPlan).sorted().dropLast(count) {
      try FileManager.default.removeItem(at: url.appendingPathComponent(name))
    }
  }

  /// Removes what killed backups left. A draft that somebody still writes to is younger.
  func removeAbandoned(at now: Instant) throws {
    for name in try names().filter(Self.isDraft) {
      let file = url.appendingPathComponent(name)
      let changed = try? FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
      guard let changed, Instant(changed) < now.advanced(minutes: -Self.abandoned) else { continue }
      try? FileManager.default.removeItem(at: file)
    }
  }

  private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: url.path) }
}
