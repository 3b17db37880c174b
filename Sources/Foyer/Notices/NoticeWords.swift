import Foundation
import Pages

/// Events, notices, instructions and lines to say in the reader's words.
struct NoticeWords {
  let estate: Estate
  let posts: [Post]
  let lobby: Lobby
  let context: LobbyContext

  private var zone: EstateZone { estate.zone }

  func text(_ key: String, _ arguments: [String: String] = [:]) -> String { lobby.text(key, context, arguments) }

  func area(_ area: NoticeArea) -> String { area.display.isEmpty ? text("notice.everywhere") : area.display }

  func post(_ id: String?) -> String {
    guard let id else { return text("notice.every_post") }
    return posts.first { $0.id == id }?.name ?? text("notice.closed_post")
  }

  /// `11-23 14:00–16:00`, `11-23 14:00–11-25 18:00`; whole days without a clock time: `11-23–11-25`.
  func period(_ from: Instant, _ until: Instant?) -> String {
    let isWholeDay = from == zone.startOfDay(from)
    guard let until, until < .endless else {
      return text("notice.since", ["day": isWholeDay ? zone.monthAndDay(from) : zone.dayAndClock(from)])
    }
    if isWholeDay, until == zone.startOfDay(until) {
      let last = Instant(milliseconds: until.milliseconds - 1)
      let (first, end) = (zone.monthAndDay(from), zone.monthAndDay(last))
      return first == end ? first : "\(first)–\(end)"
    }
    if until == zone.startOfDay(until) {
      return "\(zone.dayAndClock(from)) – \(zone.monthAndDay(Instant(milliseconds: until.milliseconds - 1)))"
    }
    if zone.startOfDay(from) == zone.startOfDay(until) { return "\(zone.dayAndClock(from))–\(zone.clock(until))" }
    return "\(zone.dayAndClock(from)) – \(zone.dayAndClock(until))"
  }

  /// What a form's field of the browser takes.
  func local(_ instant: Instant) -> String { "\(zone.day(instant))T\(zone.clock(instant))" }

  func moment(_ instant: Instant) -> String { zone.dayAndClock(instant) }

  var postChoices: [TypedForm.Choice] {
    [.init(value: "", label: text("notice.every_post"))] + posts.map { .init(value: $0.id, label: $0.name) }
  }

  // MARK: - States

  func chip(_ state: LobbyEvent.State) -> [String: Any] {
    let shape =
      switch state {
      case .planned: "wait"
      case .running: "on"
      case .over: "soon"
      case .reported: "done"
      case .cancelled: "off"
      }
    return ["chip": shape, "state_text": text("event.state_\(state.rawValue)")]
  }

  func chip(_ event: LobbyEvent) -> [String: Any] {
    let state = event.state(at: context.now)
    // Nobody has to say how an outage went.
    guard state == .over, !event.details.kind.isReported else { return chip(state) }
    return ["chip": "done", "state_text": text("event.state_past")]
  }

  func chip(_ stage: Notice.Stage) -> [String: Any] {
    let shape =
      switch stage {
      case .draft: "wait"
      case .returned: "stop"
      case .scheduled: "held"
      case .inForce: "on"
      case .over: "done"
      case .withdrawn: "off"
      }
    return ["chip": shape, "state_text": text("notice.stage_\(stage.rawValue)")]
  }

  /// The states that instructions and lines share.
  func chip(held state: String) -> [String: Any] {
    let shapes = ["scheduled": "held", "in_force": "on", "over": "done", "withdrawn": "off"]
    return ["chip": shapes[state] ?? "", "state_text": text("notice.stage_\(state)")]
  }

  func facts(_ list: [(String, String?)]) -> [[String: Any]] {
    list.compactMap { name, value in
      value.flatMap { $0.isEmpty ? nil : ["label": text("notice_fact.\(name)"), "value": $0] }
    }
  }
}

/// Something that holds from one moment to another.
protocol Posted: Sendable {
  var id: String { get }
  var period: (from: Instant, until: Instant) { get }
}

extension LobbyEvent: Posted { var period: (from: Instant, until: Instant) { (details.from, details.until) } }
extension Notice: Posted { var period: (from: Instant, until: Instant) { (details.from, details.until) } }
extension Saying: Posted { var period: (from: Instant, until: Instant) { (details.from, details.until) } }
extension Instruction: Posted {
  var period: (from: Instant, until: Instant) { (details.from, details.until ?? .endless) }
}

extension NoticeQuery {
  /// What of the found is shown, and where the next page begins.
  func page<Found: Posted>(of found: [Found]) -> (shown: [Found], next: ListCursor?) {
    let shown = Array(found.prefix(limit))
    guard found.count > shown.count, let last = shown.last else { return (shown, nil) }
    return (shown, ListCursor(at: when == .coming ? last.period.from : last.period.until, id: last.id))
  }
}
