import Foundation
import Pages

/// Open items in the reader's words, for the templates `desk/open` (未了事项) and `open_items/index`.
struct OpenItemList {
  let items: [OpenItem]
  let estate: Estate
  let lobby: Lobby
  let context: LobbyContext

  /// The desk shows the first few and the number of all.
  var content: [String: Any] { content(showing: 8) }

  func content(showing limit: Int) -> [String: Any] {
    let isLate = items.contains { item in
      if case .duty(let duty) = item { return duty.kind.isUrgent }
      if case .roster(let roster) = item { return roster.isUrgent(at: context.now) }
      if case .handover = item { return true }
      return ["overstay", "pass_not_returned"].contains(item.kind)
    }
    return [
      "open_items": items.prefix(limit).map(line), "open_count": items.count, "nothing_open": items.isEmpty,
      "open_urgency": isLate ? "late" : "", "may_take_back": context.may(.handlePasses),
      "open_all": lobby.text("open_items.all", context, ["n": String(items.count)]),
    ]
  }

  private var words: VisitWords { lobby.words(estate, context) }

  func line(_ item: OpenItem) -> [String: Any] {
    let own: [String: Any] =
      switch item {
      case .overstay(let visit): overstay(visit)
      case .passNotReturned(let pass, let visit): notReturned(pass, visit)
      case .waiting(let visit): waiting(visit)
      case .notArrived(let occurrence): notArrived(occurrence)
      case .finding, .missedRound, .unfinishedRound:
        CheckItemLine(item: item, estate: estate, lobby: lobby, context: context).content
      case .notice(let notice): self.notice(notice)
      case .note(let note): marked(note)
      case .duty(let duty):
        OpenDutyLine(item: duty, zone: estate.zone, estate: estate.id, lobby: lobby, context: context).content
      case .roster(let roster):
        OpenRosterLine(item: roster, estate: estate, lobby: lobby, context: context).content
      case .handover(let handover): self.handover(handover)
      }
    let settle: Any =
      if case .note(let note) = item, context.may(.writeNotes) { "/notes/\(note.entry)/settlement" } else { false }
    return own.merging(["kind": item.kind, "path": item.path, "spent": 100, "settle": settle]) { own, _ in own }
  }

  private func overstay(_ visit: Visit) -> [String: Any] {
    let end = visit.expectedEnd.map { moment($0) } ?? ""
    return [
      "icon": "visit", "urgency": "late", "clock": words.stay(of: visit).text, "clock_class": "late", "return": false,
      "title": text("overstay", visit, ["pass": visit.pass?.number ?? words.text("visit.no_pass")]),
      "detail": text("overstay_detail", visit, ["purpose": purpose(visit), "time": end]),
    ]
  }

  private func notReturned(_ pass: Pass, _ visit: Visit) -> [String: Any] {
    let end = visit.endedAt ?? visit.arrivedAt
    return [
      "icon": "pass", "urgency": "late", "clock": words.duration(max(0, context.now.minutes(since: end))),
      "clock_class": "late", "return": pass.number, "title": text("pass_not_returned", visit, ["pass": pass.number]),
      "detail": text("pass_not_returned_detail", visit, ["time": moment(end)]),
    ]
  }

  private func waiting(_ visit: Visit) -> [String: Any] {
    let minutes = max(0, context.now.minutes(since: visit.arrivedAt))
    return [
      "icon": "clock", "urgency": "soon", "clock": words.duration(minutes), "clock_class": "held", "return": false,
      "title": text("waiting", visit, [:]),
      "detail": visit.reason.map { words.text("visit.reason.\($0)") } ?? purpose(visit),
    ]
  }

  private func notArrived(_ occurrence: ExpectedVisit.Occurrence) -> [String: Any] {
    let (expected, zone) = (occurrence.expected, estate.zone)
    let name = PersonName(expected.visitorName).masked
    return [
      "icon": "flag", "urgency": "", "clock": zone.clock(occurrence.until), "clock_class": "plain", "return": false,
      "title": lobby.text("open_items.not_arrived", context, ["room": expected.room, "name": name]),
      "detail": lobby.text(
        "open_items.not_arrived_detail", context,
        ["from": zone.clock(occurrence.from), "until": zone.clock(occurrence.until)]),
    ]
  }

  private func notice(_ notice: OpenNotice) -> [String: Any] {
    let facts = [
      "title": notice.title, "n": String(notice.missing), "all": String(notice.required),
    ]
    let key = "open_items.\(notice.kind.rawValue)"
    return [
      "icon": notice.kind.icon, "urgency": "soon", "clock": moment(notice.since), "clock_class": "plain",
      "return": false, "title": lobby.text(key, context, facts), "detail": lobby.text("\(key)_detail", context, facts),
    ]
  }

  private func handover(_ handover: OpenHandover) -> [String: Any] {
    let key = "open_items.\(handover.kind.rawValue)"
    let facts = [
      "post": lobby.places.place(estate: estate.id, post: handover.post)?.post ?? "", "name": handover.name,
      "begun": moment(handover.begunAt), "reason": handover.reason ?? "",
    ]
    return [
      "icon": "people", "urgency": "late", "clock": words.duration(max(0, context.now.minutes(since: handover.since))),
      "clock_class": "late", "return": false, "title": lobby.text(key, context, facts),
      "detail": lobby.text("\(key)_detail", context, facts),
    ]
  }

  private func marked(_ note: MarkedNote) -> [String: Any] {
    let owner = note.owner.map { ["owner": $0] } ?? [:]
    let facts = ["time": moment(note.markedAt), "by": note.writer].merging(owner) { own, _ in own }
    let detail = lobby.text("open_items.note_detail", context)
    return [
      "icon": "note", "urgency": note.important ? "soon" : "", "return": false, "clock_class": "plain",
      "clock": words.duration(max(0, context.now.minutes(since: note.markedAt))), "title": note.text,
      "detail": JournalWording.filled(detail, facts).headline,
    ]
  }

  private func text(_ key: String, _ visit: Visit, _ arguments: [String: String]) -> String {
    let own = ["room": visit.room ?? "", "name": words.name(of: visit)]
    return lobby.text("open_items.\(key)", context, arguments.merging(own) { given, _ in given })
      .trimmingCharacters(in: .whitespaces)
  }

  private func purpose(_ visit: Visit) -> String { words.text("visit.purpose.\(visit.purpose.rawValue)") }

  private func moment(_ instant: Instant) -> String {
    estate.zone.clock(instant, onDayOf: context.now)
  }
}

struct OpenItemPage: Page, @unchecked Sendable {
  static let template = "open_items/index"
  let content: [String: Any]
}
