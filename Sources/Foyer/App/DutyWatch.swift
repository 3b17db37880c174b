import Database
import Synchronization

/// Who is on duty and which shift it is, for the bar above every page. Read when a page is shown and something of it
/// has changed; what is posted (a check-in) never waits for it.
final class DutyWatch: Sendable {
  /// Of one estate, as it was read.
  struct Scene: Sendable {
    let duties: [Duty]
    let entries: [RosterEntry]
    let shifts: [String: String]
    let readAt: Instant
  }

  /// The roster goes on while nothing changes.
  private static let maximumAgeMinutes = 10

  private let database: Database
  private let changes: ChangedEstates
  private let scenes = Mutex<[String: Scene]>([:])

  init(database: Database) {
    self.database = database
    changes = database.changedEstates(about: ["duty", "roster", "shift", "leave", "swap", "crew", "handover"])
  }

  func scene(of estate: String) -> Scene? { scenes.withLock { $0[estate] } }

  /// Reads what has changed. A page without it is better than none, so that nothing is thrown.
  func look(at estate: String, now: Instant) async {
    forgetChanged()
    if let scene = scene(of: estate), now >= scene.readAt,
      now < scene.readAt.advanced(minutes: Self.maximumAgeMinutes)
    {
      return
    }
    let read = try? await database.read { snapshot in
      Scene(
        duties: try snapshot.openDuties(of: estate),
        entries: try snapshot.rosterEntries(
          of: estate, from: now, until: now.advanced(minutes: 2 * Self.maximumAgeMinutes)),
        shifts: try snapshot.shiftNames(of: estate), readAt: now)
    }
    if let read { scenes.withLock { $0[estate] = read } }
  }

  private func forgetChanged() {
    let changed = changes.take()
    guard changed.isEverything || !changed.estates.isEmpty else { return }
    scenes.withLock { scenes in
      if changed.isEverything { scenes.removeAll() }
      for estate in changed.estates { scenes[estate] = nil }
    }
  }
}

extension DutyWatch.Scene {
  func onDuty(at post: String) -> [Duty] { duties.filter { $0.post == post && $0.state == .onDuty } }

  /// The shift at a post: of who stands there, or what the roster has now.
  func shift(at post: String, now: Instant) -> (name: String?, from: Instant, until: Instant)? {
    if let plan = onDuty(at: post).compactMap(\.plan).first { return (plan.shift, plan.from, plan.until) }
    let entry = entries.first { $0.post == post && $0.startsAt <= now && now < $0.endsAt }
    return entry.map { (shifts[$0.kind], $0.startsAt, $0.endsAt) }
  }
}

/// The bar's words: who is on duty, and how far the shift has come.
struct DutyBar {
  let scene: DutyWatch.Scene?
  let zone: EstateZone
  let lobby: Lobby
  let context: LobbyContext

  static var none: [String: Any] { ["on_duty": false, "nobody_on_duty": false, "shift": false, "off_duty": false] }

  var content: [String: Any] {
    guard let scene, let principal = context.caller.principal, principal.may(.seeDuties) else { return Self.none }
    let people = scene.onDuty(at: principal.post)
    return [
      "on_duty": people.isEmpty ? false : people.prefix(3).map(\.name).joined(separator: " · "),
      "nobody_on_duty": people.isEmpty, "off_duty": isOffDuty(principal, scene),
      "shift": shift(scene, at: principal.post, since: people.first?.startedAt),
    ]
  }

  /// One whose work is the post and who is not on duty: after his handover, or before his sign-on.
  private func isOffDuty(_ principal: Principal, _ scene: DutyWatch.Scene) -> Bool {
    principal.role == .attendant && context.isPerson
      && !scene.duties.contains { $0.account == principal.account && $0.state == .onDuty }
  }

  private func shift(_ scene: DutyWatch.Scene, at post: String, since: Instant?) -> Any {
    guard let shift = scene.shift(at: post, now: context.now) else { return false }
    let whole = max(1, shift.until.milliseconds - shift.from.milliseconds)
    let passed = min(max(0, context.now.milliseconds - shift.from.milliseconds), whole)
    let left = shift.until.minutes(since: context.now)
    let words = VisitWords(zone: zone, language: context.language, phrasebook: lobby.phrasebook, now: context.now)
    let key = left >= 0 ? "duties.bar.left" : "duties.bar.over"
    return [
      "name": shift.name ?? lobby.text("duties.bar.shift", context), "from": shift.from.milliseconds,
      "until": shift.until.milliseconds, "at": String(Double(passed * 1000 / whole) / 10),
      "text": lobby.text(key, context, ["time": words.duration(abs(left))]), "is_over": left < 0,
    ] as [String: Any]
  }
}
