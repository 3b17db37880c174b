import Foundation
import Pages

/// What happened to one visit, expectation or reception, as its journal entries tell it: oldest first, for `.trail`.
struct SubjectTrail {
  let estate: Estate
  let lobby: Lobby
  let context: LobbyContext

  func items(_ entries: [JournalEntry]) -> [[String: Any]] {
    let days = Set(entries.map { estate.zone.day($0.happenedAt) })
    return entries.map { item($0, withDay: days.count > 1 || !days.contains(estate.zone.day(context.now))) }
  }

  private func item(_ entry: JournalEntry, withDay: Bool) -> [String: Any] {
    let payload = entry.event.payload
    let dates = payload["dates_were"].map { lobby.text("trail.dates_were", context, ["dates": $0]) }
    let details = [payload["pass"], reason(payload), changes(payload), dates, returned(payload), late(entry)]
      .compactMap(\.self)
    return [
      "time": estate.zone.clock(entry.happenedAt), "iso": estate.zone.iso(entry.happenedAt),
      "day": withDay ? estate.zone.day(entry.happenedAt) : false, "who": entry.accountName,
      "text": lobby.text("trail.\(entry.event.kind.rawValue)", context),
      "detail": details.isEmpty ? false : details.joined(separator: " · "), "mark": Self.mark(of: entry.event.kind),
    ]
  }

  private func reason(_ payload: [String: String]) -> String? {
    payload["reason"].map { word in
      let keys = ["visit.reason.\(word)", "reveal.reason_\(word)"]
      return keys.first(where: lobby.phrasebook.has).map { lobby.text($0, context) } ?? word
    }
  }

  /// What of a resident's details was changed, never to what.
  private func changes(_ payload: [String: String]) -> String? {
    let words = payload["change"]?.split(separator: " ").map { "trail.change.\($0)" }.filter(lobby.phrasebook.has)
    guard let words, !words.isEmpty else { return nil }
    return words.map { lobby.text($0, context) }.joined(separator: context.language == .english ? ", " : "、")
  }

  private func returned(_ payload: [String: String]) -> String? {
    guard payload["pass"] != nil, let returned = payload["pass_returned"] else { return nil }
    return lobby.text(returned == "yes" ? "trail.pass_returned" : "trail.pass_missing", context)
  }

  /// Both times of what was written down later (trap 13).
  private func late(_ entry: JournalEntry) -> String? {
    guard entry.recordedAt > entry.happenedAt.advanced(minutes: 2) else { return nil }
    return lobby.text("trail.entered_at", context, ["time": estate.zone.dayAndClock(entry.recordedAt)])
  }

  private static func mark(of kind: JournalKind) -> String {
    switch kind {
    case .visitRefused, .visitClosedUnseen: "late"
    case .visitWaiting, .visitDocumentRevealed, .expectedVisitCancelled, .receptionCancelled: "soon"
    case .visitDepartureUndone, .visitDetailsAdded, .expectedVisitChanged, .expectedVisitCancellationUndone,
      .receptionChanged, .receptionDepartureUndone, .receptionCancellationUndone:
      "fix"
    default: "done"
    }
  }
}
