import Foundation
import Pages

/// A round and what belongs to it, read at one moment.
struct RoundState: Sendable {
  let estate: Estate
  let progress: RoundProgress
  /// The stop that is to be checked now.
  let current: Checklist.Stop?
  let point: PatrolPoint?
  let findings: [CheckFinding]
  let photos: [CheckPhoto]
  let corrections: [StopCorrection]
  /// What stands at the stop that is being corrected.
  let corrected: RoundStop?
  let helpers: [CheckHelper]
}

/// A round on a telephone: the line of its stops, the present one open, one act at the thumb.
struct RoundPage: Page {
  static let template = "checks/round"
  let state: RoundState
  /// The code that was read at the stop.
  let code: String?
  let errors: FieldErrors?
  let lobby: Lobby
  let context: LobbyContext

  private var words: CheckWords { CheckWords(state.estate, lobby, context) }
  private var round: Round { state.progress.round }
  private var notes: FieldNotes { FieldNotes(errors ?? FieldErrors(), lobby, context) }

  var content: [String: Any] {
    let may = context.may(.makeRounds) && (round.isRunning || state.corrected != nil)
    return notes.content(at: ["reason"]).merging(
      [
        "path": "/rounds/\(round.id)", "name": words.word(round.name), "is_running": round.isRunning,
        "kind_text": words.text("check.kind_\(round.kind.rawValue)"),
        "started": words.text(
          "check.started", ["who": round.startedBy, "time": words.moment(round.startedAt, now: context.now)]),
        "due": round.dueAt.map { words.text("check.due_at", ["time": words.moment($0, now: context.now)]) } ?? false
          as Any,
        "walk_clock": clock, "pips": pips, "pips_label": pipsLabel,
        "stops": state.progress.plan.stops.map(stop), "may_make": may && state.current != nil,
        "may_remove_photos": context.may(.keepChecklists), "result": RoundWords.result(of: round, words),
        "result_chip": RoundWords.chip(of: round), "cut_short": round.cutShort ?? false,
        "finished": round.finishedAt.map {
          words.text("check.finished", ["who": round.finishedBy ?? "", "time": words.moment($0, now: context.now)])
        } ?? false as Any,
        "version": words.text("checklist.version", ["n": String(round.version)]),
        "checklist": "/checklists/\(round.checklist)?version=\(round.version)",
      ].merging(act(may: may)) { $1 }
    ) { $1 }
  }

  /// What the thumb does next.
  private func act(may: Bool) -> [String: Any] {
    guard may, let current = state.current else { return ["current": false, "is_correction": false] }
    let path = "/rounds/\(round.id)"
    if state.corrected != nil {
      return [
        "is_correction": true,
        "current": [
          "stop": current.id, "action": "\(path)/stops/\(current.id)?_method=put",
          "save": words.text("check.save_correction"), "has_rest": false, "has_several": false,
        ] as [String: Any],
      ]
    }
    let after = state.progress.ahead.first { $0.id != current.id }
    return [
      "is_correction": false,
      "current": [
        "stop": current.id, "action": "\(path)/stops/\(current.id)",
        "save": after.map { words.text("check.save_next", ["place": words.word($0.name)]) }
          ?? words.text("check.save_last"),
        "has_rest": current.items.count { $0.kind == .yesNo } > 1,
        "rest": words.text("check.rest_\(round.kind == .cleaning ? "clean" : "normal")"),
        "has_several": state.progress.plan.stops.count > 1,
      ] as [String: Any],
    ]
  }

  private var clock: [String: Any] {
    let (now, whole) = (context.now, max(1, round.endAt.minutes(since: round.startedAt)))
    let over = now.minutes(since: round.endAt)
    let spent = min(100, max(0, 100 * now.minutes(since: round.startedAt) / whole))
    let duration = lobby.words(state.estate, context).duration
    return [
      "class": over >= 0 ? "late" : spent >= 75 ? "soon" : "", "spent": spent,
      "text": over >= 0
        ? words.text("check.over", ["time": duration(over)])
        : words.text("check.until", ["time": words.zone.clock(round.endAt)]),
    ]
  }

  private var pips: [[String: Any]] {
    state.progress.plan.stops.map { stop in
      guard let seen = state.progress.visited[stop.id] else {
        return ["class": stop.id == state.current?.id ? "here" : ""]
      }
      return ["class": seen.state == .skipped ? "missed" : seen.failed > 0 ? "bad" : "past"]
    }
  }

  private var pipsLabel: String {
    words.text(
      "check.pips",
      [
        "n": String(round.stops), "checked": String(round.checked), "skipped": String(round.skipped),
        "failed": String(round.failed),
      ])
  }

