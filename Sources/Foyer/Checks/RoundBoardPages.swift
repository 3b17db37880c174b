import Foundation
import Pages

/// What the board of rounds shows at one moment.
struct RoundBoard: Sendable {
  let estate: Estate
  /// Due times that are not settled, and those of the next hours.
  let due: [DueRound]
  let running: [Round]
  /// Newest first, one more than the page when there are more.
  let rounds: [Round]
  let lists: [Checklist]
  let openFindings: [CheckFinding]
  let limit: Int
  let isFirst: Bool
  let window: RoundWindow

  var shown: [Round] { Array(rounds.prefix(limit)) }

  var next: ListCursor? {
    rounds.count > limit ? shown.last.map { ListCursor(at: $0.startedAt, id: $0.id) } : nil
  }
}

/// 巡查与检查: what is to be done now, what is under way, what nobody did, what was done.
struct RoundBoardPage: Page {
  static let template = "checks/rounds"
  let board: RoundBoard
  let errors: FieldErrors?
  let lobby: Lobby
  let context: LobbyContext

  private var words: CheckWords { CheckWords(board.estate, lobby, context) }

  var content: [String: Any] {
    let may = context.may(.makeRounds)
    let missed = board.due.filter { $0.state == .missed }
    let now = board.due.filter { $0.state == .open }
    let ahead = board.due.filter { $0.state == .ahead }
    let done = board.shown.filter { !$0.isRunning }
    let notes = FieldNotes(errors ?? FieldErrors(), lobby, context)
    return notes.content(at: []).merging([
      "may_make": may, "may_keep": context.may(.keepChecklists), "is_first": board.isFirst,
      "running": board.running.map(running), "has_running": !board.running.isEmpty,
      "now": now.map { due($0, may: may) }, "has_now": !now.isEmpty,
      "missed": missed.map { due($0, may: may) }, "has_missed": !missed.isEmpty, "missed_count": missed.count,
      "ahead": ahead.prefix(8).map { due($0, may: false) }, "has_ahead": !ahead.isEmpty,
      "anytime": anytime, "has_anytime": may && !anytime.isEmpty,
      "done": done.map(finished), "has_done": !done.isEmpty,
      "nothing_in_use": !board.lists.contains(where: \.isInUse), "nothing_to_do": now.isEmpty && board.running.isEmpty,
      "open_findings": board.openFindings.count, "has_findings": !board.openFindings.isEmpty,
      "sheets": Checklist.Kind.allCases.map { kind in
        ["path": "/check-sheets/\(kind.rawValue)", "label": words.text("check_sheet.\(kind.rawValue)")]
      },
      "pages": ListPages(
        first: board.isFirst ? nil : "/rounds", next: board.next.map { "/rounds?cursor=\($0.text)" }
      ).content(lobby, context),
    ]) { $1 }
  }

  private func due(_ due: DueRound, may: Bool) -> [String: Any] {
    let over = context.now.minutes(since: due.dueAt)
    let hasCome = over >= 0
    return [
      "list": due.checklist, "due": words.zone.iso(due.dueAt), "key": "\(due.checklist)-\(due.dueAt.milliseconds)",
      "name": words.word(due.name), "icon": Self.icon(due.kind),
      "time": words.moment(due.dueAt, now: context.now),
      "urgency": due.state == .missed ? "late" : hasCome ? "soon" : "",
      "clock_class": due.state == .missed ? "late" : hasCome ? "soon" : "plain",
      "clock": hasCome
        ? words.text("check.over", ["time": duration(over)]) : words.text("check.in", ["time": duration(-over)]),
      "kind_text": words.text("check.kind_\(due.kind.rawValue)"),
      "may_begin": may && board.window.mayBegin(due.dueAt, at: context.now),
    ]
  }

  private func duration(_ minutes: Int) -> String { lobby.words(board.estate, context).duration(max(0, minutes)) }

  private func running(_ round: Round) -> [String: Any] {
    let isLate = context.now > round.endAt
    let settled = round.checked + round.skipped
    return [
      "path": "/rounds/\(round.id)", "name": words.word(round.name), "icon": Self.icon(round.kind),
      "urgency": isLate ? "soon" : "",
      "detail": words.text(
        "check.running_detail",
        ["who": round.startedBy, "time": words.moment(round.startedAt, now: context.now)]),
      "clock": words.text("check.of", ["n": String(settled), "m": String(round.stops)]),
      "spent": round.stops > 0 ? 100 * settled / round.stops : 0,
    ]
  }

  private func finished(_ round: Round) -> [String: Any] {
    [
      "path": "/rounds/\(round.id)", "name": words.word(round.name), "icon": Self.icon(round.kind),
      "time": words.moment(round.startedAt, now: context.now),
      "detail": words.text("check.by", ["who": round.startedBy]), "chip": RoundWords.chip(of: round),
      "result": RoundWords.result(of: round, words), "urgency": round.failed > 0 ? "soon" : "",
    ]
  }

  private var anytime: [[String: Any]] {
    board.lists.filter(\.isInUse).map { ["list": $0.id, "name": words.word($0.plan.name), "icon": Self.icon($0.kind)] }
  }

  static func icon(_ kind: Checklist.Kind) -> String {
    switch kind {
    case .patrol: "flag"
    case .cleaning: "broom"
    case .equipment: "bolt"
    }
  }
}

/// How a round went, in a few words.
enum RoundWords {
  static func result(of round: Round, _ words: CheckWords) -> String {
    let facts = ["n": String(round.checked), "m": String(round.stops), "failed": String(round.failed)]
    if round.failed > 0 { return words.text("check.result_failed", facts) }
    return words.text(round.stops > 1 ? "check.result_stops" : "check.result_good", facts)
  }

  static func chip(of round: Round) -> String {
    if round.isRunning { return "on" }
    return round.failed > 0 ? "late" : round.skipped > 0 ? "soon" : "done"
  }
}
