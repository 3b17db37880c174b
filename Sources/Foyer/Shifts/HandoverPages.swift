import Foundation
import Pages

/// The handover on one screen: count, items, signatures.
struct HandoverPage: Page {
  static let template = "handovers/show"

  /// The estate's numbers: what an acceptance may take, and what counts as late.
  struct Limits: Sendable {
    let minutes: Int
    let arrival: Attendance.Limits
  }

  let sheet: HandoverSheet
  let people: [Account]
  let limits: Limits
  let takesPIN: Bool
  let lobby: Lobby
  let context: LobbyContext
  let notes: FieldNotes

  private var handover: Handover { sheet.handover }
  private var words: HandoverWords { HandoverWords(lobby: lobby, estate: sheet.estate) }
  private var mayAct: Bool { handover.isOpen && context.may(.handOver) }

  var content: [String: Any] {
    [
      "id": handover.id, "heading": text("heading", ["post": sheet.postName]), "is_open": handover.isOpen,
      "may_act": mayAct, "state": text("state.\(handover.state.rawValue)"),
      "state_chip": HandoverListPage.chip(handover.state), "stages": stages, "since": since,
      "takes_long": takesLong ?? false as Any,
      "early": handover.earlyReason.map { text("early_said", ["reason": $0]) } ?? false as Any,
      "ending": ending ?? false as Any, "refusal": refusal ?? false as Any, "report": report, "tallies": tallies,
      "may_withdraw": mayAct && handover.reliefs.allSatisfy { $0.signedAt == nil },
      "pin_hint": text(takesPIN ? "secret_pin" : "secret"),
    ].merging(assets) { $1 }.merging(items) { $1 }.merging(signing) { $1 }
      .merging(notes.content(at: ["secret", "reason", "text", "counts", "relief"])) { own, _ in own }
  }

  private func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
    lobby.text("handover.\(key)", context, arguments)
  }

  private var since: String {
    text(
      "since",
      [
        "begun": words.moment(handover.begunAt, context), "from": words.moment(handover.coversFrom, context),
        "by": handover.begunBy,
      ])
  }

  private var ending: String? {
    guard let at = handover.closedAt, let closing = handover.closing else { return nil }
    return text(
      "ended_\(closing.rawValue)",
      [
        "time": words.moment(at, context), "by": handover.closedBy ?? "", "reason": handover.closingReason ?? "",
        "minutes": String(at.minutes(since: handover.begunAt)),
      ])
  }

  /// Longer than an acceptance should take.
  private var takesLong: String? {
    let spent = context.now.minutes(since: handover.begunAt)
    guard handover.isOpen, spent > limits.minutes else { return nil }
    return text("takes_long", ["n": String(spent), "minutes": String(limits.minutes)])
  }

  private var refusal: String? {
    guard handover.isOpen, let reason = handover.refusal else { return nil }
    return text("refused_said", ["by": handover.refusedBy ?? "", "reason": reason])
  }

  private var stages: [[String: Any]] {
    let missing = Set(sheet.missing.map(\.word))
    let counted = !missing.contains("counts") && !missing.contains("reasons")
    let read = !missing.contains("unseen") && !missing.contains("disputed")
    let signed = handover.closing == .accepted
    let done = [true, counted, counted && read, signed || handover.closing != nil, handover.closing != nil]
    let now = done.firstIndex(of: false) ?? done.count
    return ["collected", "counted", "read", "signed", "gone"].enumerated().map { index, name in
      [
        "text": text("stage.\(name)"), "n": index + 1,
        "class": done[index] && index < now ? "done" : index == now ? "now" : "",
        "is_now": index == now,
      ]
    }
  }

  private var assets: [String: Any] {
    let lines = sheet.countLines
    let wrong = sheet.counts.count { $0.difference != 0 }
    return [
      "assets": lines.map(asset), "asset_count": lines.count, "no_assets": lines.isEmpty,
      "assets_wrong": wrong > 0 ? text("wrong", ["n": String(wrong)]) as Any : false,
      "has_uncounted": lines.contains { $0.count == nil },
    ]
  }

  private func asset(_ line: HandoverCountLine) -> [String: Any] {
    let count = line.count
    let typed = context.form.typed("counts.\(line.thing)")
    let difference = count.map(\.difference) ?? 0
    return [
      "thing": line.thing, "name": words.name(of: line.thing, line.name, context), "is_counted": count != nil,
      "counted": count.map { String($0.counted) } ?? typed, "book": count.map { String($0.book) } ?? "",
      "away": count.map { String($0.away) } ?? "", "expected": count.map { String($0.expected) } ?? "",
      "difference": difference > 0 ? "+\(difference)" : difference < 0 ? "−\(-difference)" : "0",
      "is_wrong": difference != 0, "reason": count?.reason ?? context.form.typed("reasons.\(line.thing)"),
      "is_unexplained": count.map { !$0.isExplained } ?? false,
    ]
  }

  private var report: [[String: Any]] {
    let report = handover.report
    let parts = [
      ("happened", report.happened), ("safety", report.safety), ("utilities", report.utilities),
      ("orders", report.orders), ("hygiene", report.hygiene),
    ]
    return parts.map { name, said in
      ["name": name, "label": text("report.\(name)"), "text": said ?? "", "said": said ?? "—"]
    }
  }

  private var tallies: [[String: Any]] {
    ["visits", "refused", "left", "unseen", "notes", "courtesies"].map { name in
      ["n": sheet.tallies[name] ?? 0, "text": text("tally.\(name)")]
    }
  }
}

