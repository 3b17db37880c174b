import Foundation
import Pages

/// What rounds leave open, as a row of the open items.
struct CheckItemLine {
  let item: OpenItem
  let estate: Estate
  let lobby: Lobby
  let context: LobbyContext

  private var words: CheckWords { CheckWords(estate, lobby, context) }

  var content: [String: Any] {
    let minutes = max(0, context.now.minutes(since: item.since))
    let own: [String: Any] = ["return": false, "clock": lobby.words(estate, context).duration(minutes)]
    return own.merging(line) { $1 }
  }

  private var line: [String: Any] {
    switch item {
    case .finding(let finding):
      let isGrave = finding.nature == .hazard
      return [
        "icon": finding.nature == .cleaning ? "broom" : "bolt", "urgency": isGrave ? "late" : "soon",
        "clock_class": isGrave ? "late" : "held", "title": words.subject(of: finding),
        "detail": [finding.what, finding.ticket, told(finding)].compactMap(\.self).joined(
          separator: words.text("duty_record.comma")),
      ]
    case .missedRound(let due):
      return [
        "icon": "flag", "urgency": "late", "clock_class": "late",
        "title": words.text("open_items.missed_round", ["name": words.word(due.name)]),
        "detail": words.text("open_items.missed_round_detail", ["time": words.moment(due.dueAt, now: context.now)]),
      ]
    case .unfinishedRound(let round):
      return [
        "icon": "clock", "urgency": "soon", "clock_class": "soon",
        "title": words.text("open_items.unfinished_round", ["name": words.word(round.name)]),
        "detail": words.text(
          "open_items.unfinished_round_detail",
          ["who": round.startedBy, "n": String(round.checked + round.skipped), "m": String(round.stops)]),
      ]
    default: return [:]
    }
  }

  private func told(_ finding: CheckFinding) -> String? {
    finding.told.map {
      words.text("check.told", ["who": $0, "time": finding.toldAt.map { words.moment($0, now: context.now) } ?? ""])
    }
  }
}
