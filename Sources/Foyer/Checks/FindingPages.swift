import Foundation
import Pages

/// How a finding stands, in words and shapes.
enum FindingWords {
  static func chip(of finding: CheckFinding) -> String {
    switch finding.state {
    case .open: finding.nature == .hazard ? "late" : "soon"
    case .done: "on"
    case .checked: "done"
    }
  }

  static func state(of finding: CheckFinding, _ words: CheckWords) -> String {
    words.text("finding.state_\(finding.state.rawValue)")
  }

  /// `9:12发现，9:13告诉青黛`.
  static func story(of finding: CheckFinding, _ words: CheckWords, now: Instant) -> String {
    var parts = [
      words.text("finding.found", ["time": words.moment(finding.foundAt, now: now), "who": finding.foundBy])
    ]
    if let told = finding.told, let at = finding.toldAt {
      parts.append(words.text("finding.was_told", ["time": words.moment(at, now: now), "who": told]))
    }
    if let at = finding.doneAt {
      parts.append(
        words.text("finding.was_done", ["time": words.moment(at, now: now), "who": finding.doneBy ?? ""]))
    }
    return parts.joined(separator: words.text("duty_record.comma"))
  }

  /// The fields by which something seen in passing is written down.
  static func fields(_ form: TypedForm, _ words: CheckWords) -> [[String: Any]] {
    [
      form.choices(
        "nature",
        CheckFinding.Nature.allCases.map {
          .init(value: $0.rawValue, label: words.text("finding.nature_\($0.rawValue)"))
        },
        columns: 3),
      form.input("place", required: true, limit: 60), form.input("what", required: true, limit: 200),
      form.choices(
        "handling",
        CheckFinding.Handling.allCases.map {
          .init(value: $0.rawValue, label: words.text("finding.handling_\($0.rawValue)"))
        },
        columns: 2), form.input("told", limit: 60), form.input("ticket", limit: 30),
    ]
  }
}

/// 发现的问题: what is open first, and a form for what is seen in passing.
struct FindingListPage: Page {
  static let template = "checks/findings"
  let findings: [CheckFinding]
  let query: CheckFinding.Query
  let next: ListCursor?
  let helpers: [CheckHelper]
  let errors: FieldErrors?
  let words: CheckWords
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let form = TypedForm(
      errors == nil ? .empty : context.form, errors: errors, prefix: "finding_form", lobby: lobby, context: context)
    let state = "state=\(query.state?.rawValue ?? "")"
    return form.summary.merging([
      "lists": CheckFinding.State.allCases.map { state in
        [
          "path": "/findings?state=\(state.rawValue)", "label": words.text("finding.state_\(state.rawValue)"),
          "is_current": query.state == state,
        ] as [String: Any]
      },
      "rows": findings.map(row), "has_rows": !findings.isEmpty, "may_make": context.may(.makeRounds),
      "fields": FindingWords.fields(form, words), "is_open": errors != nil,
      "pages": ListPages(
        first: query.cursor.map { _ in "/findings?\(state)" },
        next: next.map { "/findings?\(state)&cursor=\($0.text)" }
      ).content(lobby, context),
    ]) { $1 }
  }

  private func row(_ finding: CheckFinding) -> [String: Any] {
    let end = finding.doneAt ?? context.now
    let age = VisitWords(zone: words.zone, language: context.language, phrasebook: lobby.phrasebook, now: context.now)
      .duration(max(0, end.minutes(since: finding.foundAt)))
    return [
      "path": "/findings/\(finding.id)", "title": words.subject(of: finding), "what": finding.what ?? false,
      "story": FindingWords.story(of: finding, words, now: context.now), "chip": FindingWords.chip(of: finding),
      "state_text": FindingWords.state(of: finding, words), "age": age,
      "nature": words.text("finding.nature_\(finding.nature.rawValue)"), "ticket": finding.ticket ?? false,
      "urgency": finding.state == .open ? (finding.nature == .hazard ? "late" : "soon") : "",
    ]
  }
}

struct FindingPage: Page {
  static let template = "checks/finding"
  let finding: CheckFinding
  let trail: Trail
  let estate: Estate
  let helpers: [CheckHelper]
  let errors: FieldErrors?
  let lobby: Lobby
  let context: LobbyContext

  private var words: CheckWords { CheckWords(estate, lobby, context) }

  var content: [String: Any] {
    let may = context.may(.makeRounds)
    let form = TypedForm(context.form, errors: errors, prefix: "finding_form", lobby: lobby, context: context)
    return form.summary.merging([
      "path": "/findings/\(finding.id)", "title": words.subject(of: finding), "what": finding.what ?? false,
      "chip": FindingWords.chip(of: finding), "state_text": FindingWords.state(of: finding, words), "facts": facts,
      "stations": stations, "round": finding.round.map { "/rounds/\($0)" } ?? false as Any,
      "may_tell": may && finding.state == .open, "may_complete": may && finding.state == .open,
      "may_check": may && finding.state == .done && finding.doneByAccount != context.caller.principal?.account,
      "may_reopen": may && finding.state == .done,
      "waits_for_other": finding.state == .done
        && finding.doneByAccount == context.caller.principal?.account,
      "has_acts": may && finding.state != .checked,
      "tell_fields": [form.input("told", required: true, limit: 60), form.input("ticket", limit: 30)],
      "done_fields": [form.input("note", limit: 200)],
      "reason_fields": [form.input("reason", required: true, limit: 200)],
      "helpers": helpers.map { ["name": $0.name, "role": words.text("role.\($0.role.rawValue)")] },
      "trail": JournalTrail(trail: trail, zone: estate.zone, lobby: lobby, context: context, isOfSubject: true).content,
    ]) { $1 }
  }

  private var stations: [[String: Any]] {
    let skipsTold = finding.handling == .oneself && finding.toldAt == nil
    let stops: [(String, Instant?, String?)] = [
      ("found", finding.foundAt, finding.foundBy), ("told", finding.toldAt, finding.told),
      ("done", finding.doneAt, finding.doneBy), ("checked", finding.checkedAt, finding.checkedBy),
    ]
    let first = stops.firstIndex { $0.1 == nil && !($0.0 == "told" && skipsTold) }
    return stops.enumerated().map { index, stop in
      [
        "n": index + 1, "title": words.text("finding.stop_\(stop.0)"), "is_now": index == first,
        "progress": stop.1 != nil
          ? "done" : stop.0 == "told" && skipsTold ? "skipped" : index == first ? "now" : "todo",
        "at": stop.1.map { words.moment($0, now: context.now) } ?? false as Any, "who": stop.2 ?? false,
      ]
    }
  }

  private var facts: [[String: Any]] {
    let list: [(String, String?)] = [
      ("place", words.word(finding.place)), ("item", finding.subject.map(words.word)), ("what", finding.what),
      ("nature", words.text("finding.nature_\(finding.nature.rawValue)")),
      ("handling", words.text("finding.handling_\(finding.handling.rawValue)")), ("told", finding.told),
      ("ticket", finding.ticket), ("note", finding.doneNote),
    ]
    return list.compactMap { name, value in value.map { ["label": words.text("finding_form.\(name)"), "value": $0] } }
  }
}