// MARK: - Items

extension HandoverPage {
  /// More of one kind than this are folded into one line that can be understood at once.
  private static let foldedFrom = 5

  private var items: [String: Any] {
    let here = sheet.items.filter { $0.goneAt == nil }
    let gone = sheet.items.filter { $0.goneAt != nil }
    let (clear, asked) = (
      here.count(where: \.state.isClear), here.count { $0.state == .questioned || $0.state == .answered }
    )
    let unseen = here.count { $0.state == .unseen }
    let said = Dictionary(grouping: sheet.statements.filter { $0.item != nil }) { $0.item ?? "" }
    return [
      "item_count": here.count, "items_clear": clear > 0 ? text("clear", ["n": String(clear)]) as Any : false,
      "items_disputed": asked > 0 ? text("disputed", ["n": String(asked)]) as Any : false,
      "items_unseen": unseen > 0 ? text("unseen", ["n": String(unseen)]) as Any : false,
      "nothing_open": sheet.items.isEmpty, "groups": groups(here, said),
      "gone": gone.map { line($0, 0, said) },
      "gone_count": gone.isEmpty ? false : text("gone", ["n": String(gone.count)]) as Any,
    ]
  }

  private func groups(_ items: [HandoverItem], _ said: [String: [Handover.Statement]]) -> [[String: Any]] {
    // Of all, also those that are gone: the same number stands on paper.
    let numbers = Dictionary(sheet.items.enumerated().map { ($1.key, $0 + 1) }, uniquingKeysWith: { first, _ in first })
    var order: [String] = []
    var kinds: [String: [HandoverItem]] = [:]
    for item in items {
      if kinds[item.kind] == nil { order.append(item.kind) }
      kinds[item.kind, default: []].append(item)
    }
    return order.map { kind in
      let own = kinds[kind] ?? []
      let unseen = own.count { $0.state == .unseen }
      let isFolded = own.count >= Self.foldedFrom
      return [
        "kind": kind, "is_folded": isFolded, "name": kindName(kind), "n": own.count,
        "unseen": unseen > 0 ? text("unseen", ["n": String(unseen)]) as Any : false,
        "may_take": mayAct && isFolded && unseen > 0, "seen": isFolded ? HandoverItem.mark(of: own) : "",
        "is_disputed": own.contains { !$0.state.isClear && $0.state != .unseen },
        "all": text("understand_all", ["n": String(unseen)]),
        "items": own.map { line($0, numbers[$0.key] ?? 0, said) },
      ]
    }
  }

  private func kindName(_ kind: String) -> String {
    lobby.knownText("handover.kind.\(kind)", context) ?? text("kind_other")
  }

  private func line(_ item: HandoverItem, _ number: Int, _ said: [String: [Handover.Statement]]) -> [String: Any] {
    let own = words.words(of: item, context)
    let statements = (said[item.key] ?? []).filter { $0.kind != .understood }
    let isOpen = mayAct && item.goneAt == nil
    return [
      "number": number, "key": item.key, "title": own.title, "detail": own.detail.isEmpty ? false : own.detail as Any,
      "path": item.path, "class": item.goneAt != nil ? "" : Self.urgency(item.state),
      "chip": item.goneAt != nil ? "done" : Self.chip(item.state), "status": status(item),
      "is_plain": item.goneAt == nil && item.state == .unseen && isOpen,
      "may_understand": isOpen && !item.state.isClear, "may_question": isOpen && item.state != .questioned,
      "may_answer": isOpen && (item.state == .questioned || item.state == .answered),
      "may_rule": isOpen && (item.state == .questioned || item.state == .answered),
      "may_close": isOpen && item.kind == "overstay" && context.may(.registerVisits)
        ? "\(item.path)/closure" as Any : false,
      "said": statements.map(told), "was_said": !statements.isEmpty,
    ]
  }

  private func told(_ statement: Handover.Statement) -> [String: Any] {
    [
      "text": statement.text ?? "",
      "by": text(
        "said.\(statement.kind.rawValue)", ["by": statement.name, "time": words.moment(statement.at, context)]),
    ]
  }

  private func status(_ item: HandoverItem) -> String {
    if let gone = item.goneAt { return text("item_gone", ["time": words.moment(gone, context)]) }
    let time = item.stateAt.map { words.moment($0, context) } ?? ""
    return text("item.\(item.state.rawValue)", ["time": time, "by": item.stateBy ?? ""])
  }