  private func stop(_ stop: Checklist.Stop) -> [String: Any] {
    let isNow = stop.id == state.current?.id && context.may(.makeRounds)
    var line: [String: Any] = [
      "name": words.word(stop.name), "is_now": isNow, "time": "", "class": isNow ? "now" : "todo", "details": [Any](),
      "photos": [Any](), "findings": [Any](), "way": false, "open": false, "form": false, "correct": false,
      "corrections": [Any](),
    ]
    if isNow { line["form"] = form(of: stop) }
    guard let seen = state.progress.visited[stop.id] else {
      // Where the order is free another stop can be taken first.
      let mayChoose = !isNow && round.isRunning && !state.progress.plan.isOrdered && context.may(.makeRounds)
      line["open"] = mayChoose ? "/rounds/\(round.id)?stop=\(stop.id)#now" : false as Any
      return line
    }
    return line.merging(report(seen, at: stop)) { $1 }
  }

  private func report(_ seen: RoundStop, at stop: Checklist.Stop) -> [String: Any] {
    let isSkipped = seen.state == .skipped
    return [
      "time": isSkipped ? words.text("check.skipped") : words.zone.clock(seen.at),
      "class": isSkipped ? "skipped" : seen.failed > 0 ? "late" : "done", "details": details(of: seen, at: stop),
      "way": way(of: seen) ?? false, "correct": correctPath(of: seen) ?? false,
      "corrections": state.corrections.filter { $0.stop == stop.id }.map { correction($0, at: stop) },
      "findings": state.findings.filter { $0.stop == stop.id }.map(finding),
      "photos": state.photos.filter { $0.stop == stop.id }.map(photo),
    ]
  }

  private func correctPath(of seen: RoundStop) -> String? {
    guard context.may(.makeRounds), state.corrected == nil, let account = try? context.principal.account,
      StopCorrection.mayCorrect(seen, account, at: context.now, isLeader: context.may(.keepChecklists))
    else { return nil }
    return "/rounds/\(round.id)?correct=\(seen.stop)#now"
  }

  /// What stood there before, in its own words.
  private func correction(_ correction: StopCorrection, at stop: Checklist.Stop) -> [String: Any] {
    [
      "text": words.text(
        "check.corrected",
        ["who": correction.by, "time": words.moment(correction.at, now: context.now), "why": correction.why]),
      "before": words.text(
        "check.before",
        ["seen": details(of: correction.original, at: stop).compactMap { $0["text"] as? String }.joined(separator: "；")]
      ),
    ]
  }

  private func details(of seen: RoundStop, at stop: Checklist.Stop) -> [[String: Any]] {
    if seen.state == .skipped { return [["text": seen.reason ?? ""]] }
    let items = Dictionary(stop.items.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    let good = seen.answers.count(where: \.isGood)
    var lines =
      good > 0
      ? [words.text("check.items_good_\(round.kind == .cleaning ? "clean" : "normal")", ["n": String(good)])] : []
    lines += seen.answers.compactMap { answer in
      guard let item = items[answer.item], [.reading, .count, .choice].contains(item.kind) || !answer.isGood else {
        return nil
      }
      return words.text(
        "check.seen", ["item": words.word(item.word), "seen": words.seen(answer, of: item, round.kind)])
    }
    return lines.map { ["text": $0] }
  }

  private func way(of seen: RoundStop) -> String? {
    switch seen.way {
    case .none: nil
    case .scanned: words.text("check.way_scanned")
    case .byHand:
      [seen.reason.map { words.text("check.hand_\($0)") }, seen.note].compactMap(\.self)
        .joined(separator: words.text("duty_record.comma"))
    }
  }

  private func finding(_ finding: CheckFinding) -> [String: Any] {
    [
      "path": "/findings/\(finding.id)", "text": finding.subject.map(words.word) ?? finding.what ?? "",
      "chip": FindingWords.chip(of: finding), "state": FindingWords.state(of: finding, words),
    ]
  }

  private func photo(_ photo: CheckPhoto) -> [String: Any] {
    let path = "/rounds/\(round.id)/photos/\(photo.id)"
    return [
      "path": photo.size == nil ? false : path as Any, "photo_path": path,
      "label": words.text("check.photo_at", ["time": words.zone.clock(photo.at)]),
    ]
  }

  private func form(of stop: Checklist.Stop) -> [String: Any] {
    let isKnown = state.point != nil && state.point?.retiredAt == nil
    let keepsWay = state.corrected?.state == .checked
    let isFaulty = notes.messages.contains { $0.field == "code" }
    return [
      "items": StopFields(
        stop: stop, kind: round.kind, notes: notes, words: words, context: context, seen: state.corrected, found: found
      ).items,
      "why": state.corrected == nil ? false : ["text": context.form.typed("why"), "error": error(at: "why")] as Any,
      "asks_code": isKnown && !keepsWay && (code == nil || isFaulty),
      "code": isKnown && !isFaulty ? code ?? false as Any : false,
      "code_error": error(at: "code"), "hand_error": error(at: "by_hand"), "note_error": error(at: "note"),
      "note": context.form.typed("note"),
      "hands": RoundStop.HandReason.allCases.map { reason in
        [
          "value": reason.rawValue, "label": words.text("check.hand_\(reason.rawValue)"),
          "checked": context.form.typed("by_hand") == reason.rawValue,
        ] as [String: Any]
      },
      "helpers": state.helpers.map { ["name": $0.name, "role": words.text("role.\($0.role.rawValue)")] },
    ]
  }

  /// Items of which it is written down already what followed.
  private var found: Set<String> {
    guard let seen = state.corrected else { return [] }
    return Set(state.findings.filter { $0.stop == seen.stop && $0.checkedAt == nil }.compactMap(\.item))
  }

  private func error(at field: String) -> Any { notes.messages.first { $0.field == field }?.message ?? false }
}

/// The items of a stop as fields: what is right, what was typed, and what is asked when it is not right.
struct StopFields {
  let stop: Checklist.Stop
  let kind: Checklist.Kind
  let notes: FieldNotes
  let words: CheckWords
  let context: LobbyContext
  /// What is being corrected.
  var seen: RoundStop?
  var found: Set<String> = []