  private static func urgency(_ state: HandoverItem.State) -> String {
    switch state {
    case .unseen: "soon"
    case .questioned, .answered: "late"
    case .understood, .ruled: ""
    }
  }

  private static func chip(_ state: HandoverItem.State) -> String {
    switch state {
    case .unseen: "soon"
    case .questioned, .answered: "late"
    case .understood, .ruled: "done"
    }
  }
}

// MARK: - Signatures

extension HandoverPage {
  private var signing: [String: Any] {
    let missing = sheet.missing
    let reliefs = handover.reliefs
    let inside = Set(handover.parties.filter { $0.side != .leader }.map(\.account))
    let leaders = people.filter { Permission.overrideRules.roles.contains($0.role) }
    return [
      "off_going": handover.offGoing.map { party($0, isReady: true) },
      "reliefs": reliefs.map { party($0, isReady: missing.isEmpty) }, "no_relief": reliefs.isEmpty,
      "leaders": handover.leaders.map { party($0, isReady: false) },
      "missing": missing.map { ["text": self.missing($0)] }, "is_ready": missing.isEmpty && handover.isOpen,
      "is_disputed": handover.isOpen && (handover.refusedAt != nil || missing.contains { $0.word == "disputed" }),
      "candidates": option(people.filter { !inside.contains($0.id) && Permission.handOver.roles.contains($0.role) }),
      "leader_choices": option(leaders), "has_leaders": mayAct && !leaders.isEmpty,
      "unsigned_reliefs": option(
        people.filter { person in
          reliefs.contains { $0.account == person.id && $0.signedAt == nil }
        }), "may_refuse": mayAct && handover.refusedAt == nil && reliefs.contains { $0.signedAt == nil },
      "orders": Handover.Order.allCases.map { ["value": $0.rawValue, "text": text("order.\($0.rawValue)")] },
      "rulings": Handover.Ruling.allCases.map { ["value": $0.rawValue, "text": text("ruling.\($0.rawValue)")] },
      "whole": sheet.statements(about: nil).map(told), "was_said_whole": !sheet.statements(about: nil).isEmpty,
    ]
  }

  private func option(_ people: [Account]) -> [[String: Any]] {
    people.map { ["id": $0.id, "name": $0.name, "role": lobby.text("role.\($0.role.rawValue)", context)] }
  }

  private func party(_ party: Handover.Party, isReady: Bool) -> [String: Any] {
    [
      "account": party.account, "name": party.name, "side": party.side.rawValue,
      "side_text": text("side.\(party.side.rawValue)"), "is_signed": party.signedAt != nil,
      "signed": party.signedAt.map { text("signed", ["time": words.moment($0, context)]) } ?? "",
      "strokes": party.drawn.flatMap(Strokes.path) ?? false as Any, "came": came(party),
      "may_sign": mayAct && party.signedAt == nil && party.side != .leader, "is_ready": isReady,
      "is_relief": party.side == .relief, "field": "\(party.side.rawValue)-\(party.account)",
      "is_sent": context.form.typed("account") == party.account,
    ]
  }

  private func came(_ party: Handover.Party) -> String {
    guard party.side == .relief, let at = party.arrivedAt else { return "" }
    guard let from = party.plannedFrom else { return text("came", ["time": words.moment(at, context)]) }
    let isLate = limits.arrival.lateness(of: at, for: from) > 0
    return text(isLate ? "came_late" : "came_in_time", ["time": words.moment(at, context)])
  }

  private func missing(_ missing: Handover.Missing) -> String {
    var facts = ["n": String(missing.number)]
    if case .offGoing(let names) = missing { facts["names"] = names.joined(separator: text("and")) }
    return text("missing.\(missing.word)", facts)
  }
}

/// One pane alone: what the live screen fetches again.
struct HandoverFragment: Page {
  enum Part: String, CaseIterable, Sendable { case head, assets, items, sign }

  static let template = "handovers/part"
  let page: HandoverPage
  let part: Part

  var content: [String: Any] {
    page.content.merging(
      [
        "is_head": part == .head, "is_assets": part == .assets, "is_items": part == .items, "is_sign": part == .sign,
      ]) { $1 }
  }
}

/// A drawn name as the data of an SVG path: only numbers of our own making get onto the page.
enum Strokes {
  static func path(_ drawn: String) -> String? {
    let strokes = drawn.split(separator: ";").compactMap { stroke -> String? in
      let points = stroke.split(separator: " ").compactMap { point -> String? in
        let numbers = point.split(separator: ",").compactMap { Int($0) }
        guard numbers.count == 2, numbers.allSatisfy({ (0...400).contains($0) }) else { return nil }
        return "\(numbers[0]) \(numbers[1])"
      }
      return points.count > 1 ? "M" + points.joined(separator: "L") : nil
    }
    return strokes.isEmpty ? nil : strokes.joined()
  }
}