  var items: [[String: Any]] { stop.items.map(item) }

  private func item(_ item: CheckItem) -> [String: Any] {
    let field = "items.\(item.id)"
    let typed = context.form.typed(field).nonEmpty ?? seen?.answers.first { $0.item == item.id }?.value ?? ""
    let follow = "findings.\(item.id)"
    let hasFollow = notes.messages.contains { $0.field.hasPrefix(follow + ".") }
    return [
      "id": item.id, "field": field, "label": words.word(item.word), "right": words.right(of: item) ?? false,
      "clause": item.clause ?? false, "choice": choice(item, field, typed) ?? false,
      "figure": figure(item, typed) ?? false, "is_photo": item.kind == .photo,
      "has_follow": item.kind != .photo && !found.contains(item.id),
      "error": (error(field) ?? error("photos.\(item.id)")) ?? false as Any,
      "is_open": hasFollow || item.answer(typed).map { !$0.isGood } ?? false,
      "what": context.form.typed(follow + ".what"), "told": context.form.typed(follow + ".told"),
      "ticket": context.form.typed(follow + ".ticket"), "follow": follow,
      "is_fault": CheckFinding.nature(of: kind) == .fault,
      "handling_error": error(follow + ".handling") ?? false, "told_error": error(follow + ".told") ?? false,
      "handlings": CheckFinding.Handling.allCases.map { handling in
        [
          "value": handling.rawValue, "label": words.text("finding.handling_\(handling.rawValue)"),
          "checked": context.form.typed(follow + ".handling") == handling.rawValue,
        ] as [String: Any]
      },
    ]
  }

  private func choice(_ item: CheckItem, _ field: String, _ typed: String) -> [String: Any]? {
    let options: [(value: String, label: String, isGood: Bool)]
    switch item.kind {
    case .yesNo:
      options = [
        (CheckItem.pass, words.verdict(true, kind), true), (CheckItem.fail, words.verdict(false, kind), false),
      ]
    case .choice:
      options = (item.options ?? []).enumerated().map { (String($0), words.word($1.word), $1.isGood) }
    default: return nil
    }
    return [
      "columns": min(3, options.count),
      "options": options.map { option in
        [
          "value": option.value, "label": option.label, "is_bad": !option.isGood,
          "tone": option.isGood ? "go" : "late", "checked": typed == option.value,
        ] as [String: Any]
      },
    ]
  }

  private func figure(_ item: CheckItem, _ typed: String) -> [String: Any]? {
    guard item.kind == .reading || item.kind == .count else { return nil }
    let expected = item.kind == .count ? item.expected.map(Double.init) : nil
    return [
      "value": typed, "unit": item.unit ?? false, "mode": item.kind == .reading ? "decimal" : "numeric",
      "low": (item.low ?? expected).map(CheckItem.text) ?? "",
      "high": (item.high ?? expected).map(CheckItem.text) ?? "",
    ]
  }

  private func error(_ field: String) -> String? { notes.messages.first { $0.field == field }?.message }
}
